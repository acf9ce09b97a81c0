import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { campaignOfItem, decoded, itemsFor, lines, pairs, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useBench();
const { run, sent, writes } = bench;
const stored = (id: string) => bench.emulator.world.get('Campaign', id);
const { usdCbo, usdLifetime, usdHousing, jpyCbo, eurCbo } = CAMPAIGNS;
const year = new Date().getFullYear() + 1;

const update = async (campaign: string, updateFields: IDataObject, options: IDataObject = {}, more: IDataObject = {}) =>
	await run('update', { campaign: byId(campaign), updateFields, options, ...more });

interface Case {
	readonly campaign: string;
	readonly account?: string;
	readonly fields: IDataObject;
	readonly options?: IDataObject;
	readonly params: IDataObject;
	readonly row: IDataObject;
	readonly changes: string;
}

const cases: Record<string, Case> = {
	'a name': {
		campaign: usdCbo,
		fields: { name: ' Summer Roast ' },
		params: { name: 'Summer Roast' },
		row: { name: 'Summer Roast' },
		changes: 'Name: Spring Roast Sales → Summer Roast',
	},
	'a daily budget': {
		campaign: usdCbo,
		fields: { dailyBudget: 62.5 },
		params: { daily_budget: '6250' },
		row: { dailyBudget: 62.5 },
		changes: 'Daily Budget: 50.00 USD → 62.50 USD',
	},
	'a daily budget twice as high': {
		campaign: usdCbo,
		fields: { dailyBudget: 100 },
		params: { daily_budget: '10000' },
		row: { dailyBudget: 100 },
		changes: 'Daily Budget: 50.00 USD → 100.00 USD',
	},
	'a large change that is allowed': {
		campaign: usdCbo,
		fields: { dailyBudget: 100.01 },
		options: { allowLargeChange: true },
		params: { daily_budget: '10001' },
		row: { dailyBudget: 100.01 },
		changes: 'Daily Budget: 50.00 USD → 100.01 USD',
	},
	'a budget in yen': {
		campaign: jpyCbo,
		account: ACCOUNTS.jpy,
		fields: { dailyBudget: 9000 },
		params: { daily_budget: '9000' },
		row: { dailyBudget: 9000 },
		changes: 'Daily Budget: 8,000 JPY → 9,000 JPY',
	},
	'a lifetime budget': {
		campaign: usdLifetime,
		fields: { lifetimeBudget: '1000' },
		params: { lifetime_budget: '100000' },
		row: { lifetimeBudget: 1000 },
		changes: 'Lifetime Budget: 900.00 USD → 1,000.00 USD',
	},
	'a spending limit': {
		campaign: usdCbo,
		fields: { spendCap: 500 },
		params: { spend_cap: '50000' },
		row: { spendCap: 500 },
		changes: 'Spending Limit: none → 500.00 USD',
	},
	'no spending limit': {
		campaign: usdHousing,
		fields: { removeSpendCap: true },
		params: { spend_cap: '922337203685478' },
		row: { spendCap: null },
		changes: 'Spending Limit: 1,000.00 USD → none',
	},
	'a bid strategy': {
		campaign: usdCbo,
		fields: { bidStrategy: 'COST_CAP', bidForAll: '2,50' },
		params: {
			bid_strategy: 'COST_CAP',
			adset_bid_amounts: { [AD_SETS.usdCboA]: 250, [AD_SETS.usdCboB]: 250 },
		},
		row: { bidStrategy: 'COST_CAP' },
		changes:
			'Bid Strategy: LOWEST_COST_WITHOUT_CAP → COST_CAP; Bid Amounts: ' +
			'Visitors of the last 30 days none, Coffee lovers none → ' +
			'Visitors of the last 30 days 2.50 USD, Coffee lovers 2.50 USD',
	},
	'a status': {
		campaign: usdCbo,
		fields: { status: 'PAUSED' },
		params: { status: 'PAUSED' },
		row: { status: 'PAUSED', effectiveStatus: 'PAUSED' },
		changes: 'Status: ACTIVE → PAUSED',
	},
	labels: {
		campaign: usdCbo,
		fields: { labels: 'shop, spring' },
		params: { adlabels: [{ name: 'shop' }, { name: 'spring' }] },
		row: { labels: 'shop, spring' },
		changes: 'Labels: none → shop, spring',
	},
	'a special category': {
		campaign: usdCbo,
		fields: { specialAdCategories: ['EMPLOYMENT'], specialAdCategoryCountry: ['US'] },
		params: { special_ad_categories: ['EMPLOYMENT'], special_ad_category_country: ['US'] },
		row: { specialAdCategories: 'EMPLOYMENT' },
		changes: 'Special Ad Categories: none → EMPLOYMENT; Special Category Countries: none → US',
	},
	'an end by the account’s clock': {
		campaign: eurCbo,
		account: ACCOUNTS.eur,
		fields: { stopTime: `${year}-07-01T18:30` },
		params: { stop_time: `${year}-07-01T18:30:00+0200` },
		row: { stopTime: `${year}-07-01T18:30:00+0200` },
		changes: `Stop Time: none → ${year}-07-01T18:30:00+0200`,
	},
	'an end at the end of a day': {
		campaign: eurCbo,
		account: ACCOUNTS.eur,
		fields: { stopTime: `${year}-01-31` },
		params: { stop_time: `${year}-01-31T23:59:59+0100` },
		row: { stopTime: `${year}-01-31T23:59:59+0100` },
		changes: `Stop Time: none → ${year}-01-31T23:59:59+0100`,
	},
};

describe('campaign: update', () => {
	it.each(Object.entries(cases))(
		'sets %s, absolutely, and reads it back',
		async (_title, { campaign, account = ACCOUNTS.usd, fields, options, params, row, changes }) => {
			const result = await update(campaign, fields, options, { adAccount: byId(account) });
			expect(result.error).toBeUndefined();
			expect(lines(sent())).toEqual([`GET ${account}`, `GET ${campaign}`, `POST ${campaign}`, `GET ${campaign}`]);
			expect(decoded(writes()[0])).toEqual(params);
			expect(result.rows).toEqual([
				expect.objectContaining({ id: campaign, accountId: account, ...row, changed: true, changes }),
			]);
		},
	);

	it.each(Object.entries(cases))(
		'sends nothing when %s is there already',
		async (_title, { campaign, account = ACCOUNTS.usd, fields, options, row }) => {
			await update(campaign, fields, options, { adAccount: byId(account) });
			bench.emulator.log.length = 0;
			const { rows } = await update(campaign, fields, options, { adAccount: byId(account) });
			expect(lines(sent())).toEqual([`GET ${account}`, `GET ${campaign}`]);
			expect(rows).toEqual([expect.objectContaining({ id: campaign, ...row, changed: false, changes: 'none' })]);
		},
	);

	it('sends only what differs', async () => {
		await update(usdCbo, { name: 'Spring Roast Sales', dailyBudget: 50, status: 'PAUSED', labels: '' });
		expect(writes().map(decoded)).toEqual([{ status: 'PAUSED' }]);
	});

	it('takes labels away', async () => {
		await update(usdCbo, { labels: 'one, two' });
		const { rows } = await update(usdCbo, { labels: '' });
		expect(rows[0]).toMatchObject({ labels: '', changed: true });
		expect(stored(usdCbo).labels).toEqual([]);
	});

	it('five items go in one batch, each with its own value and row', async () => {
		const ids = [101, 102, 103, 104, 105].map((number) => `120210000000000${number}`);
		const items = ids.map((campaign, index) => ({ campaign, budget: 12 + index }));
		const result = await run(
			'update',
			{ campaign: campaignOfItem, updateFields: { dailyBudget: '={{ $json.budget }}' } },
			{ items },
		);
		expect(result.rows.map(({ id, dailyBudget }) => [id, dailyBudget])).toEqual(
			items.map(({ campaign, budget }) => [campaign, budget]),
		);
		expect(pairs(result)).toEqual(items.map((_, item) => ({ item })));
		expect(writes().map(({ path, batch }) => [path, batch])).toEqual(ids.map((id) => [id, writes()[0].batch]));
		expect(writes()[0].batch).toBeDefined();
		expect(ids.map((id) => stored(id).dailyBudget)).toEqual([1200, 1300, 1400, 1500, 1600]);
	});

	it('two items that change one campaign follow each other', async () => {
		const items = [
			{ campaign: usdCbo, budget: 80 },
			{ campaign: usdHousing, budget: 40 },
			{ campaign: usdCbo, budget: 95 },
		];
		const result = await run(
			'update',
			{ campaign: campaignOfItem, updateFields: { dailyBudget: '={{ $json.budget }}' } },
			{ items },
		);
		expect(result.rows.map(({ changes }) => changes)).toEqual([
			'Daily Budget: 50.00 USD → 80.00 USD',
			'Daily Budget: 30.00 USD → 40.00 USD',
			'Daily Budget: 80.00 USD → 95.00 USD',
		]);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(stored(usdCbo).dailyBudget).toBe(9_500);
	});

	it('only has the values checked when Validate Only is on', async () => {
		const { rows } = await update(usdCbo, { dailyBudget: 75 }, { validateOnly: true });
		expect(decoded(sent().at(-1)!)).toEqual({ daily_budget: '7500', execution_options: ['validate_only'] });
		expect(rows).toEqual([
			expect.objectContaining({
				validated: true,
				changed: false,
				dailyBudget: 50,
				changes: 'Daily Budget: 50.00 USD → 75.00 USD',
				note: 'Meta would accept this. Nothing was changed.',
			}),
		]);
		expect([writes(), stored(usdCbo).dailyBudget]).toEqual([[], 5_000]);
	});

	it('reports Meta’s refusal as the item’s', async () => {
		const { rows } = await run(
			'update',
			{ campaign: campaignOfItem, updateFields: { dailyBudget: 0.5 } },
			{ items: itemsFor([usdCbo]), onError: 'continueRegularOutput' },
		);
		expect(rows).toEqual([
			{
				error: 'The budget is below Meta’s minimum for this account',
				details: expect.objectContaining({
					kind: 'invalidParameter',
					code: 100,
					subcode: 1885272,
					blamedField: 'daily_budget',
					fbtraceId: expect.any(String),
				}),
			},
		]);
	});
});

describe('campaign: update, several items on one budget', () => {
	it.each([false, true])('small steps do not add up to a large change (Retry On Fail: %s)', async (retryOnFail) => {
		const items = [{ budget: 80 }, { budget: 150 }];
		const parameters = { campaign: byId(usdCbo), updateFields: { dailyBudget: '={{ $json.budget }}' } };
		const { error } = await bench.run('update', parameters, { items, retryOnFail, maxTries: 3 });
		expect(error?.message).toMatch(
			/^Update Fields → Daily Budget would become more than twice what it is \(50\.00 USD → 150\.00 USD\)/,
		);
		expect(bench.emulator.world.get('Campaign', usdCbo).dailyBudget).toBe(8000);
		expect(writes()).toHaveLength(1);
	});
});
