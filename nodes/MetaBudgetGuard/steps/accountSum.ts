import type { Unknown } from '../../meta/evidence/known';
import type { DecidedStep, Ending } from '../record/step';
import { DAY_MS } from '../../shared/durations';

/** What all budgets of an account that can be spent come to on a day, before a step and after it. */
export type AccountSum = { readonly before: bigint; readonly after: bigint } | Unknown;

export const bigger = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** What a step adds to the account's daily sum, rounded up; below zero for a cut. */
export function dailyShare({ target: { state }, decision: { from, to } }: DecidedStep, now: number): bigint {
	if (state.lever !== 'dailyBudget' && state.lever !== 'lifetimeBudget') return 0n;
	const time =
		state.lever === 'lifetimeBudget' ? BigInt(Math.max(DAY_MS, (state.endsAt ?? now) - now)) : BigInt(DAY_MS);
	const divisor = time * 1_000_000n;
	// Division drops the rest, toward zero: up for cuts, and so for raises.
	const up = to > from ? divisor - 1n : 0n;
	return ((to - from) * BigInt(DAY_MS) * state.scheduled + up) / divisor;
}

/**
 * The account's sum for each item, in their order: what was read before the first step, and what the steps before it
 * have added. Steps that were only checked count as taken.
 */
export function accountSums(endings: ReadonlyMap<number, Ending>): Map<number, AccountSum> {
	let sum = sumIn([...endings.values()]);
	const sums = new Map<number, AccountSum>();
	for (const [index, ending] of [...endings].sort(([one], [other]) => one - other)) {
		if (typeof sum !== 'bigint') {
			sums.set(index, sum);
			continue;
		}
		const isMoved = ending.kind === 'applied' || ending.kind === 'wouldApply';
		const after: bigint = isMoved ? sum + dailyShare(ending.decided, ending.decided.target.state.readAt) : sum;
		sums.set(index, { before: sum, after });
		sum = after;
	}
	return sums;
}

const NOT_READ = 'The budgets of the account were not added up.';

/** The sum that was read for the account: one for all its items. */
function sumIn(endings: readonly Ending[]): bigint | Unknown {
	for (const ending of endings) {
		const target = 'decided' in ending ? ending.decided.target : ending.kind === 'held' ? ending.target : null;
		if (target === null) continue;
		const { accountDaily } = target.state;
		if (accountDaily === null) return { unknown: 'Only budget changes are added up.' };
		if (typeof accountDaily === 'bigint') return accountDaily;
		return { unknown: `The budgets of the account could not be added up: ${accountDaily.unknown}.` };
	}
	return { unknown: NOT_READ };
}
