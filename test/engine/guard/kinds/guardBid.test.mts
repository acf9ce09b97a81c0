import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { decoded } from '../../support/campaigns.mts';
import { APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId, type NodeRun } from '../../support/harness.mts';
import '../../support/lives/fakeTime.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

const bench = useGuard();
const { run, writes } = bench;

const bid = (form: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	run({ operation: 'adjustBid', adSet: byId(AD_SETS.eurCostCap), ceiling: 50, ...form }, more);
const floor = (form: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	run({ operation: 'adjustRoasFloor', adSet: byId(AD_SETS.eurMinRoas), percent: -10, ceiling: 1, ...form }, more);

describe('adjustBid', () => {
	it('raises a cost per result goal and nothing else', async () => {
		expect(rowsOf(await bid(), APPLIED)).toEqual([
			expect.objectContaining({ what: 'bid', verdict: 'applied', before: 12, after: 13.2, logConfirmed: true }),
		]);
		expect(writes().map(decoded)).toEqual([{ bid_amount: '1320' }]);
	});

	it('shares its cooldown with budgets', async () => {
		await bid();
		expect(guardsOf(rowsOf(await run({ adSet: byId(AD_SETS.eurCostCap) }), HELD)[0])).toEqual(['cooldown']);
	});

	it('shares it also while the log shows nothing of it yet', async () => {
		bench.emulator.control.setActivityLag(600);
		expect(rowsOf(await bid(), APPLIED)).toEqual([expect.objectContaining({ logConfirmed: false })]);
		const [held] = rowsOf(await run({ adSet: byId(AD_SETS.eurCostCap) }), HELD);
		expect(held.reason).toMatch(
			/ The bid, by this n8n, changed on .+\. The daily budget is raised about 24 hours after that at the earliest\.$/,
		);
		bench.emulator.control.advanceClock(DAY + 1); // Meta’s clock comes in whole seconds
		expect(rowsOf(await run({ adSet: byId(AD_SETS.eurCostCap) }), APPLIED)).toHaveLength(1);
	});

	it('holds an ad set whose strategy takes no bid: an amount alone would switch it', async () => {
		expect(guardsOf(rowsOf(await bid({ adSet: byId(AD_SETS.eurNoBudget) }), HELD)[0])).toEqual(['noValue']);
		expect(writes()).toEqual([]);
	});

	it('does not raise without a ceiling', async () => {
		expect(guardsOf(rowsOf(await bid({ ceiling: '' }), HELD)[0])).toEqual(['ceiling']);
	});
});

describe('adjustRoasFloor', () => {
	it('lowers a floor as a loosening, down to its bound', async () => {
		expect(rowsOf(await floor({ ceiling: 1.4 }), APPLIED)).toEqual([
			expect.objectContaining({ what: 'ROAS floor', before: 1.5, requested: 1.35, after: 1.4 }),
		]);
		expect(writes().map(decoded)).toEqual([{ bid_constraints: { roas_average_floor: 14_000 } }]);
	});

	it('holds a lower floor without a bound, and takes a higher one', async () => {
		expect(guardsOf(rowsOf(await floor({ ceiling: '' }), HELD)[0])).toEqual(['ceiling']);
		expect(rowsOf(await floor({ ceiling: '', percent: 10 }), APPLIED)).toEqual([
			expect.objectContaining({ after: 1.65 }),
		]);
	});

	it('reads its own change in the log, a day later', async () => {
		await floor();
		expect(guardsOf(rowsOf(await floor(), HELD)[0])).toEqual(['cooldown']);
		bench.emulator.control.advanceClock(DAY);
		expect(rowsOf(await floor(), APPLIED)).toEqual([expect.objectContaining({ before: 1.35, after: 1.215 })]);
	});
});

/** Columns of tables hold cents for euros, shares for percents, and the numbers of other ad sets. */
describe('a bid or floor never jumps', () => {
	const widest = { largestStep: 50 };

	it.each([
		['a bid toward a hundredfold', () => bid({ change: 'value', newValue: 1200, ceiling: 5000 }), 12, 13.8],
		['a bid by a hundredfold percent', () => bid({ percent: 9900, ceiling: 5000 }), 12, 13.8],
		['a bid toward nothing', () => bid({ change: 'value', newValue: 0.01 }), 12, 10.2],
		['a floor toward nothing', () => floor({ change: 'value', newValue: '0.01', ceiling: '0.01' }), 1.5, 1.3044],
		['a floor toward a hundredfold', () => floor({ change: 'value', newValue: 150 }), 1.5, 1.7647],
		[
			'a bid with the widest step',
			() => bid({ change: 'value', newValue: 1200, ceiling: 5000, guards: widest }),
			12,
			15.6,
		],
	])('%s goes one step', async (_what, step, before, after) => {
		const result = await step();
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED)).toEqual([expect.objectContaining({ before, after })]);
		expect(writes()).toHaveLength(1);
	});

	it('nor by an undo that nobody made', async () => {
		const [{ undo }] = rowsOf(await bid(), APPLIED);
		const forged = { ...(undo as IDataObject), from: '120000' };
		const result = await bid({ change: 'undo', undo: JSON.stringify(forged) });
		expect(rowsOf(result, APPLIED)).toEqual([]);
		expect(writes()).toHaveLength(1);
	});
});

describe.each([
	{
		name: 'a bid',
		step: bid,
		id: AD_SETS.eurCostCap,
		edit: (value: number) => ({ bid_amount: value * 100 }),
		before: 12,
		after: 13.2,
		other: 12.5,
	},
	{
		name: 'a ROAS floor',
		step: floor,
		id: AD_SETS.eurMinRoas,
		edit: (value: number) => ({ bid_constraints: JSON.stringify({ roas_average_floor: value * 10_000 }) }),
		before: 1.5,
		after: 1.35,
		other: 1.6,
	},
])('$name is guarded as a budget is', ({ step, id, edit, before, after, other }) => {
	it('a dry run lets Meta check and changes nothing', async () => {
		expect(rowsOf(await step({ dryRun: true }), APPLIED)).toEqual([
			expect.objectContaining({ verdict: 'wouldApply', before, after, validated: true, undo: null }),
		]);
		expect(decoded(bench.sent().at(-1)!).execution_options).toEqual(['validate_only']);
		expect(writes()).toEqual([]);
	});

	it.each([true, false])(
		'a write whose answer is lost ends at the one value (carried out: %s), also when the node is tried again',
		async (applied) => {
			bench.emulator.control.addFault({
				match: { method: 'POST', path: id, times: 1 },
				fault: { kind: 'reset', applied },
			});
			expect(rowsOf(await step({}, { retryOnFail: true, maxTries: 3 }), APPLIED)).toEqual([
				expect.objectContaining({ verdict: 'applied', before, after }),
			]);
			expect(new Set(writes().map(({ params }) => JSON.stringify(params))).size).toBe(1);
		},
	);

	it('goes back by its undo, once', async () => {
		const [applied] = rowsOf(await step(), APPLIED);
		const undo = { change: 'undo', undo: '={{ $json.undo }}' };
		const items = [{ undo: applied.undo as IDataObject }];
		// Taking a raise back is a cut: it needs no bound that lets it loosen.
		expect(rowsOf(await step({ ...undo, ceiling: '' }, { items }), APPLIED)).toEqual([
			expect.objectContaining({ before: after, after: before, undo: null }),
		]);
		expect(rowsOf(await step(undo, { items }), APPLIED)).toEqual([]);
	});

	it('a log that is behind holds', async () => {
		bench.emulator.control.editOutside(id, edit(other));
		bench.emulator.control.advanceClock(2 * DAY);
		bench.emulator.control.setActivityLag(600);
		bench.emulator.control.editOutside(id, edit(before));
		bench.emulator.control.setLearning(id, 'SUCCESS');
		expect(guardsOf(rowsOf(await step(), HELD)[0])).toEqual(['changeLogBehind', 'cooldown']);
		expect(writes()).toEqual([]);
	});

	it('what is protected or not as expected is left alone', async () => {
		expect(guardsOf(rowsOf(await step({ guards: { protected: id, expectedValue: other } }), HELD)[0])).toEqual([
			'protected',
			'expectedValue',
		]);
		expect(writes()).toEqual([]);
	});
});
