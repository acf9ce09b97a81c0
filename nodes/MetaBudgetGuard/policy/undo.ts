import { momentInWords } from './moment';
import type { Undo } from './request';
import { CLOCKS, type LeverState } from './state';
import { changedUnlogged } from './unlogged';
import { DAY_MS, MINUTE_MS } from '../../shared/durations';

const UNDO_WITHIN = DAY_MS;

/** So long Meta's log can take to show a change (`docs/development/guard-limits.md`). */
const LOG_LAG = 20 * MINUTE_MS;

/** Why a change cannot be taken back, a sentence, and when that may be different. */
interface UndoProblem {
	readonly hold: string;
	readonly until?: number;
}

/**
 * Why a change cannot be taken back; null when it can. By Meta's own log it has to be the last change of
 * the value, ours, less than a day old and no undo. Nothing that the log may not show yet may have come after it.
 */
export function undoProblem(state: LeverState, undo: Undo, now: number): UndoProblem | null {
	if (undo.object !== state.id) return { hold: 'This undo value belongs to another campaign or ad set.' };
	if (state.value !== undo.to) return { hold: 'The value has changed again since the change you want to undo.' };
	if (now - undo.at >= UNDO_WITHIN || undo.at - now > CLOCKS)
		return { hold: 'The change you want to undo is more than 24 hours old.' };
	// Stopped while it rested by its hours: no status changed, so the log tells of none. Its mark does.
	if (state.lever === 'status' && state.marks?.stoppedInRest === true) return null;
	const untold = untoldProblem(state, undo, now);
	if (untold !== null) return untold;
	const hold = loggedProblem(state, undo);
	return hold === null ? null : { hold };
}

function loggedProblem({ log: { values } }: LeverState, undo: Undo): string | null {
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

/** Somebody can have changed it and set the same again: then it is no longer ours. */
function untoldProblem(state: LeverState, undo: Undo, now: number): UndoProblem | null {
	const again = state.lever === 'status' ? 'paused it again' : 'set it again';
	// A campaign's own time does not tell of its budget (see `LeverState.updatedAt`).
	if (state.kind === 'campaign' && state.lever !== 'status') return soonAfter(undo, now);
	if (state.updatedAt === null) return { hold: `Meta doesn’t say when it last changed, so someone may have ${again}.` };
	const changedAt = changedUnlogged(state);
	if (changedAt === null || (state.lever !== 'status' && isOurs(undo, changedAt))) return null;
	const when = momentInWords(changedAt, state.zone);
	return {
		hold: `It was changed on ${when}, but Meta’s activity history doesn’t show that yet. Someone may have ${again}.`,
	};
}

/** Labels that say whose the budget is go right after the step, and may move the object's time (UNCONFIRMED 127). */
const isOurs = ({ at, doneBy = at }: Undo, changedAt: number): boolean => changedAt <= doneBy + MINUTE_MS;

function soonAfter({ at, doneBy = at }: Undo, now: number): UndoProblem | null {
	const until = doneBy + LOG_LAG;
	if (until <= now) return null;
	const hold =
		'Meta’s activity history is up to 20 minutes late, and a campaign doesn’t show when its budget was changed. Someone may have set it again.';
	return { hold, until };
}
