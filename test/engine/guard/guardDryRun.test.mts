import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { APPLIED, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';

jest.setTimeout(60_000);

const bench = useGuard();

const levers = [
	{ operation: 'adjustBudget', adSet: byId(AD_SETS.eurNoBudget), ceiling: 1_000 },
	{ operation: 'adjustBudget', adSet: byId(AD_SETS.eurLifetimeBudget), ceiling: 1_000 },
	{ operation: 'adjustBid', adSet: byId(AD_SETS.eurCostCap), ceiling: 1_000 },
	{ operation: 'adjustRoasFloor', adSet: byId(AD_SETS.eurMinRoas), ceiling: 0.1 },
];

const wishes: fc.Arbitrary<IDataObject> = fc.oneof(
	fc
		.integer({ min: -99, max: 300 })
		.filter((percent) => percent !== 0)
		.map((percent) => ({ change: 'percent', percent })),
	fc.integer({ min: 1, max: 900 }).map((newValue) => ({ change: 'value', newValue })),
);

const guards: fc.Arbitrary<IDataObject> = fc.record({
	largestStep: fc.integer({ min: 0, max: 50 }),
	dayLoosen: fc.integer({ min: 0, max: 100 }),
	weekTighten: fc.integer({ min: 0, max: 90 }),
	emergency: fc.boolean(),
	actOnUnknownLearning: fc.boolean(),
	tightenWhileLearning: fc.boolean(),
});

const values = (): unknown[] =>
	levers.map(({ adSet }) => {
		const { dailyBudget, lifetimeBudget, bidAmount, bidConstraints } = bench.emulator.world.get(
			'AdSet',
			String(adSet.value),
		);
		return [dailyBudget, lifetimeBudget, bidAmount, bidConstraints];
	});

/** By the switch of the form, or as a tool that no person has allowed to change anything. */
const ways = fc.constantFrom(
	{ dryRun: true, more: {} },
	{ dryRun: false, more: { node: 'metaBudgetGuardTool' } },
	{ dryRun: true, more: { onError: 'continueRegularOutput' as const, retryOnFail: true } },
);

it('a dry run writes nothing, whatever is asked of whatever value', async () => {
	const before = values();
	let would = 0;
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...levers), wishes, guards, ways, async (lever, wish, set, { dryRun, more }) => {
			const result = await bench.run({ ...lever, ...wish, guards: set, dryRun }, more);
			expect(result.error).toBeUndefined();
			would += rowsOf(result, APPLIED).filter(({ verdict }) => verdict === 'wouldApply').length;
			expect([bench.writes(), values()]).toEqual([[], before]);
		}),
		{ numRuns: 40 },
	);
	expect(would).toBeGreaterThan(10); // a guard that holds everything would write nothing, too
});

it('as a tool, an undo is only checked until a person allows changes', async () => {
	const form = { adSet: byId(AD_SETS.eurNoBudget) };
	const [{ undo }] = rowsOf(await bench.run({ ...form, dryRun: false }), APPLIED);
	const written = bench.writes().length;
	const result = await bench.run(
		{ ...form, change: 'undo', undo: '={{ $json.undo }}', dryRun: false },
		{ node: 'metaBudgetGuardTool', items: [{ undo: undo as IDataObject }] },
	);
	expect(rowsOf(result, APPLIED)).toEqual([expect.objectContaining({ verdict: 'wouldApply', before: 11, after: 10 })]);
	expect(bench.writes()).toHaveLength(written);
});
