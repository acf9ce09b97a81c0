import type { Undo } from './request';
import { CLOCKS, DAY, type LeverState } from './state';

const UNDO_WITHIN = DAY;

/**
 * Why a change cannot be taken back, a sentence; null when it is, by Meta's own log, the last change of the value,
 * ours, less than a day old and no undo itself.
 */
export function undoProblem(state: LeverState, undo: Undo, now: number): string | null {
	if (undo.object !== state.id) return 'The undo belongs to another object.';
	if (state.value !== undo.to) return 'The value is no longer what the change to be undone made it.';
	if (now - undo.at >= UNDO_WITHIN || undo.at - now > CLOCKS)
		return 'The change to be undone is more than 24 hours ago.';
	const { values } = state.log;
	const last = values.at(-1);
	if (last === undefined || last.from !== undo.from || last.to !== undo.to)
		return 'The last change in Meta’s log is not the one to be undone.';
	if (Math.abs(last.at - undo.at) > CLOCKS || (undo.by !== null && last.by !== null && last.by !== undo.by))
		return 'The last change in Meta’s log was made by someone else.';
	const before = values.at(-2);
	if (before !== undefined && before.from === last.to && before.to === last.from && last.at - before.at < UNDO_WITHIN)
		return 'The last change was an undo itself.';
	return null;
}
