import { WHOLE } from '../../policy/lever';
import type { Policy } from '../../policy/settings';
import { unitOf } from '../say';
import type { Moving } from './accountComing';
import { comingOf, sum } from './pace';

/** How a change is shared out over the budgets of an account. */

/**
 * The same factor for all, so that together they come to what is needed. One that its guards let go less far, or not at
 * all, counts with where they let it go, and the others make up for it.
 */
export function spreadOver(moving: readonly Moving[], needed: number): Map<string, bigint> {
	const factorOf = (some: readonly Moving[], rest: number): number => Math.max(0, rest / sum(some.map(comingOf)));
	const timesOf = ({ state }: Moving, factor: number): bigint =>
		BigInt(Math.max(1, Math.round(Number(state.value) * factor)));
	// What does not deliver is asked as the others are, so that its guards say why it stays.
	const wanted = new Map(moving.map((one) => [one.state.id, timesOf(one, factorOf(moving, needed))]));
	let [open, left] = [moving.filter((one) => comingOf(one) > 0), needed];
	while (open.length > 0) {
		const factor = factorOf(open, left);
		const asked = open.map((one) => {
			const value = timesOf(one, factor);
			wanted.set(one.state.id, value);
			return { one, value, to: one.decide(value).to };
		});
		const stopped = asked.filter(({ value, to }) => to !== value);
		if (stopped.length === 0) break;
		left -= sum(stopped.map(({ one, to }) => comingOf({ ...one, state: { ...one.state, value: to } })));
		open = asked.filter(({ value, to }) => to === value).map(({ one }) => one);
	}
	return wanted;
}

/** What is left below the account's ceiling a day, in the account's currency; null where there is none or it is unknown. */
export function roomIn(moving: readonly Moving[], { accountCeiling }: Policy): number | null {
	const state = moving[0]?.state;
	if (state === undefined || accountCeiling === null || typeof state.accountDaily !== 'bigint') return null;
	return Math.max(0, Number(accountCeiling - state.accountDaily) / unitOf(state.currency));
}

/** The same with raises that fit below the account's ceiling together, each in proportion; where it leaves nothing, the guard says so. */
export function below(
	room: number,
	moving: readonly Moving[],
	wanted: ReadonlyMap<string, bigint>,
): { readonly wanted: ReadonlyMap<string, bigint>; readonly capped: boolean } {
	const raiseOf = ({ state, decide }: Moving): number =>
		((Number(decide(wanted.get(state.id) ?? state.value).to - state.value) / unitOf(state.currency)) *
			Number(state.scheduled)) /
		Number(WHOLE);
	const raise = sum(moving.map(raiseOf));
	if (room === 0 || raise <= room) return { wanted, capped: false };
	const share = room / raise;
	const fitted = moving.map(({ state, decide }): [string, bigint] => {
		const asked = wanted.get(state.id) ?? state.value;
		const more = Math.floor(Number(decide(asked).to - state.value) * share);
		// One that does not move at all is asked as it was, so that its guards say why.
		return [state.id, decide(asked).to === state.value ? asked : state.value + BigInt(more)];
	});
	return { wanted: new Map(fitted), capped: true };
}
