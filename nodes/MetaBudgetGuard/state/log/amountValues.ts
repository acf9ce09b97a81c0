import { findLast } from 'lodash';

import { budgetKindOf, type BudgetKind } from '../../../meta/activityLog/budgetKind';
import type { LeverName } from '../../policy/lever';
import type { ChangeLog, ValueChange } from '../../policy/state';

/** What an entry tells of a value. */
export interface AmountStep {
	readonly at: number;
	readonly by: string | null;
	/** Null where there was none, or nobody can read it. */
	readonly from: bigint | null;
	readonly to: bigint | null;
	/** Words for the kinds of budget, in the language of whoever reads; null where nothing is said. */
	readonly fromKind?: string | null;
	readonly toKind?: string | null;
	/** Why nobody can read it, in words. */
	readonly unclear?: string;
}

const kinds: Readonly<Partial<Record<LeverName, BudgetKind>>> = { dailyBudget: 'daily', lifetimeBudget: 'lifetime' };

/**
 * Whether a word names the kind of this value; null where nobody knows. A word in no list names this kind if the entry
 * that ends with the present value has the same word. If that entry has another word, it names another kind.
 */
function isOfKind(
	lever: LeverName,
	steps: readonly AmountStep[],
	present: bigint,
): (word?: string | null) => boolean | null {
	const kind = kinds[lever];
	if (kind === undefined) return () => true;
	const own = findLast(steps, ({ to }) => to === present)?.toKind ?? null;
	const ownWord = budgetKindOf(own) === null ? own : null;
	return (word = null) => {
		const read = budgetKindOf(word);
		if (read !== null) return read === kind;
		return word === null || ownWord === null ? null : word === ownWord;
	};
}

/**
 * The changes of a value that count: those since it last became one of its kind. An amount of another kind says nothing
 * of how far this one has gone, nor does what nobody can read. Each is named with its time.
 *
 * @param steps in order
 * @param present what the object shows now
 */
export function amountLogOf(
	steps: readonly AmountStep[],
	lever: LeverName,
	present: bigint,
): Pick<ChangeLog, 'values' | 'unclear' | 'countsSince'> {
	const isOwn = isOfKind(lever, steps, present);
	let values: ValueChange[] = [];
	let unclear: ChangeLog['unclear'];
	let countsSince: number | undefined;
	let own = true;
	for (const [index, { at, by, from, to, fromKind, toKind, unclear: why }] of steps.entries()) {
		if (why !== undefined) {
			const [before, next] = [values.at(-1), steps[index + 1]];
			// Where it came from is known, and where it went the next entry or the object tells.
			if (before !== undefined) values.push({ at, from: before.to, to: next === undefined ? present : before.to, by });
			else unclear = { at, what: why };
			continue;
		}
		const ends: boolean = isOwn(toKind) ?? own;
		const begins = isOwn(fromKind) ?? (index === 0 ? ends : own);
		own = ends;
		if (from !== null && to !== null && begins && ends) {
			values.push({ at, from, to, by });
			continue;
		}
		values = [];
		countsSince = at;
		if (begins !== ends) unclear = { at, what: `a change to another kind of budget (${kindsSaid(fromKind, toKind)})` };
	}
	const last = steps.at(-1);
	if (!own && last !== undefined) unclear = { at: last.at, what: 'no change to the kind of budget it has now' };
	return { values: withoutGaps(values.filter((change) => change.from !== change.to)), unclear, countsSince };
}

const kindsSaid = (from?: string | null, to?: string | null): string =>
	[from, to].map((word) => word ?? 'not told').join(' → ');

/**
 * Where an entry does not begin at the value the one before ended with, something between is missing: a change that
 * counts from the latest moment it can have happened.
 */
const withoutGaps = (values: readonly ValueChange[]): ValueChange[] =>
	values.flatMap((next, index) => {
		const before = values[index - 1];
		if (before === undefined || before.to === next.from) return [next];
		return [{ at: next.at, from: before.to, to: next.from, by: null }, next];
	});
