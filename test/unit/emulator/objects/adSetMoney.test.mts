import { ACCOUNTS, CAMPAIGNS, PIXELS, PRODUCT_SETS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const TARGETING = { geo_locations: { countries: ['US'] } };
const WITHOUT_BUDGET = {
	name: 'Test',
	campaign_id: CAMPAIGNS.usdNoBudget,
	billing_event: 'IMPRESSIONS',
	optimization_goal: 'LINK_CLICKS',
	targeting: TARGETING,
	status: 'PAUSED',
};
const BASE = { ...WITHOUT_BUDGET, daily_budget: 2_000 };
const PIXEL = { pixel_id: PIXELS.usd, custom_event_type: 'PURCHASE' };
const END = '2026-12-25T00:00:00-0500';
const LIFETIME = { ...WITHOUT_BUDGET, lifetime_budget: 90_000, end_time: END };
const HOURS = [{ start_minute: 480, end_minute: 1_200, days: [1, 2, 3], timezone_type: 'ADVERTISER' }];
const create = (params: Record<string, unknown>, account: string = ACCOUNTS.usd) =>
	used.graph.post(`${account}/adsets`, params);
const read = async (id: string | undefined, fields: string) => (await used.graph.get(id ?? '', { fields })).body;
const campaign = async (params: Record<string, unknown>) => {
	const base = { name: 'Campaign', special_ad_categories: [], objective: 'OUTCOME_SALES', status: 'PAUSED' };
	const own = 'daily_budget' in params || 'lifetime_budget' in params ? {} : { is_adset_budget_sharing_enabled: false };
	const { body } = await used.graph.post(`${ACCOUNTS.usd}/campaigns`, { ...base, ...own, ...params });
	return body.id ?? '';
};
const count = () => used.emulator.world.all('AdSet').length;

describe('budgets, schedules and bids of a new ad set', () => {
	const refused: [string, Record<string, unknown>, string, string][] = [
		['no budget', WITHOUT_BUDGET, '100/-', 'daily_budget'],
		['two budgets', { ...LIFETIME, daily_budget: 2_000 }, '100/-', 'daily_budget'],
		['a budget under a campaign budget', { ...BASE, campaign_id: CAMPAIGNS.usdCbo }, '100/1885621', 'daily_budget'],
		['a budget below the minimum', { ...BASE, daily_budget: 99 }, '100/1885272', 'daily_budget'],
		[
			'a lifetime budget below the minimum a day',
			{ ...LIFETIME, lifetime_budget: 2_900 },
			'100/1487901',
			'lifetime_budget',
		],
		['a lifetime budget without an end', { ...LIFETIME, end_time: undefined }, '100/-', 'end_time'],
		['a lifetime budget with end 0', { ...LIFETIME, end_time: 0 }, '100/-', 'end_time'],
		[
			'24 hours with a daily budget',
			{ ...BASE, start_time: '2026-12-01T00:00:00-0500', end_time: '2026-12-02T00:00:00-0500' },
			'100/-',
			'end_time',
		],
		['an end in the past', { ...BASE, end_time: '2026-11-24' }, '100/-', 'end_time'],
		[
			'hours with a daily budget',
			{ ...BASE, adset_schedule: HOURS, pacing_type: ['day_parting'] },
			'100/-',
			'adset_schedule',
		],
		['hours without day_parting', { ...LIFETIME, adset_schedule: HOURS }, '100/-', 'pacing_type'],
		[
			'hours beyond a day',
			{ ...LIFETIME, adset_schedule: [{ ...HOURS[0], end_minute: 1_441 }] },
			'100/-',
			'adset_schedule',
		],
		[
			'hours of nobody',
			{ ...LIFETIME, adset_schedule: [{ ...HOURS[0], timezone_type: 'MOON' }] },
			'100/-',
			'adset_schedule',
		],
		['a day 7', { ...LIFETIME, adset_schedule: [{ ...HOURS[0], days: [7] }] }, '100/-', 'adset_schedule'],
		['a spend cap without a campaign budget', { ...BASE, daily_spend_cap: 2_000 }, '100/-', 'daily_spend_cap'],
		[
			'a minimum above the cap',
			{ ...WITHOUT_BUDGET, campaign_id: CAMPAIGNS.usdCbo, daily_min_spend_target: 900, daily_spend_cap: 800 },
			'100/-',
			'daily_min_spend_target',
		],
		[
			'a bid cap without its amount',
			{ ...BASE, bid_strategy: 'LOWEST_COST_WITH_BID_CAP' },
			'100/1815857',
			'bid_amount',
		],
		['a cost cap without its amount', { ...BASE, bid_strategy: 'COST_CAP' }, '100/1815857', 'bid_amount'],
		[
			'an amount without a cap',
			{ ...BASE, bid_strategy: 'LOWEST_COST_WITHOUT_CAP', bid_amount: 50 },
			'100/-',
			'bid_amount',
		],
		['an amount of 0', { ...BASE, bid_amount: 0 }, '100/-', 'bid_amount'],
		[
			'a cost cap without standard pacing',
			{ ...BASE, bid_strategy: 'COST_CAP', bid_amount: 50, pacing_type: ['no_pacing'] },
			'100/-',
			'pacing_type',
		],
		[
			'a strategy under a campaign budget',
			{ ...WITHOUT_BUDGET, campaign_id: CAMPAIGNS.usdCbo, bid_strategy: 'COST_CAP', bid_amount: 50 },
			'100/-',
			'bid_strategy',
		],
		[
			'bid constraints without their strategy',
			{ ...BASE, bid_constraints: { roas_average_floor: 15_000 } },
			'100/-',
			'bid_constraints',
		],
	];
	it.each(refused)('refuses %s', async (_what, params, expected, blame) => {
		const before = count();
		const answer = await create(Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)));
		expect(codes(answer)).toBe(expected);
		expect(answer.body.error?.error_data?.blame_field_specs).toEqual([[blame]]);
		expect(count()).toBe(before);
	});

	const accepted: [string, Record<string, unknown>, Record<string, unknown>][] = [
		[
			'a lifetime budget with hours',
			{ ...LIFETIME, adset_schedule: HOURS, pacing_type: ['day_parting'] },
			{ lifetime_budget: '90000', end_time: END, adset_schedule: HOURS, pacing_type: ['day_parting'] },
		],
		[
			'no budget under a campaign budget',
			{ ...WITHOUT_BUDGET, campaign_id: CAMPAIGNS.usdCbo, daily_min_spend_target: 500, daily_spend_cap: 900 },
			{
				daily_budget: '0',
				daily_min_spend_target: '500',
				daily_spend_cap: '900',
				bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
			},
		],
		[
			'a bid amount alone as a bid cap',
			{ ...BASE, bid_amount: 150 },
			{ bid_strategy: 'LOWEST_COST_WITH_BID_CAP', bid_amount: 150 },
		],
		[
			'a cost cap',
			{ ...BASE, bid_strategy: 'COST_CAP', bid_amount: 150 },
			{ bid_strategy: 'COST_CAP', bid_amount: 150 },
		],
		[
			'a shared campaign with its strategy',
			{ ...BASE, campaign_id: CAMPAIGNS.usdSharing },
			{ bid_strategy: 'LOWEST_COST_WITHOUT_CAP' },
		],
		['a daily budget with an end', { ...BASE, end_time: END }, { end_time: END }],
	];
	it.each(accepted)('accepts %s', async (_what, params, expected) => {
		const { body } = await create(params);
		expect(body.error).toBeUndefined();
		expect(await read(body.id, Object.keys(expected).join(','))).toEqual({ id: body.id, ...expected });
	});

	it('asks for what a conversion or value goal promotes, and a floor in range', async () => {
		const sales = { ...BASE, campaign_id: await campaign({}), optimization_goal: 'OFFSITE_CONVERSIONS' };
		expect(codes(await create(sales))).toBe('100/-');
		expect(codes(await create({ ...sales, promoted_object: { pixel_id: PIXELS.usd } }))).toBe('100/-');
		const windows = [
			{ event_type: 'CLICK_THROUGH', window_days: 7 },
			{ event_type: 'VIEW_THROUGH', window_days: 1 },
		];
		expect((await create({ ...sales, promoted_object: PIXEL, attribution_spec: windows })).status).toBe(200);
		const products = { product_set_id: PRODUCT_SETS.usdAll, custom_event_type: 'PURCHASE' };
		expect((await create({ ...sales, promoted_object: products })).status).toBe(200);
		const value = {
			...sales,
			optimization_goal: 'VALUE',
			promoted_object: PIXEL,
			bid_strategy: 'LOWEST_COST_WITH_MIN_ROAS',
		};
		for (const floor of [undefined, 99, 10_000_001, 1.5]) {
			expect(codes(await create({ ...value, bid_constraints: { roas_average_floor: floor } }))).toBe('100/-');
		}
		expect((await create({ ...value, bid_constraints: { roas_average_floor: 100 } })).status).toBe(200);
	});

	it('needs a bid amount when the campaign has a cap', async () => {
		const capped = {
			...WITHOUT_BUDGET,
			campaign_id: await campaign({ daily_budget: 5_000, bid_strategy: 'COST_CAP' }),
		};
		expect(codes(await create(capped))).toBe('100/1815857');
		expect((await create({ ...capped, bid_amount: 900 })).status).toBe(200);
	});
});
