import { graphTime } from '../graph/language/dates.mts';
import type { JsonObject } from '../graph/language/jsonObjects.mts';
import {
	ACCOUNTS,
	APPS,
	BUSINESS,
	CATALOGS,
	CREATIVES,
	INSTAGRAM,
	PAGES,
	PIXELS,
	PRODUCT_SETS,
} from '../world/seedIds.mts';
import type { World } from '../world/world.mts';
import type { AssetKind } from './assetModel.mts';

const DAY = 86_400_000;
const { usd, jpy, eur, foreign, sandbox } = ACCOUNTS;

interface AssetRow {
	kind: AssetKind;
	id: string;
	in: string[];
	fields: JsonObject;
	parentId?: string;
}

const page = (id: string, account: string, name: string, category: string): AssetRow => ({
	kind: 'Page',
	id,
	in: [account],
	fields: {
		name,
		category,
		category_list: [{ id: '2500', name: category }],
		is_published: true,
		has_whatsapp_business_number: true,
		link: `https://www.facebook.com/${id}`,
	},
});

const instagram = (id: string, account: string, username: string, name: string): AssetRow => ({
	kind: 'IGUser',
	id,
	in: [account],
	fields: { username, name, profile_picture_url: `https://example.com/${username}.jpg`, followers_count: 1200 },
});

const productSet = (id: string, catalogId: string, account: string, name: string, count: number): AssetRow => ({
	kind: 'ProductSet',
	id,
	in: [account],
	parentId: catalogId,
	fields: { name, product_count: count, product_catalog: { id: catalogId } },
});

const app = (id: string, account: string, name: string): AssetRow => ({
	kind: 'Application',
	id,
	in: [account],
	fields: {
		name,
		object_store_urls: {
			itunes: `http://itunes.apple.com/app/id${id.slice(-9)}`,
			google_play: `http://play.google.com/store/apps/details?id=app.${id}`,
		},
		supported_platforms: ['IPHONE', 'ANDROID'],
	},
});

const creative = (id: string, account: string, pageId: string, name: string, link: string): AssetRow => ({
	kind: 'AdCreative',
	id,
	in: [account],
	fields: {
		name,
		status: 'ACTIVE',
		account_id: account.slice('act_'.length),
		object_type: 'SHARE',
		title: name,
		body: `${name}: see for yourself.`,
		call_to_action_type: 'SHOP_NOW',
		thumbnail_url: `https://example.com/${id}.jpg`,
		object_story_spec: {
			page_id: pageId,
			link_data: { link, message: `${name}: see for yourself.`, call_to_action: { type: 'SHOP_NOW', value: { link } } },
		},
		effective_object_story_id: `${pageId}_${id.slice(-9)}`,
	},
});

const pixel = (id: string, account: string, name: string, lastFired?: string): AssetRow => ({
	kind: 'AdsPixel',
	id,
	in: [account],
	fields: {
		name,
		last_fired_time: lastFired,
		is_unavailable: false,
		is_consolidated_container: true,
		is_crm: false, // spec object AdsPixel
		owner_business: { id: BUSINESS },
	},
});

export function seedAssets(world: World, now: number): void {
	const at = (days: number): string => graphTime(now - days * DAY, 'UTC');
	const rows: AssetRow[] = [
		page(PAGES.usd, usd, 'Harbor Coffee', 'Coffee shop'),
		// A sandbox ad account is linked to a page of the developer's (Meta: blog of 2023-06-21).
		{ ...page(PAGES.usdSecond, usd, 'Harbor Coffee Roastery', 'Local business'), in: [usd, sandbox] },
		page(PAGES.jpy, jpy, 'Sakura Tea', 'Tea room'),
		page(PAGES.eur, eur, 'Nordlicht Shop', 'Lighting store'),
		page(PAGES.foreign, foreign, 'Somebody Else', 'Company'),
		pixel(PIXELS.usd, usd, 'Harbor Coffee pixel', at(0.1)),
		pixel(PIXELS.usdSecond, usd, 'Old shop pixel'),
		pixel(PIXELS.jpy, jpy, 'Sakura Tea pixel', at(1)),
		pixel(PIXELS.eur, eur, 'Nordlicht Pixel', at(0.2)),
		pixel(PIXELS.foreign, foreign, 'Not yours'),
		instagram(INSTAGRAM.usd, usd, 'harborcoffee', 'Harbor Coffee'),
		instagram(INSTAGRAM.jpy, jpy, 'sakuratea', 'Sakura Tea'),
		instagram(INSTAGRAM.eur, eur, 'nordlichtshop', 'Nordlicht Shop'),
		app(APPS.usd, usd, 'Harbor Coffee To Go'),
		app(APPS.eur, eur, 'Nordlicht App'),
		{
			kind: 'ProductCatalog',
			id: CATALOGS.usd,
			in: [usd],
			fields: { name: 'Coffee and more', product_count: 48, vertical: 'commerce' },
		},
		{
			kind: 'ProductCatalog',
			id: CATALOGS.eur,
			in: [eur],
			fields: { name: 'Lampen', product_count: 212, vertical: 'commerce' },
		},
		productSet(PRODUCT_SETS.usdAll, CATALOGS.usd, usd, 'All products', 48),
		productSet(PRODUCT_SETS.usdBeans, CATALOGS.usd, usd, 'Beans', 12),
		productSet(PRODUCT_SETS.eurAll, CATALOGS.eur, eur, 'Alle Produkte', 212),
		creative(CREATIVES.usdCup, usd, PAGES.usd, 'Steaming cup', 'https://harbor-coffee.example/'),
		creative(CREATIVES.usdBeans, usd, PAGES.usd, 'Bag of beans', 'https://harbor-coffee.example/beans'),
		creative(CREATIVES.jpyField, jpy, PAGES.jpy, 'Tea field', 'https://sakura-tea.example/'),
		creative(CREATIVES.eurLamp, eur, PAGES.eur, 'Lampe', 'https://nordlicht.example/lampen'),
		creative(CREATIVES.eurShelf, eur, PAGES.eur, 'Regal', 'https://nordlicht.example/regale'),
	];
	for (const { in: usableIn, ...row } of rows) {
		const account = row.kind === 'AdCreative' ? world.get('AdAccount', usableIn[0] ?? '') : undefined;
		world.add({ usableIn, account, visible: !usableIn.includes(foreign), ...row });
	}
}
