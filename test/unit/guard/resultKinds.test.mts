import { defaultPolicy } from '../../../nodes/MetaBudgetGuard/policy/settings.ts';
import type { FoundStep, TowardTarget } from '../../../nodes/MetaBudgetGuard/record/step.ts';
import { joinedByObject, surroundingsIn, wishNow } from '../../../nodes/MetaBudgetGuard/steps/towardTarget.ts';
import { alone } from '../../../nodes/MetaBudgetGuard/target/surroundings.ts';
import { defaultTarget } from '../../../nodes/MetaBudgetGuard/target/toward.ts';
import { simulatedAdSet } from '../../../bench/simulatedAdSet.mts';

/** Ad sets of one campaign’s budget, each with the kind of its results. */

const NOW = Date.UTC(2026, 10, 28);

function rowOf(index: number, kinds: readonly string[] | undefined): FoundStep {
	const wish: TowardTarget = {
		...{ kind: 'target', settings: { goal: { kind: 'cost', target: 10 }, ...defaultTarget } },
		reported: [{ since: '2026-11-10', until: '2026-11-10', cost: 100, results: 5 }],
		...{ incomplete: false, repeated: false },
		...(kinds && { resultKinds: kinds }),
	};
	const step = { named: { kind: 'adSet', id: String(index) }, request: { wish }, policy: defaultPolicy, dryRun: true };
	return {
		index,
		item: index,
		step,
		target: { state: { ...simulatedAdSet, lever: 'dailyBudget', id: '7' } },
	} as unknown as FoundStep;
}

const reasonOf = (...kinds: ReadonlyArray<readonly string[] | undefined>): unknown => {
	const { ready } = joinedByObject(kinds.map((one, index) => rowOf(index, one)));
	expect(ready).toHaveLength(1);
	const log = { values: [], touches: [], unreadable: [] };
	const state = { ...simulatedAdSet, lever: 'dailyBudget', value: 1_000n, learning: ['learned'], log } as never;
	return wishNow(ready[0]!.step, state, alone, NOW);
};

it('results of different kinds are no evidence for the budget that they share', () => {
	const [lead, click] = [['actions:lead'], ['actions:link_click']];
	expect(reasonOf(lead, click)).toMatchObject({
		kind: 'none',
		guard: 'target',
		because: 'Its rows count results of different kinds (actions:lead, actions:link_click). Choose one in Results Are.',
	});
	for (const same of [reasonOf(lead, lead), reasonOf(lead, undefined), reasonOf(undefined, undefined)])
		expect(JSON.stringify(same)).not.toContain('different kinds');
});

it('nor do they tell how the others vary', () => {
	const { ready } = joinedByObject([rowOf(0, ['actions:lead']), rowOf(1, ['actions:link_click'])]);
	expect(surroundingsIn(ready, NOW, null).delay).toBeNull();
	expect(surroundingsIn(joinedByObject([rowOf(0, ['actions:lead'])]).ready, NOW, null).delay).not.toBeNull();
});
