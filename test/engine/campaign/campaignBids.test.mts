import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { campaignOfItem, decoded, itemsFor, lines, useBench } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';
import { byId } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Amounts of the ad sets when their campaign turns to a capped bid strategy. */

const bench = useBench();
const { run, sent, writes } = bench;
const { usdCbo, usdNoBudget, jpyCbo } = CAMPAIGNS;
const bidOf = (id: string) => bench.emulator.world.get('AdSet', id).bidAmount;
const byAdSet = (...amounts: Array<[adSet: string, bidAmount: unknown]>): IDataObject => ({
	rows: amounts.map(([adSet, bidAmount]) => ({ adSet: byId(adSet), bidAmount }) as IDataObject),
});

const update = async (updateFields: IDataObject, more: IDataObject = {}) =>
	await run('update', { campaign: byId(usdCbo), updateFields, ...more });

describe('campaign: update with bid amounts', () => {
	it('one amount for all, and another for those with a row', async () => {
		const fields = { bidStrategy: 'COST_CAP', bidForAll: 2, bidByAdSet: byAdSet([AD_SETS.usdCboB, '3.75']) };
		const { rows } = await update(fields);
		expect(rows[0]).toMatchObject({ changed: true, bidStrategy: 'COST_CAP' });
		expect(writes().map(decoded)).toEqual([
			{ bid_strategy: 'COST_CAP', adset_bid_amounts: { [AD_SETS.usdCboA]: 200, [AD_SETS.usdCboB]: 375 } },
		]);
		expect([bidOf(AD_SETS.usdCboA), bidOf(AD_SETS.usdCboB)]).toEqual([200, 375]);
	});

	it('needs none where every ad set has its amount: from a cap to a cost goal', async () => {
		await update({ bidStrategy: 'LOWEST_COST_WITH_BID_CAP', bidForAll: 2 });
		bench.emulator.log.length = 0;
		const { rows } = await update({ bidStrategy: 'COST_CAP' });
		expect(rows[0]).toMatchObject({ changed: true });
		expect(writes().map(decoded)).toEqual([{ bid_strategy: 'COST_CAP' }]);
	});

	it('is checked by Meta with Validate Only, amounts included', async () => {
		const fields = { bidStrategy: 'COST_CAP', bidForAll: 2 };
		const { rows } = await update(fields, { options: { validateOnly: true } });
		expect(rows[0]).toMatchObject({ validated: true, changed: false });
		expect(rows[0].changes).toContain('Coffee lovers none → Visitors of the last 30 days 2.00 USD');
		expect(decoded(sent().at(-1)!)).toMatchObject({ adset_bid_amounts: { [AD_SETS.usdCboA]: 200 } });
		expect(bidOf(AD_SETS.usdCboA)).toBeUndefined();
	});

	it('an amount that does not arrive is no success', async () => {
		const { world } = bench.emulator;
		let amount: number | undefined;
		Object.defineProperty(world.get('AdSet', AD_SETS.usdCboB), 'bidAmount', {
			get: () => amount,
			set: (value: number | undefined) => (amount = value === undefined ? undefined : value + 1),
			configurable: true,
			enumerable: true,
		});
		const { error } = await update({ bidStrategy: 'COST_CAP', bidForAll: 2 });
		expect(error?.message).toMatch(/still shows another Bid Amounts/);
	});

	it('several campaigns in one run: the ad sets of each are read along with it', async () => {
		const ids = [usdCbo, CAMPAIGNS.usdLifetime, CAMPAIGNS.usdHousing];
		const { rows, error } = await run(
			'update',
			{ campaign: campaignOfItem, updateFields: { bidStrategy: 'COST_CAP', bidForAll: 2 } },
			{ items: itemsFor(ids) },
		);
		expect(error).toBeUndefined();
		expect(rows.map(({ id, changed }) => [id, changed])).toEqual(ids.map((id) => [id, true]));
		expect([AD_SETS.usdCboA, AD_SETS.usdLifetime, AD_SETS.usdHousing].map(bidOf)).toEqual([200, 200, 200]);
	});

	const refused: Record<string, [IDataObject, string | RegExp, IDataObject?]> = {
		'a cap without amounts': [
			{ bidStrategy: 'COST_CAP' },
			/^Update Fields → Bid Strategy needs a bid amount on each ad set for Cost per Result Goal, and these have no bid: “Visitors/,
		],
		'a cap with an amount for one ad set of two': [
			{ bidStrategy: 'COST_CAP', bidByAdSet: byAdSet([AD_SETS.usdCboA, 2]) },
			/these have no bid: “Visitors of the last 30 days” \(120211000000000002\)$/,
		],
		'amounts without a strategy': [
			{ bidForAll: 2 },
			'Update Fields → Bid Amount for All Ad Sets cannot be set without Bid Strategy',
		],
		'amounts under a strategy that takes none': [
			{ bidStrategy: 'LOWEST_COST_WITHOUT_CAP', bidForAll: 2 },
			'Update Fields → Bid Amount for All Ad Sets cannot be set without an amount under Highest Volume',
		],
		'an ad set of another campaign': [
			{ bidStrategy: 'COST_CAP', bidForAll: 2, bidByAdSet: byAdSet([AD_SETS.usdNoBudgetA, 2]) },
			'Update Fields → Bid Amounts by Ad Set → row 1 → Ad Set is not an ad set of this campaign',
		],
		'an ad set twice': [
			{ bidStrategy: 'COST_CAP', bidForAll: 2, bidByAdSet: byAdSet([AD_SETS.usdCboA, 2], [AD_SETS.usdCboA, 3]) },
			'Update Fields → Bid Amounts by Ad Set → row 2 → Ad Set is there twice',
		],
		'an amount in two readings': [{ bidStrategy: 'COST_CAP', bidForAll: '1.000' }, /can be read as 1000 or as 1\.000/],
		'an amount of nothing': [
			{ bidStrategy: 'COST_CAP', bidForAll: '={{ $json.missing }}' },
			'Update Fields → Bid Amount for All Ad Sets is empty',
		],
		'a fraction of a yen': [
			{ bidStrategy: 'COST_CAP', bidForAll: '2.5' },
			/Bid Amount for All Ad Sets/,
			{ campaign: byId(jpyCbo), adAccount: byId(ACCOUNTS.jpy) },
		],
		'a campaign that leaves its budget to the ad sets': [
			{ bidStrategy: 'COST_CAP', bidForAll: 2 },
			/^Update Fields → Bid Strategy cannot be set: this campaign leaves its budget/,
			{ campaign: byId(usdNoBudget) },
		],
	};
	it.each(Object.entries(refused))('refuses %s, and sends nothing', async (_title, [fields, message, more]) => {
		const { error } = await update(fields, more);
		expect(error?.message).toMatch(message);
		expect(writes()).toEqual([]);
	});

	it('refuses other amounts under the strategy the campaign has', async () => {
		await update({ bidStrategy: 'COST_CAP', bidForAll: 2 });
		const { error } = await update({ bidStrategy: 'COST_CAP', bidForAll: 3 });
		expect(error?.message).toBe(
			'Update Fields → Bid Amount for All Ad Sets cannot be changed here: the campaign has this bid strategy already',
		);
		expect(lines(writes())).toHaveLength(1);
	});
});

describe('campaign: update with bid amounts that go far', () => {
	const capped = 'LOWEST_COST_WITH_BID_CAP';
	beforeEach(async () => {
		await update({ bidStrategy: capped, bidForAll: 2 });
		bench.emulator.log.length = 0;
	});

	it.each([
		['for all, cents for dollars', { bidForAll: 200 }, 'Bid Amount for All Ad Sets', '(2.00 USD → 200.00 USD)'],
		['for all, hardly anything', { bidForAll: 0.99 }, 'Bid Amount for All Ad Sets', '(2.00 USD → 0.99 USD)'],
		[
			'for one of them',
			{ bidForAll: 3, bidByAdSet: byAdSet([AD_SETS.usdCboA, 3], [AD_SETS.usdCboB, 4.01]) },
			'row 2 → Bid Amount',
			'(2.00 USD → 4.01 USD)',
		],
	])('%s: refused at its field, and nothing is sent', async (_what, fields, label, words) => {
		const { error } = await update({ bidStrategy: 'COST_CAP', ...fields });
		expect(error?.message).toContain(label);
		expect(error?.message).toContain(words);
		expect(error?.description).toContain('Allow Large Change');
		expect(writes()).toEqual([]);
	});

	it.each([
		['with the switch', 200, { allowLargeChange: true }],
		['twice the bid', 4, {}],
		['half the bid', 1, {}],
	])('goes through %s', async (_what, bidForAll, options) => {
		const { rows, error } = await update({ bidStrategy: 'COST_CAP', bidForAll }, { options });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ changed: true });
		expect(bidOf(AD_SETS.usdCboA)).toBe(bidForAll * 100);
	});

	it('small steps of several items do not add up to a large one', async () => {
		const fields = { bidStrategy: '={{ $json.strategy }}', bidForAll: '={{ $json.bid }}' };
		const items = [
			{ strategy: 'COST_CAP', bid: 4 },
			{ strategy: capped, bid: 8 },
		];
		const { error } = await run('update', { campaign: byId(usdCbo), updateFields: fields }, { items });
		expect(error?.message).toContain('(2.00 USD → 8.00 USD)');
		expect(bidOf(AD_SETS.usdCboA)).toBe(400);
	});
});
