import { momentInWords } from './moment';
import type { Undo } from './request';
import { CLOCKS, type LeverState } from './state';
import { changedUnlogged } from './unlogged';
import { DAY_MS } from '../../shared/durations';

const UNDO_WITHIN = DAY_MS;

/**
 * Why a change cannot be taken back, a sentence; null when it can. By Meta's own log it has to be the last change of
 * the value, ours, less than a day old and no undo.
 */
export function undoProblem(state: LeverState, undo: Undo, now: number): string | null {
	if (undo.object !== state.id) return 'This undo value belongs to another campaign or ad set.';
	if (state.value !== undo.to) return 'The value has changed again since the change you want to undo.';
	if (now - undo.at >= UNDO_WITHIN || undo.at - now > CLOCKS)
		return 'The change you want to undo is more than 24 hours old.';
	// Stopped while it rested by its hours: no status changed, so the log tells of none. Its mark does.
	if (state.lever === 'status' && state.marks?.stoppedInRest === true) return null;
	const untold = state.lever === 'status' ? untoldProblem(state) : null;
	if (untold !== null) return untold;
	const { values } = state.log;
	const last = values.at(-1);
	if (last === undefined || last.from !== undo.from || last.to !== undo.to)
		return 'The last change in Meta’s activity history is not the one you want to undo.';
	if (!isTimeOf(undo, last.at) || (undo.by !== null && last.by !== null && last.by !== undo.by))
		return 'The last change in Meta’s activity history was made by someone else.';
	const before = values.at(-2);
	if (before !== undefined && before.from === last.to && before.to === last.from && last.at - before.at < UNDO_WITHIN)
		return 'The last change was itself an undo.';
	return null;
}

/** What waited for Meta's call limit was made some time after it began. */
const isTimeOf = ({ at, doneBy = at }: Undo, loggedAt: number): boolean =>
	loggedAt >= at - CLOCKS && loggedAt <= doneBy + CLOCKS;

/** Somebody can have switched it on and paused it again: then the pause is no longer ours. */
function untoldProblem(state: LeverState): string | null {
	if (state.updatedAt === null) return 'Meta doesn’t say when it last changed, so someone may have paused it again.';
	const unloggedChange = changedUnlogged(state);
	if (unloggedChange === null) return null;
	return `It was changed on ${momentInWords(unloggedChange, state.zone)}, but Meta’s activity history doesn’t show that yet. Someone may have paused it again.`;
}
