import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CREATIVES, PAGES } from '../../../emulator/world/seedIds.mts';
import { provenDestination, unaskedOfCreative } from '../../../nodes/MetaAds/content/destination.ts';
import { unaskedOfAdSet } from '../../../nodes/MetaAds/adSet/targeting/unasked.ts';
import { newAdSet } from '../support/adSets.mts';
import { decoded, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';
import { file, putImage } from '../support/media.mts';
import { png } from '../../pictures.mts';

/** What Meta sets by itself of new creatives and ad sets: a choice in the form, and a sentence where nobody has chosen. */

const bench = useBench();
const account = () => bench.emulator.world.get('AdAccount', ACCOUNTS.usd);
const creativesSent = () =>
	bench
		.writes()
		.filter(({ path }) => path.endsWith('/adcreatives'))
		.map(decoded);
const openShop = () => void (account().hasShop = true);

beforeEach(() => void putImage(bench.emulator.world));

const create = async (additionalFields: IDataObject = {}) =>
	await bench.run('create', {
		resource: 'creative',
		name: 'Autumn',
		page: byId(PAGES.usd),
		image: byId('a'.repeat(32)),
		link: 'https://harbor-coffee.example/autumn',
		callToAction: 'SHOP_NOW',
		additionalFields,
	});

describe('a shop that appears overnight', () => {
	it('stands in the row of the next creative', async () => {
		expect((await create()).rows[0].note).toBeUndefined();
		openShop();
		const { rows } = await create();
		expect(rows[0]).toMatchObject({ created: true, note: expect.stringContaining('people may land in the shop') });
		expect(rows[0].note).toContain('Shop Destination');
		expect(creativesSent()[1]).not.toHaveProperty('destination_spec');
	});

	it.each([
		['Website Only', 'WEBSITE_AND_SHOP_OPT_OUT'],
		['Website and Shop', 'WEBSITE_AND_SHOP'],
	])('is nothing to tell where the form has chosen %s', async (_words, shopDestination) => {
		openShop();
		const { rows, error } = await create({ shopDestination });
		expect(error).toBeUndefined();
		expect(rows[0].note).toBeUndefined();
		expect(creativesSent()).toMatchObject([{ destination_spec: { destination_type: shopDestination } }]);
	});

	it('stands in the row of an ad that is made of a file', async () => {
		openShop();
		const { rows, error } = await bench.run(
			'createFromFile',
			{
				resource: 'ad',
				adSet: byId(AD_SETS.usdCboA),
				page: byId(PAGES.usd),
				link: 'https://harbor-coffee.example/',
				callToAction: 'SHOP_NOW',
			},
			{ items: [{}], files: [file(png(600, 600))] },
		);
		expect(error).toBeUndefined();
		expect(rows[0].note).toContain('people may land in the shop');
	});

	it('a new copy keeps what the creative before it said', async () => {
		openShop();
		const { rows } = await create({ shopDestination: 'WEBSITE_AND_SHOP_OPT_OUT' });
		const copied = await bench.run('update', {
			resource: 'creative',
			updateType: 'copy',
			creative: byId(String(rows[0].id)),
			copyFields: { headline: 'Other words' },
		});
		expect(copied.error).toBeUndefined();
		expect(copied.rows[0].note).toBeUndefined();
		expect(creativesSent()[1]).toMatchObject({ destination_spec: { destination_type: 'WEBSITE_AND_SHOP_OPT_OUT' } });
	});

	it('a new copy of a creative from before the shop says that it leads there', async () => {
		openShop();
		const copied = await bench.run('update', {
			resource: 'creative',
			updateType: 'copy',
			creative: byId(CREATIVES.usdCup),
			copyFields: { headline: 'Other words' },
		});
		expect(copied.rows[0].note).toContain('people may land in the shop');
	});
});

it('a choice that Meta does not keep is named, and one that it shows nothing of without a shop is not', () => {
	const [only] = provenDestination({ destination_spec: { destination_type: 'WEBSITE_AND_SHOP_OPT_OUT' } });
	expect(only.shownBy({ destination_spec: { destination_type: 'WEBSITE_AND_SHOP' } })).toBe(false);
	expect(only.shownBy({})).toBe(true);
	const [both] = provenDestination({ destination_spec: { destination_type: 'WEBSITE_AND_SHOP' } });
	expect([both.shownBy({}), provenDestination({})]).toEqual([false, []]);
});

it('features that Meta has switched on are named in its words, those of the form are not', () => {
	const features = (names: string[], status: string) => ({
		degrees_of_freedom_spec: {
			creative_features_spec: Object.fromEntries(names.map((name) => [name, { enroll_status: status }])),
		},
	});
	const shown = features(['product_extensions', 'image_touchups'], 'OPT_IN');
	expect(unaskedOfCreative(features(['image_touchups'], 'OPT_IN'), shown)).toEqual([
		'Advantage+ features are on (Advantage+ Features Off): Product showcase (product extensions)',
	]);
	expect(unaskedOfCreative({}, features(['product_extensions'], 'OPT_OUT'))).toEqual([]);
	for (const odd of [{}, { degrees_of_freedom_spec: null }, { destination_spec: 'WEBSITE_AND_SHOP' }])
		expect(unaskedOfCreative({}, odd as never)).toEqual([]);
});

describe('WhatsApp Status', () => {
	const onStatus = async (more: IDataObject = {}) =>
		await bench.run('create', {
			resource: 'adSet',
			...newAdSet({ advantageAudience: false, targeting: { placements: ['whatsapp:status'], ...more } }),
		});

	it('reaches people of unknown age by itself, which the row says', async () => {
		const { rows, error } = await onStatus();
		expect(error).toBeUndefined();
		expect(rows[0].note).toContain('WhatsApp Status reaches people of unknown age');
	});

	it.each([true, false])('is nothing to tell where the form says %s', async (unknownAges) => {
		const { rows, error } = await onStatus({ unknownAges });
		expect(error).toBeUndefined();
		expect(rows[0].note).toBeUndefined();
		const [adSet] = bench.writes().map(decoded);
		expect(adSet).toMatchObject({ targeting: { user_age_unknown: unknownAges } });
	});
});

it('an audience or devices beyond those of the form are told', () => {
	const asked = { targeting: { targeting_automation: { advantage_audience: 0 } } };
	const shown = { targeting: { targeting_automation: { advantage_audience: 1, individual_setting: { device: 1 } } } };
	expect(unaskedOfAdSet(asked, shown)).toEqual([
		'Advantage+ Audience is on',
		'ads reach other mobile devices (Targeting → Other Mobile Devices)',
	]);
	expect(unaskedOfAdSet(shown, shown)).toEqual([]);
});
