import { findLast } from 'lodash';

import type { LeverState, ValueChange } from './state';
import { knownChanges } from './unlogged';

const isOn = ({ from, to }: ValueChange): boolean => to > from;

/** Steps of ours that the log does not tell name nobody: a stop in the rest changes no status. */
const isLogged = ({ by }: ValueChange): boolean => by !== null;

/** Off and on again by one application, as a schedule does it. */
const isRound = (off: ValueChange | undefined, on: ValueChange | undefined): boolean =>
	off !== undefined && on !== undefined && !isOn(off) && isOn(on) && off.by !== null && off.by === on.by;

/**
 * Changes of a status that somebody has decided, oldest first: without those of a schedule, which say nothing of how it does.
 * The last pause is one of those where it counts as on, its marks naming the hours alone.
 */
export function decidedSwitchings(state: LeverState): readonly ValueChange[] {
	const changes = knownChanges(state);
	if (state.marks?.keepsHours !== true) return changes;
	return changes.filter((change, index) => {
		const before = findLast(changes.slice(0, index), isLogged);
		const next = changes.slice(index + 1).find(isLogged);
		if (isOn(change)) return !isRound(before, change);
		return next === undefined ? state.value === 0n : !isRound(change, next);
	});
}
