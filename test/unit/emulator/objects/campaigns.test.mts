import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const BASE = { name: 'Test', objective: 'OUTCOME_SALES', special_ad_categories: [] as string[] };
const WITH_BUDGET = { ...BASE, daily_budget: 5_000 };
const STOP = '2026-12-25T00:00:00-0500';
const create = (params: Record<string, unknown>, account: string = ACCOUNTS.usd) =>
	used.graph.post(`${account}/campaigns`, params);
const read = async (id: string, fields: string) => (await used.graph.get(id, { fields })).body;
const count = () => used.emulator.world.all('Campaign').length;

describe('create', () => {
	it("stores a campaign with Meta's defaults and answers only its id, a text of 18 digits", async () => {
		const { status, body } = await create(WITH_BUDGET);
		expect(status).toBe(200);
		expect(body).toEqual({ id: expect.stringMatching(/^\d{18}$/) as string });
		const fields =
			'name,status,effective_status,buying_type,bid_strategy,daily_budget,special_ad_categories,account_id,created_time,start_time';
		expect(await read(body.id ?? '', fields)).toEqual({
			id: body.id,
			name: 'Test',
			status: 'ACTIVE',
			effective_status: 'ACTIVE',
			buying_type: 'AUCTION',
			bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
			daily_budget: '5000',
			special_ad_categories: [],
			account_id: ACCOUNTS.usd.slice(4),
			created_time: '2026-11-25T07:00:00-0500',
			start_time: '2026-11-25T07:00:00-0500',
		});
	});

	const refused: [string, Record<string, unknown>, string, string][] = [
		['no name', { ...WITH_BUDGET, name: undefined }, '100/-', 'name'],
		['an empty name', { ...WITH_BUDGET, name: ' ' }, '100/-', 'name'],
		['a name of 5000 characters', { ...WITH_BUDGET, name: 'x'.repeat(5_000) }, '100/-', 'name'],
		['no objective', { ...WITH_BUDGET, objective: undefined }, '100/-', 'objective'],
		['an unknown objective', { ...WITH_BUDGET, objective: 'OUTCOME_FAME' }, '100/-', 'objective'],
		['a legacy objective', { ...WITH_BUDGET, objective: 'LINK_CLICKS' }, '100/-', 'objective'],
		['no categories', { ...WITH_BUDGET, special_ad_categories: undefined }, '100/-', 'special_ad_categories'],
		[
			'the retired category',
			{ ...WITH_BUDGET, special_ad_categories: ['CREDIT'], special_ad_category_country: ['US'] },
			'100/-',
			'special_ad_categories',
		],
		[
			'a category without a country',
			{ ...WITH_BUDGET, special_ad_categories: ['HOUSING'] },
			'100/-',
			'special_ad_category_country',
		],
		[
			'an unknown country',
			{ ...WITH_BUDGET, special_ad_category_country: ['ZZ'] },
			'100/-',
			'special_ad_category_country',
		],
		['status ARCHIVED', { ...WITH_BUDGET, status: 'ARCHIVED' }, '100/-', 'status'],
		['no budget and no word on sharing', BASE, '100/4834011', 'is_adset_budget_sharing_enabled'],
		[
			'sharing without a bid strategy',
			{ ...BASE, is_adset_budget_sharing_enabled: true },
			'100/4834005',
			'bid_strategy',
		],
		[
			'sharing with a budget',
			{ ...WITH_BUDGET, is_adset_budget_sharing_enabled: true },
			'100/4834002',
			'is_adset_budget_sharing_enabled',
		],
		['both budgets', { ...WITH_BUDGET, lifetime_budget: 90_000, stop_time: STOP }, '100/-', 'daily_budget'],
		['a lifetime budget without an end', { ...BASE, lifetime_budget: 90_000 }, '100/-', 'stop_time'],
		['an end before the start', { ...WITH_BUDGET, start_time: STOP, stop_time: '2026-12-24' }, '100/-', 'stop_time'],
		['an end in the past', { ...WITH_BUDGET, stop_time: '2026-11-24' }, '100/-', 'stop_time'],
		['a date that is none', { ...WITH_BUDGET, stop_time: 'soon' }, '100/-', 'stop_time'],
		['a fraction', { ...WITH_BUDGET, daily_budget: '50.5' }, '100/-', 'daily_budget'],
		['a negative budget', { ...WITH_BUDGET, daily_budget: -500 }, '100/-', 'daily_budget'],
		['a budget of nothing', { ...WITH_BUDGET, daily_budget: 0 }, '100/1885272', 'daily_budget'],
		['a budget below the minimum', { ...WITH_BUDGET, daily_budget: 99 }, '100/1885272', 'daily_budget'],
		[
			'a lifetime budget below the minimum a day',
			{ ...BASE, lifetime_budget: 2_900, stop_time: STOP },
			'100/1885272',
			'lifetime_budget',
		],
		['a spend cap below the minimum', { ...WITH_BUDGET, spend_cap: 9_999 }, '100/-', 'spend_cap'],
		[
			'a bid strategy without a budget',
			{ ...BASE, is_adset_budget_sharing_enabled: false, bid_strategy: 'COST_CAP' },
			'100/-',
			'bid_strategy',
		],
		['an unknown bid strategy', { ...WITH_BUDGET, bid_strategy: 'TARGET_COST' }, '100/-', 'bid_strategy'],
		['an unknown buying type', { ...WITH_BUDGET, buying_type: 'BARTER' }, '100/-', 'buying_type'],
		[
			'include_recommendations alone',
			{ ...WITH_BUDGET, execution_options: ['include_recommendations'] },
			'100/-',
			'execution_options',
		],
	];
	it.each(refused)('refuses %s', async (_what, params, expected, blame) => {
		const before = count();
		const sent = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
		const answer = await create(sent);
		expect(codes(answer)).toBe(expected);
		expect(answer.body.error?.error_data?.blame_field_specs).toEqual([[blame]]);
		expect(count()).toBe(before);
	});

	const accepted: [string, Record<string, unknown>, Record<string, unknown>][] = [
		['NONE as category', { ...WITH_BUDGET, special_ad_categories: ['NONE'] }, { special_ad_categories: [] }],
		[
			'a category with countries',
			{ ...WITH_BUDGET, special_ad_categories: ['HOUSING'], special_ad_category_country: ['US', 'CA'] },
			{ special_ad_categories: ['HOUSING'], special_ad_category_country: ['US', 'CA'] },
		],
		[
			'budgets left to the ad sets',
			{ ...BASE, is_adset_budget_sharing_enabled: false },
			{ is_adset_budget_sharing_enabled: false },
		],
		[
			'shared ad set budgets',
			{ ...BASE, is_adset_budget_sharing_enabled: true, bid_strategy: 'COST_CAP' },
			{ is_adset_budget_sharing_enabled: true, bid_strategy: 'COST_CAP' },
		],
		[
			'a lifetime budget with an end',
			{ ...BASE, lifetime_budget: 3_000, stop_time: STOP },
			{ lifetime_budget: '3000', stop_time: STOP },
		],
		['a spend cap of the minimum', { ...WITH_BUDGET, spend_cap: 10_000 }, { spend_cap: '10000' }],
		['UNIX times', { ...WITH_BUDGET, stop_time: Date.parse(STOP) / 1000 }, { stop_time: STOP }],
		[
			'a time without offset as account time',
			{ ...WITH_BUDGET, stop_time: '2026-12-25T00:00:00' },
			{ stop_time: STOP },
		],
		[
			'a flag without rules',
			{ ...WITH_BUDGET, is_skadnetwork_attribution: true },
			{ is_skadnetwork_attribution: true },
		],
		['RESERVED', { ...WITH_BUDGET, buying_type: 'RESERVED' }, { buying_type: 'RESERVED' }],
	];
	it.each(accepted)('accepts %s', async (_what, params, expected) => {
		const { body } = await create({ ...params, status: 'PAUSED' });
		expect(await read(body.id ?? '', Object.keys(expected).join(','))).toEqual({ id: body.id, ...expected });
	});

	it('has its own minimum in a currency without a minor unit', async () => {
		expect(codes(await create({ ...BASE, daily_budget: 89 }, ACCOUNTS.jpy))).toBe('100/1885272');
		expect((await create({ ...BASE, daily_budget: 90 }, ACCOUNTS.jpy)).status).toBe(200);
	});

	it('stores nothing with validate_only, but runs the rules', async () => {
		const before = count();
		const options = { execution_options: ['validate_only'] };
		expect((await create({ ...WITH_BUDGET, ...options })).body).toEqual({ success: true });
		expect(codes(await create({ ...BASE, ...options }))).toBe('100/4834011');
		expect(count()).toBe(before);
	});

	it('attaches labels by id and by name', async () => {
		const label = await used.graph.post(`${ACCOUNTS.usd}/adlabels`, { name: 'spring' });
		const { body } = await create({ ...WITH_BUDGET, adlabels: [{ id: label.body.id }, { name: 'new' }] });
		expect((await read(body.id ?? '', 'adlabels')).adlabels).toMatchObject([
			{ id: label.body.id, name: 'spring', created_time: expect.any(String), updated_time: expect.any(String) },
			{ name: 'new' },
		]);
		const labels = await used.graph.get(`${ACCOUNTS.usd}/adlabels`);
		expect(labels.body.data?.map(({ name }) => name)).toEqual(['new', 'spring']);
	});
});

describe('update', () => {
	const update = (id: string, params: Record<string, unknown>) => used.graph.post(id, params);

	const refused: [string, string, Record<string, unknown>, string][] = [
		['any edit of a deleted campaign', CAMPAIGNS.usdDeleted, { name: 'x' }, '100/-'],
		['bringing a deleted campaign back', CAMPAIGNS.usdDeleted, { status: 'PAUSED' }, '100/-'],
		['a budget for an archived campaign', CAMPAIGNS.usdArchived, { daily_budget: 3_000 }, '100/-'],
		['bringing an archived campaign back', CAMPAIGNS.usdArchived, { status: 'ACTIVE' }, '100/-'],
		['another objective', CAMPAIGNS.usdCbo, { objective: 'OUTCOME_LEADS' }, '100/-'],
		['daily to lifetime', CAMPAIGNS.usdCbo, { lifetime_budget: 90_000, stop_time: STOP }, '100/-'],
		['lifetime to daily', CAMPAIGNS.usdLifetime, { daily_budget: 5_000 }, '100/-'],
		['a campaign budget above ad set budgets', CAMPAIGNS.usdNoBudget, { daily_budget: 5_000 }, '100/1885621'],
		['sharing switched on later', CAMPAIGNS.usdNoBudget, { is_adset_budget_sharing_enabled: true }, '100/4834006'],
		['sharing next to a budget', CAMPAIGNS.usdCbo, { is_adset_budget_sharing_enabled: true }, '100/4834002'],
		['a budget below the minimum', CAMPAIGNS.usdCbo, { daily_budget: 50 }, '100/1885272'],
		['a lifetime budget below what is spent', CAMPAIGNS.usdLifetime, { lifetime_budget: 11_999 }, '100/1885650'],
		['an end in the past', CAMPAIGNS.usdCbo, { stop_time: '2026-11-01' }, '100/-'],
		['no end for a lifetime budget', CAMPAIGNS.usdLifetime, { stop_time: 0 }, '100/-'],
		['a category without a country', CAMPAIGNS.usdCbo, { special_ad_categories: ['EMPLOYMENT'] }, '100/-'],
		['a spend cap below the minimum', CAMPAIGNS.usdCbo, { spend_cap: 5 }, '100/-'],
		['a bid strategy without a budget', CAMPAIGNS.usdNoBudget, { bid_strategy: 'COST_CAP' }, '100/-'],
		['a cap without amounts', CAMPAIGNS.usdCbo, { bid_strategy: 'COST_CAP' }, '100/1815857'],
		[
			'a cap with amounts for some ad sets only',
			CAMPAIGNS.usdCbo,
			{ bid_strategy: 'COST_CAP', adset_bid_amounts: { [AD_SETS.usdCboA]: 250 } },
			'100/1815857',
		],
		[
			'amounts without their strategy',
			CAMPAIGNS.usdCbo,
			{ adset_bid_amounts: { [AD_SETS.usdCboA]: 250, [AD_SETS.usdCboB]: 250 } },
			'100/-',
		],
		[
			'an amount for an ad set of another campaign',
			CAMPAIGNS.usdCbo,
			{ bid_strategy: 'COST_CAP', adset_bid_amounts: { [AD_SETS.usdNoBudgetA]: 250 } },
			'100/-',
		],
		[
			'an amount that is a fraction',
			CAMPAIGNS.usdCbo,
			{ bid_strategy: 'COST_CAP', adset_bid_amounts: { [AD_SETS.usdCboA]: 2.5, [AD_SETS.usdCboB]: 250 } },
			'100/-',
		],
	];
	it.each(refused)('refuses %s', async (_what, id, params, expected) => {
		const before = { ...used.emulator.world.get('Campaign', id) };
		expect(codes(await update(id, params))).toBe(expected);
		expect(used.emulator.world.get('Campaign', id)).toEqual(before);
	});

	it('sets the amounts of the ad sets along with a capped strategy, and drops them without', async () => {
		const bidOf = async (id: string) => (await read(id, 'bid_amount')).bid_amount;
		const amounts = { [AD_SETS.usdCboA]: 250, [AD_SETS.usdCboB]: 300 };
		await update(CAMPAIGNS.usdCbo, { bid_strategy: 'COST_CAP', adset_bid_amounts: amounts });
		expect(await bidOf(AD_SETS.usdCboA)).toBe(250);
		expect(await bidOf(AD_SETS.usdCboB)).toBe(300);
		await update(CAMPAIGNS.usdCbo, { bid_strategy: 'LOWEST_COST_WITH_BID_CAP' });
		expect(await bidOf(AD_SETS.usdCboA)).toBe(250);
		await update(CAMPAIGNS.usdCbo, { bid_strategy: 'LOWEST_COST_WITHOUT_CAP' });
		expect(await bidOf(AD_SETS.usdCboA)).toBeUndefined();
	});

	it('changes what it is asked to change and answers success', async () => {
		const params = {
			name: 'New',
			status: 'PAUSED',
			daily_budget: 7_500,
			special_ad_categories: ['HOUSING'],
			special_ad_category_country: ['US'],
		};
		expect((await update(CAMPAIGNS.usdCbo, params)).body).toEqual({ success: true });
		expect(await read(CAMPAIGNS.usdCbo, Object.keys(params).join(','))).toEqual({
			id: CAMPAIGNS.usdCbo,
			...params,
			daily_budget: '7500',
		});
	});

	it('does not move updated_time for budgets and spend caps, but for a name', async () => {
		const updated = async () => (await read(CAMPAIGNS.usdHousing, 'updated_time')).updated_time;
		const before = await updated();
		used.emulator.control.advanceClock(60);
		await update(CAMPAIGNS.usdHousing, { daily_budget: 4_000, spend_cap: 200_000 });
		expect(await updated()).toBe(before);
		await update(CAMPAIGNS.usdHousing, { name: 'Roastery Lofts' });
		expect(await updated()).toBe('2026-11-25T07:01:00-0500');
	});

	it('clears a spend cap with the magic number', async () => {
		await update(CAMPAIGNS.usdHousing, { spend_cap: '922337203685478' });
		expect(await read(CAMPAIGNS.usdHousing, 'spend_cap')).toEqual({ id: CAMPAIGNS.usdHousing });
	});

	it('lets an archived campaign be renamed and deleted', async () => {
		expect((await update(CAMPAIGNS.usdArchived, { name: 'x' })).status).toBe(200);
		expect((await update(CAMPAIGNS.usdArchived, { status: 'DELETED' })).status).toBe(200);
		expect((await read(CAMPAIGNS.usdArchived, 'status,name')).status).toBe('DELETED');
	});

	it('lets a campaign whose ad sets have no budgets take one', async () => {
		const { body } = await create({ ...BASE, is_adset_budget_sharing_enabled: false });
		expect((await update(body.id ?? '', { daily_budget: 5_000 })).status).toBe(200);
	});
});

describe('delete', () => {
	it('is final, can be read by id and is gone from lists', async () => {
		expect((await used.graph.delete(CAMPAIGNS.usdCbo)).body).toEqual({ success: true });
		expect((await read(CAMPAIGNS.usdCbo, 'status')).status).toBe('DELETED');
		const filtering = [{ field: 'id', operator: 'EQUAL', value: CAMPAIGNS.usdCbo }];
		expect((await used.graph.get(`${ACCOUNTS.usd}/campaigns`, { filtering })).body.data).toEqual([]);
		expect(codes(await used.graph.post(CAMPAIGNS.usdCbo, { status: 'ACTIVE' }))).toBe('100/-');
	});
});
