import { WHOLE } from '../../policy/lever';
import type { Policy } from '../../policy/settings';
import { minorUnitsOf } from '../say';
import type { Moving } from './accountComing';
import { comingOf, sum } from './pace';

/** How a change is shared out over the budgets of an account. */

/**
 * The same factor for all, so that together they come to what is needed. If its guards let a budget go less far, or not
 * at all, it counts with the value they allow. The other budgets make up for it.
 */
export function spreadOver(moving: readonly Moving[], amountNeeded: number): Map<string, bigint> {
	const factorOf = (some: readonly Moving[], rest: number): number => Math.max(0, rest / sum(some.map(comingOf)));
	const timesOf = ({ state }: Moving, factor: number): bigint =>
		BigInt(Math.max(1, Math.round(Number(state.value) * factor)));
	// What does not deliver is asked as the others are, so that its guards say why it stays.
	const valuesById = new Map(moving.map((one) => [one.state.id, timesOf(one, factorOf(moving, amountNeeded))]));
	let [open, left] = [moving.filter((one) => comingOf(one) > 0), amountNeeded];
	while (open.length > 0) {
		const factor = factorOf(open, left);
		const openValues = open.map((one) => {
			const value = timesOf(one, factor);
			valuesById.set(one.state.id, value);
			return { one, value, to: one.decide(value).to };
		});
		const stoppedValues = openValues.filter(({ value, to }) => to !== value);
		if (stoppedValues.length === 0) break;
		left -= sum(stoppedValues.map(({ one, to }) => comingOf({ ...one, state: { ...one.state, value: to } })));
		open = openValues.filter(({ value, to }) => to === value).map(({ one }) => one);
	}
	return valuesById;
}

/** What is left below the account's ceiling a day, in the account's currency; null where there is none or it is unknown. */
export function roomIn(moving: readonly Moving[], { accountCeiling }: Policy): number | null {
	const state = moving[0]?.state;
	if (state === undefined || accountCeiling === null || typeof state.accountDaily !== 'bigint') return null;
	return Math.max(0, Number(accountCeiling - state.accountDaily) / minorUnitsOf(state.currency));
}

/** The same with raises that fit below the account's ceiling together, each in proportion; where it leaves nothing, the guard says so. */
export function below(
	room: number,
	moving: readonly Moving[],
	valuesById: ReadonlyMap<string, bigint>,
): { readonly wanted: ReadonlyMap<string, bigint>; readonly capped: boolean } {
	const raiseOf = ({ state, decide }: Moving): number =>
		((Number(decide(valuesById.get(state.id) ?? state.value).to - state.value) / minorUnitsOf(state.currency)) *
			Number(state.scheduled)) /
		Number(WHOLE);
	const raise = sum(moving.map(raiseOf));
	if (room === 0 || raise <= room) return { wanted: valuesById, capped: false };
	const share = room / raise;
	const fittedValues = moving.map(({ state, decide }): [string, bigint] => {
		const wantedValue = valuesById.get(state.id) ?? state.value;
		const more = Math.floor(Number(decide(wantedValue).to - state.value) * share);
		// One that does not move at all is asked as it was, so that its guards say why.
		return [state.id, decide(wantedValue).to === state.value ? wantedValue : state.value + BigInt(more)];
	});
	return { wanted: new Map(fittedValues), capped: true };
}
