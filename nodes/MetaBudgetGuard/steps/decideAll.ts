import type { AccountFacts, Session } from '../../shared/node/session';
import { decide } from '../policy/decide';
import { DAY } from '../policy/state';
import { readTargets, type Found, type Target } from '../state/read';
import { conflictOf } from './conflicts';
import { heldBy, type Decided, type Ending, type Numbered, type Ready, type Step } from './step';
import { joinedByObject, memoryOf, unusable, wishOf } from './towardTarget';

const isReady = (one: Numbered & { found: Found }): boolean => 'target' in one.found;

/**
 * Reads the state of all items of one account and decides each; steps that may be taken come back as decided, everything
 * else has its ending. Raises of one run share what is left below the account's ceiling, in the order of the items.
 */
export async function decideAll(session: Session, account: AccountFacts, numbered: readonly Numbered[], now: () => number): Promise<Map<number, Decided | Ending>> {
	const [{ step: { family } }] = numbered;
	const asked = numbered.map(({ step: { named, policy, request } }) => ({
		named,
		memory: Math.max(policy.cooldown.loosen, policy.cooldown.tighten, memoryOf(request, now())),
		needsDailySum: policy.accountCeiling !== null,
	}));
	const found = await readTargets(session, account, family, asked);
	const paired = numbered.map((one, position) => ({ ...one, found: found[position] }));
	const located = paired.filter(isReady).map(({ index, step, found: one }): Ready => ({ index, step, target: (one as { target: Target }).target }));
	const { ready, joined } = joinedByObject(located);
	const wanting = ready.map(({ index, step, target }) => ({ index, target, request: step.request }));
	const results = new Map<number, Decided | Ending>();
	let raised = 0n;
	for (const { index, step, found: one } of paired) {
		const first = joined.get(index);
		if (first !== undefined) results.set(index, { kind: 'joined', first });
		else if ('failure' in one) results.set(index, { kind: 'failed', failure: one.failure });
		else if ('absent' in one) results.set(index, withoutValue(step, String(one.object.name ?? one.object.id), one.absent));
		else results.set(index, decideOne(ready.find((ours) => ours.index === index) as Ready));
	}
	return results;

	function decideOne({ index, step, target }: Ready): Decided | Ending {
		const problem = unusable(step.request);
		if (problem !== undefined) return { kind: 'failed', failure: problem };
		const { accountDaily } = target.state;
		const state = { ...target.state, accountDaily: accountDaily === null ? null : accountDaily + raised };
		const decision = decide(state, { ...step.request, wish: wishOf(step.request, state, now()) }, step.policy, now());
		const decided: Decided = { step, target: { ...target, state }, decision };
		const conflict = conflictOf(wanting.find((one) => one.index === index)!, wanting);
		if (conflict) return heldBy(decided, conflict.guard, conflict.sentence);
		if (decision.verdict === 'held') return { kind: 'held', step, target, objectName: state.name, decision, reasons: decision.reasons, until: decision.earliestNextTry };
		raised += dailyShare(decided, now());
		return decided;
	}
}

/** What a raise adds to the account's daily sum, rounded up; cuts free nothing until they are done. */
function dailyShare({ target: { state }, decision: { from, to } }: Decided, now: number): bigint {
	if (to <= from || (state.lever !== 'dailyBudget' && state.lever !== 'lifetimeBudget')) return 0n;
	const time = state.lever === 'lifetimeBudget' ? BigInt(Math.max(DAY, (state.endsAt ?? now) - now)) : BigInt(DAY);
	const divisor = time * 1_000_000n;
	return ((to - from) * BigInt(DAY) * state.scheduled + divisor - 1n) / divisor;
}

const withoutValue = (step: Step, objectName: string, sentence: string): Ending => ({
	kind: 'held',
	step,
	target: null,
	objectName,
	decision: null,
	reasons: [{ guard: 'noValue', effect: 'held', sentence }],
	until: null,
});
