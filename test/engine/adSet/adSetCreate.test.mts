import type { IDataObject } from 'n8n-workflow';

import {
	ACCOUNTS,
	APPS,
	CAMPAIGNS,
	CATALOGS,
	CUSTOM_CONVERSIONS,
	PAGES,
	PIXELS,
	PRODUCT_SETS,
} from '../../../emulator/world/seedIds.mts';
import { conversions, newAdSet, picked, useAdSets } from '../support/adSets.mts';
import { decoded, lines, pairs } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useAdSets();
const { run, sent, writes } = bench;
const stored = () => bench.emulator.world.all('AdSet').at(-1)!;

/** A day of next year, whose clock changes are known: noon in New York is 16:00 UTC in summer, 17:00 in winter. */
const year = new Date().getFullYear() + 1;

const basics = {
	name: 'Broad US',
	campaign_id: CAMPAIGNS.usdNoBudget,
	optimization_goal: 'LINK_CLICKS',
	billing_event: 'IMPRESSIONS',
	status: 'PAUSED',
};
const daily = { daily_budget: '2000', bid_strategy: 'LOWEST_COST_WITHOUT_CAP' };
const us = { targeting: { geo_locations: { countries: ['US'] }, targeting_automation: { advantage_audience: 1 } } };
const usually = { ...basics, ...daily, ...us };

const eur = { adAccount: byId(ACCOUNTS.eur), campaign: byId(CAMPAIGNS.eurNoBudget), countries: ['US'] };
const eurBasics = { ...usually, campaign_id: CAMPAIGNS.eurNoBudget };
const eurSales = { ...eur, optimizationGoal: 'OFFSITE_CONVERSIONS', pixel: byId(PIXELS.eur) };
const eurPixel = { pixel_id: PIXELS.eur, custom_event_type: 'PURCHASE' };

interface Case {
	readonly form: IDataObject;
	readonly params: IDataObject;
	readonly row: IDataObject;
}

const cases: Record<string, Case> = {
	'a daily budget in one country': {
		form: {},
		params: usually,
		row: {
			dailyBudget: 20,
			status: 'PAUSED',
			effectiveStatus: 'PAUSED',
			campaignName: 'Always On Traffic',
			targeting: 'US; 18–65+; all genders; automatic placements; Advantage+ audience on',
			advantageAudience: true,
		},
	},
	'amounts with a comma, as half the world types them': {
		form: {
			...eurSales,
			optimizationGoal: 'VALUE',
			dailyBudget: '1.234,50',
			bidStrategy: 'LOWEST_COST_WITH_MIN_ROAS',
			roasFloor: '1,5',
			targeting: { ageMin: '21' },
		},
		params: {
			...eurBasics,
			daily_budget: '123450',
			optimization_goal: 'VALUE',
			bid_strategy: 'LOWEST_COST_WITH_MIN_ROAS',
			bid_constraints: { roas_average_floor: 15_000 },
			promoted_object: eurPixel,
			targeting: { geo_locations: { countries: ['US'] }, age_min: 21, targeting_automation: { advantage_audience: 1 } },
		},
		row: { dailyBudget: 1234.5, roasFloor: 1.5, currency: 'EUR' },
	},
	'yen, which have no decimals': {
		form: {
			adAccount: byId(ACCOUNTS.jpy),
			campaign: byId(CAMPAIGNS.jpyNoBudget),
			dailyBudget: 1200,
			countries: ['JP'],
		},
		params: {
			...usually,
			campaign_id: CAMPAIGNS.jpyNoBudget,
			daily_budget: '1200',
			targeting: { geo_locations: { countries: ['JP'] }, targeting_automation: { advantage_audience: 1 } },
		},
		row: { dailyBudget: 1200, currency: 'JPY' },
	},
	'a lifetime budget with hours of the week': {
		form: {
			budgetType: 'lifetime',
			lifetimeBudget: '600.50',
			endTime: `${year}-07-01T12:00:00`,
			additionalFields: {
				startTime: `${year}-06-01`,
				adSchedule: {
					rows: [
						{ days: [1, 2], from: '09:00', to: '18:30', timeZone: 'ADVERTISER' },
						{ days: [6], from: '18:00', to: '24:00' },
					],
				},
			},
		},
		params: {
			...basics,
			...us,
			bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
			lifetime_budget: '60050',
			start_time: `${year}-06-01T00:00:00-0400`,
			end_time: `${year}-07-01T12:00:00-0400`,
			adset_schedule: [
				{ days: [1, 2], start_minute: 540, end_minute: 1110, timezone_type: 'ADVERTISER' },
				{ days: [6], start_minute: 1080, end_minute: 1440, timezone_type: 'USER' },
			],
			pacing_type: ['day_parting'],
		},
		row: {
			lifetimeBudget: 600.5,
			dailyBudget: null,
			endTime: `${year}-07-01T12:00:00-0400`,
			adSchedule: 'Mon, Tue 09:00–18:30 (account’s time); Sat 18:00–24:00 (viewer’s time)',
		},
	},
	'a part of the campaign’s budget': {
		form: {
			campaign: byId(CAMPAIGNS.usdCbo),
			...conversions,
			budgetType: 'campaign',
			additionalFields: { minSpend: 5, maxSpend: 40 },
		},
		params: {
			...basics,
			...us,
			campaign_id: CAMPAIGNS.usdCbo,
			optimization_goal: 'OFFSITE_CONVERSIONS',
			promoted_object: { pixel_id: PIXELS.usd, custom_event_type: 'PURCHASE' },
			daily_min_spend_target: '500',
			daily_spend_cap: '4000',
		},
		row: {
			dailyBudget: null,
			minSpend: 5,
			maxSpend: 40,
			bidStrategy: 'LOWEST_COST_WITHOUT_CAP',
			promotedObject: `pixel ${PIXELS.usd}, event PURCHASE`,
		},
	},
	'a cost goal': {
		form: { ...eurSales, bidStrategy: 'COST_CAP', bidAmount: 12.5, conversionEvent: 'LEAD' },
		params: {
			...eurBasics,
			optimization_goal: 'OFFSITE_CONVERSIONS',
			bid_strategy: 'COST_CAP',
			bid_amount: '1250',
			promoted_object: { ...eurPixel, custom_event_type: 'LEAD' },
		},
		row: { bidStrategy: 'COST_CAP', bidAmount: 12.5, currency: 'EUR' },
	},
	'an ROAS floor': {
		form: { ...eurSales, optimizationGoal: 'VALUE', bidStrategy: 'LOWEST_COST_WITH_MIN_ROAS', roasFloor: 1.5 },
		params: {
			...eurBasics,
			optimization_goal: 'VALUE',
			bid_strategy: 'LOWEST_COST_WITH_MIN_ROAS',
			bid_constraints: { roas_average_floor: 15_000 },
			promoted_object: eurPixel,
		},
		row: { roasFloor: 1.5, bidAmount: null },
	},
	'products of a catalog': {
		form: {
			...eurSales,
			conversionSource: 'catalog',
			catalog: byId(CATALOGS.eur),
			productSet: byId(PRODUCT_SETS.eurAll),
		},
		params: {
			...eurBasics,
			optimization_goal: 'OFFSITE_CONVERSIONS',
			promoted_object: { product_set_id: PRODUCT_SETS.eurAll, custom_event_type: 'PURCHASE' },
		},
		row: { promotedObject: `product set ${PRODUCT_SETS.eurAll}, event PURCHASE` },
	},
	'conversions in an app': {
		form: { ...eurSales, conversionSource: 'app', app: byId(APPS.eur), objectStoreUrl: 'https://example.com/app' },
		params: {
			...eurBasics,
			optimization_goal: 'OFFSITE_CONVERSIONS',
			promoted_object: { application_id: APPS.eur, object_store_url: 'https://example.com/app' },
		},
		row: { promotedObject: `app ${APPS.eur}` },
	},
	'messages to a page, in Europe': {
		form: {
			...eur,
			countries: ['DE', 'AT'],
			optimizationGoal: 'CONVERSATIONS',
			destinationType: 'MESSENGER',
			page: byId(PAGES.eur),
			advantageAudience: false,
			targeting: { ageMin: 25, ageMax: 45, gender: 'women' },
			additionalFields: { beneficiary: 'Nordlicht GmbH', payor: 'Agentur Süd' },
		},
		params: {
			...eurBasics,
			optimization_goal: 'CONVERSATIONS',
			destination_type: 'MESSENGER',
			promoted_object: { page_id: PAGES.eur },
			dsa_beneficiary: 'Nordlicht GmbH',
			dsa_payor: 'Agentur Süd',
			targeting: {
				geo_locations: { countries: ['DE', 'AT'] },
				age_min: 25,
				age_max: 45,
				genders: [2],
				targeting_automation: { advantage_audience: 0 },
			},
		},
		row: {
			targeting: 'DE, AT; 25–45; women; automatic placements; Advantage+ audience off',
			advantageAudience: false,
			beneficiary: 'Nordlicht GmbH',
			payor: 'Agentur Süd',
		},
	},
	'places, interests and placements': {
		form: {
			countries: [],
			targeting: {
				regions: picked('region', '3847'),
				cities: { rows: [{ city: byId('2490299'), radius: 25, distanceUnit: 'kilometer' }, { city: byId('2452344') }] },
				zips: picked('zip', 'US:94103'),
				excludedRegions: picked('region', '3886'),
				excludedCities: { rows: [{ city: byId('2513601') }] },
				locales: picked('locale', '6', '23'),
				interests: picked('interest', '6003000000001', '6003000000004'),
				behaviors: picked('behavior', '6002000000001'),
				placements: ['facebook:feed', 'instagram:story', 'instagram:reels'],
				devices: ['mobile'],
			},
		},
		params: {
			...basics,
			...daily,
			targeting: {
				geo_locations: {
					regions: [{ key: '3847' }],
					cities: [{ key: '2490299', radius: 25, distance_unit: 'kilometer' }, { key: '2452344' }],
					zips: [{ key: 'US:94103' }],
				},
				excluded_geo_locations: { regions: [{ key: '3886' }], cities: [{ key: '2513601' }] },
				locales: [6, 23],
				flexible_spec: [
					{ interests: [{ id: '6003000000001' }, { id: '6003000000004' }], behaviors: [{ id: '6002000000001' }] },
				],
				publisher_platforms: ['facebook', 'instagram'],
				facebook_positions: ['feed'],
				instagram_positions: ['story', 'reels'],
				device_platforms: ['mobile'],
				targeting_automation: { advantage_audience: 1 },
			},
		},
		row: { name: 'Broad US' },
	},
	'targeting JSON, completed by the switch': {
		form: {
			countries: [],
			advantageAudience: false,
			targeting: { targetingJson: '{"geo_locations": {"country_groups": ["north_america"]}, "age_min": 30}' },
		},
		params: {
			...basics,
			...daily,
			targeting: {
				geo_locations: { country_groups: ['north_america'] },
				age_min: 30,
				targeting_automation: { advantage_audience: 0 },
			},
		},
		row: { targeting: 'north_america; 30–65+; all genders; automatic placements; Advantage+ audience off' },
	},
	'a promoted object in JSON, and the rest of Additional Fields': {
		form: {
			...eurSales,
			pixel: undefined as never,
			status: 'ACTIVE',
			additionalFields: {
				promotedObject: `{"custom_conversion_id": "3008000000000021"}`,
				attribution: 'click7view1',
				billingEvent: 'IMPRESSIONS',
				labels: 'spring, shop',
				endTime: `${year}-05-01`,
			},
		},
		params: {
			...eurBasics,
			status: 'ACTIVE',
			optimization_goal: 'OFFSITE_CONVERSIONS',
			promoted_object: { custom_conversion_id: CUSTOM_CONVERSIONS.eurCatalogue },
			attribution_spec: [
				{ event_type: 'CLICK_THROUGH', window_days: 7 },
				{ event_type: 'VIEW_THROUGH', window_days: 1 },
			],
			adlabels: [{ name: 'spring' }, { name: 'shop' }],
			end_time: `${year}-05-01T23:59:59+0200`,
		},
		row: {
			status: 'ACTIVE',
			learningStage: 'learning',
			labels: 'spring, shop',
			attribution: '1 day after view, 7 days after click',
			promotedObject: 'custom conversion 3008000000000021',
		},
	},
	'an ad set in a campaign of old, whose goals Meta judges': {
		form: { campaign: byId(CAMPAIGNS.usdLegacy) },
		params: { ...usually, campaign_id: CAMPAIGNS.usdLegacy },
		row: { campaignId: CAMPAIGNS.usdLegacy },
	},
	'the strategy of a campaign whose ad sets share their budgets': {
		form: { campaign: byId(CAMPAIGNS.usdSharing) },
		params: { ...basics, ...us, campaign_id: CAMPAIGNS.usdSharing, daily_budget: '2000' },
		row: { bidStrategy: 'LOWEST_COST_WITHOUT_CAP' },
	},
};

describe('ad set: create', () => {
	it.each(Object.entries(cases))('sends %s and reads it back', async (_title, { form, params, row }) => {
		const { rows, error } = await run('create', newAdSet(form));
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		const account = stored().account.id;
		// Whether interests and page can be used is looked up before; adSetBadInput has that.
		const steps = lines(sent()).filter((line) => !/targetingvalidation|promote_pages/.test(line));
		expect(steps).toEqual([
			`GET ${account}`,
			`GET ${stored().campaign.id}`,
			`POST ${account}/adsets`,
			`GET ${stored().id}`,
		]);
		expect(decoded(writes()[0])).toEqual(params);
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({ ...row, id: stored().id, created: true, accountId: account });
		expect(rows[0]).not.toHaveProperty('note');
		expect(rows[0].adsManagerUrl).toBe(
			`https://adsmanager.facebook.com/adsmanager/manage/adsets?act=${account.slice(4)}&selected_adset_ids=${stored().id}`,
		);
	});

	it('takes the kind of budget and the strategy from the items, each with the amounts it needs', async () => {
		const items = [
			{ budget: 'daily', daily: '20,50', strategy: 'LOWEST_COST_WITHOUT_CAP' },
			{ budget: 'lifetime', whole: '600', end: `${year}-07-01`, strategy: 'COST_CAP', bid: '2.50' },
		];
		const form = {
			budgetType: '={{ $json.budget }}',
			dailyBudget: '={{ $json.daily }}',
			lifetimeBudget: '={{ $json.whole }}',
			endTime: '={{ $json.end }}',
		};
		const { error } = await run(
			'create',
			newAdSet({ ...form, bidStrategy: '={{ $json.strategy }}', bidAmount: '={{ $json.bid }}' }),
			{ items },
		);
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(writes().map(decoded)).toEqual([
			expect.objectContaining({ daily_budget: '2050', bid_strategy: 'LOWEST_COST_WITHOUT_CAP' }),
			expect.objectContaining({ lifetime_budget: '60000', bid_strategy: 'COST_CAP', bid_amount: '250' }),
		]);
	});

	it('always says whether Meta may use an Advantage+ audience', async () => {
		await run('create', newAdSet({ advantageAudience: '={{ $json.on }}' }), { items: [{ on: true }, { on: false }] });
		expect(writes().map(({ params }) => JSON.parse(params.targeting!).targeting_automation)).toEqual([
			{ advantage_audience: 1 },
			{ advantage_audience: 0 },
		]);
	});

	it('creates several in one batch, reads account and campaign once, and pairs each row with its item', async () => {
		const names = ['One', 'Two', 'Three', 'Four', 'Five'];
		const result = await run('create', newAdSet({ name: '={{ $json.name }}' }), {
			items: names.map((name) => ({ name })),
		});
		expect(result.rows.map(({ name }) => name)).toEqual(names);
		expect(pairs(result)).toEqual(names.map((_, item) => ({ item })));
		expect(
			bench.emulator.log.filter(({ batch }) => batch === undefined).map(({ method, path }) => `${method} ${path}`),
		).toEqual([`GET ${ACCOUNTS.usd}`, `GET ${CAMPAIGNS.usdNoBudget}`, 'POST ', 'POST ']);
	});

	it('only has the values checked when Validate Only is on', async () => {
		const before = bench.emulator.world.all('AdSet').length;
		const { rows } = await run('create', newAdSet({ options: { validateOnly: true } }));
		expect(decoded(sent().at(-1)!)).toEqual({ ...usually, execution_options: ['validate_only'] });
		expect(rows).toEqual([
			{
				validated: true,
				created: false,
				name: 'Broad US',
				accountId: ACCOUNTS.usd,
				note: 'Meta would accept this ad set. Nothing was created.',
			},
		]);
		expect([writes(), bench.emulator.world.all('AdSet').length]).toEqual([[], before]);
	});
});

describe('ad set: what only Meta knows is told at the field', () => {
	const refused: Array<[string, IDataObject, RegExp, object]> = [
		[
			'a pixel the token cannot use',
			{ ...eur, countries: ['US'], optimizationGoal: 'OFFSITE_CONVERSIONS', pixel: byId(PIXELS.foreign) },
			/^Page, pixel, app or product set: Meta does not accept/,
			{ blamedField: 'promoted_object' },
		],
		[
			'a city in Europe without beneficiary',
			{ countries: [], targeting: { cities: { rows: [{ city: byId('2673660') }] } } },
			/^EU Beneficiary: ads in the European Union need one/,
			{ subcode: 3858081 },
		],
		[
			'a region that does not exist',
			{ targeting: { regions: picked('region', '1') } },
			/^Countries, Regions, Cities or ZIP Codes: /,
			{ code: 100 },
		],
		[
			'a placement Meta has taken back',
			{ targeting: { placements: ['facebook:video_feeds'] } },
			/^Placements: Meta does not accept one/,
			{ code: 100 },
		],
		[
			'a goal that is too new for the table',
			{ optimizationGoal: 'MESSAGING_DEEP_CONVERSATION_AND_FOLLOW' },
			/^Performance Goal: Meta does not offer it/,
			{ subcode: 2490408 },
		],
		[
			'an attribution window the goal does not take',
			{ additionalFields: { attribution: 'click7' } },
			/^Attribution Setting: Meta does not offer it/,
			{ subcode: 1885501 },
		],
		['a budget below the minimum', { dailyBudget: 0.5 }, /^The budget is below Meta’s minimum/, { subcode: 1885272 }],
	];
	it.each(refused)('%s', async (_title, form, message, details) => {
		const before = bench.emulator.world.all('AdSet').length;
		const { rows } = await run('create', newAdSet(form), { onError: 'continueRegularOutput' });
		expect(rows).toEqual([
			{
				error: expect.stringMatching(message),
				details: expect.objectContaining({ kind: 'invalidParameter', ...details, metaMessage: expect.any(String) }),
			},
		]);
		expect(bench.emulator.world.all('AdSet').length).toBe(before);
	});
});

describe('a custom conversion', () => {
	const { usdThanks, eurCatalogue } = CUSTOM_CONVERSIONS;
	const counted = (conversion: string, more: IDataObject = {}): IDataObject =>
		newAdSet({
			...eurSales,
			conversionEvent: 'LEAD',
			additionalFields: { customConversion: byId(conversion) },
			...more,
		});

	it('is sent with its dataset and its kind', async () => {
		const { rows, error } = await run('create', counted(eurCatalogue));
		expect(error).toBeUndefined();
		expect(decoded(writes()[0]!).promoted_object).toEqual({
			pixel_id: PIXELS.eur,
			custom_event_type: 'LEAD',
			custom_conversion_id: eurCatalogue,
		});
		expect(rows[0]!.promotedObject).toContain(`custom conversion ${eurCatalogue}`);
	});

	it('of another account, or blocked, is refused as Meta says it; without a pixel it is refused here', async () => {
		expect((await run('create', counted(usdThanks))).error).toBeDefined();
		bench.emulator.world.get('CustomConversion', eurCatalogue).isUnavailable = true;
		expect((await run('create', counted(eurCatalogue))).error?.message).toMatch(/blocked the custom conversion/);
		const clicks = await run('create', newAdSet({ additionalFields: { customConversion: byId(usdThanks) } }));
		expect(clicks.error?.message).toMatch(/Custom Conversion counts what a pixel sees/);
	});
});
