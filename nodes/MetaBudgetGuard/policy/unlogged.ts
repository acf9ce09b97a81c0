import { maxBy, sortBy } from 'lodash';

import { isUntold } from '../../meta/activityLog/entry';
import { CLOCKS, MONTH, type LeverState, type OwnWrite, type Touch, type ValueChange } from './state';
import { DAY_MS } from '../../shared/durations';

/** What has changed although Meta's log does not tell of it. */

/** The change this n8n made last, while nothing in the log shows it. */
export function ownUnlogged(state: LeverState): OwnWrite | null {
	const ownWrite = lastOwn(state);
	return ownWrite === undefined || isLogged(state.log, ownWrite) ? null : ownWrite;
}

/** At the old value a change did not happen, or was taken back: then the one before it is the last. */
const lastOwn = (state: LeverState): OwnWrite | undefined =>
	ownOf(state)
		.filter(({ from }) => from !== state.value)
		.at(-1);

/**
 * Since when the value is exactly what this n8n left, milliseconds since 1970. Then a log that lacks an entry hides
 * nobody's step, and caps count all own steps. Null where it is another value, or the log tells of a later one.
 */
export function ownValueSince(state: LeverState): number | null {
	const ownWrite = lastOwn(state);
	if (ownWrite === undefined || ownWrite.to !== state.value || isOver(state.log, ownWrite)) return null;
	const isLater = ({ at, to }: ValueChange): boolean => at > ownWrite.at + CLOCKS && to !== state.value;
	const newest = maxBy(state.log.values, 'at');
	return newest !== undefined && isLater(newest) ? null : ownWrite.at;
}

/** A change of ours after which the value is what it was before, and nothing in the log shows either. */
function ownGone(state: LeverState): OwnWrite | null {
	const last = ownOf(state).at(-1);
	return last === undefined || last.from !== state.value || isLogged(state.log, last) ? null : last;
}

const ownOf = ({ ownWrite: last, ownBefore = [] }: LeverState): readonly OwnWrite[] =>
	last === null ? ownBefore : [...ownBefore, last];

/** Whether the value has become one of another kind since, and of its own again: the log tells of that, and not of what was. */
const isOver = ({ countsSince }: LeverState['log'], { at }: OwnWrite): boolean =>
	countsSince !== undefined && at < countsSince;

/** Whether an entry tells of an own change, or of one that came after it: nothing of it is to come any more. */
export const isLogged = (log: LeverState['log'], ownWrite: OwnWrite): boolean =>
	isOver(log, ownWrite) ||
	log.values.some(({ at, from, to }) => (to === ownWrite.to || from === ownWrite.to) && at >= ownWrite.at - CLOCKS);

/** Whether an entry is that of an own change. A later one that begins where it ended does not tell where it began. */
const isTold = (log: LeverState['log'], ownWrite: OwnWrite): boolean =>
	isOver(log, ownWrite) ||
	log.values.some(({ at, from, to }) => from === ownWrite.from && to === ownWrite.to && at >= ownWrite.at - CLOCKS);

/** How long an own change is remembered, milliseconds: until the log has it; caps need what it only goes on from. */
export const rememberedFor = (log: LeverState['log'], ownWrite: OwnWrite): number =>
	isTold(log, ownWrite) ? DAY_MS : isLogged(log, ownWrite) ? MONTH : Infinity;

/** When the object itself says that it was changed, later than anything the log tells of it; null otherwise. */
export const changedUnlogged = ({ updatedAt, toldUntil }: LeverState): number | null =>
	updatedAt !== null && isUntold(updatedAt, toldUntil) ? updatedAt : null;

/** As long as the caps of a week look back: after that what was before counts only toward the month's. Milliseconds. */
export const UNCLEAR_FOR = 7 * DAY_MS;

/**
 * When a change that no entry shows is over: a week after it, or a week after this workflow began to see the value.
 * If the object's time goes on moving, it is not the value that moves it.
 */
export function untoldEnds(state: LeverState): number | null {
	const changedAt = changedUnlogged(state);
	return changedAt === null ? null : Math.min(changedAt, state.seenSince ?? changedAt) + UNCLEAR_FOR;
}

/** Every change of the value that is known of: the log's, and our own that it does not have. Oldest first. */
export function knownChanges(state: LeverState): readonly ValueChange[] {
	const untold = ownOf(state)
		.filter((write) => (write !== state.ownWrite || write.from !== state.value) && !isTold(state.log, write))
		.map((write): ValueChange => ({ ...write, by: null }));
	return untold.length === 0 ? state.log.values : sortBy([...state.log.values, ...untold], ({ at }) => at);
}

/** What a further step should wait after although the log does not show it. */
export function unloggedTouches(state: LeverState): Touch[] {
	const hasEnded = (untoldEnds(state) ?? Infinity) <= state.readAt;
	const [ownWrite, changedAt, goneWrite] = [
		ownUnlogged(state),
		hasEnded ? null : changedUnlogged(state),
		ownGone(state),
	];
	return [
		// Somebody has taken it back: that rests as any change of theirs, also before the log tells of it.
		...(goneWrite === null
			? []
			: [{ at: goneWrite.at, what: `The value of “${state.name}”, by this n8n and back again,` }]),
		...(ownWrite === null ? [] : [{ at: ownWrite.at, what: `The value of “${state.name}”, by this n8n,` }]),
		...(changedAt === null ? [] : [{ at: changedAt, what: `Something of “${state.name}”, untold by Meta’s log,` }]),
	];
}
