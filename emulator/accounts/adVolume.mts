import { AdAccountAdVolume } from 'facebook-nodejs-business-sdk';
import type { AssetOf } from '../assets/assetModel.mts';
import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import { define } from '../graph/handlers/nodeType.mts';
import { isObject } from '../graph/language/jsonObjects.mts';
import { effectiveStatus } from '../world/effectiveStatus.mts';
import type { World } from '../world/world.mts';

/** How many ads of a page run or are in review, over all accounts (Meta: insights-api/ads-volume). */
interface AdVolume {
	kind: 'AdVolume';
	id: string;
	page: AssetOf<'Page'>;
	running: number;
	inThisAccount: number;
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		AdVolume: AdVolume;
	}
}

/** Of a page that spends little a month; the other limits are 1,000, 5,000 and 20,000 (Meta: insights-api/ads-volume). */
const SMALL_PAGE = 250;

const COUNTED = new Set(['ACTIVE', 'PENDING_REVIEW', 'IN_PROCESS']);

function pageOf(world: World, creativeId: string): string | undefined {
	const creative = world.find(creativeId);
	const story = creative?.kind === 'AdCreative' ? creative.fields.object_story_spec : undefined;
	return isObject(story) ? String(story.page_id) : undefined;
}

function volumeOf(world: World, page: AssetOf<'Page'>, accountId: string): AdVolume {
	const ads = world
		.all('Ad')
		.filter((ad) => COUNTED.has(effectiveStatus(ad)) && pageOf(world, ad.creativeId) === page.id);
	const inThisAccount = ads.filter(({ account }) => account.id === accountId).length;
	return { kind: 'AdVolume', id: page.id, page, running: ads.length, inThisAccount };
}

const volumes = edge<'AdAccount'>({ to: 'AdVolume', order: 'oldest', isAds: true }, (account, { world, params }) =>
	world
		.all('Page')
		.filter(({ id, visible }) => visible && id === params.text('page_id'))
		.map((page) => volumeOf(world, page, account.id)),
);

/** Without `page_id` Meta answers for the account; what of it stands in which row is not public, so only pages are emulated. */
export const adVolumeDomain = {
	types: {
		AdVolume: define('AdVolume', {
			sdkFields: AdAccountAdVolume.Fields,
			defaults: ['ads_running_or_in_review_count'],
			hasId: false,
			readers: {
				ads_running_or_in_review_count: ({ running }) => running,
				current_account_ads_running_or_in_review_count: ({ inThisAccount }) => inThisAccount,
				limit_on_ads_running_or_in_review: ({ page }) => page.adLimit ?? SMALL_PAGE,
				actor_id: ({ page }) => page.id,
				actor_name: ({ page }) => page.fields.name,
			},
		}),
	},
	edges: { AdAccount: { ads_volume: volumes } },
} satisfies Domain;
