import { DAY_MS } from '../../../shared/durations';
import { textCell } from '../../../shared/reading/cells';
import { instantOf } from '../../../shared/reading/instants';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import { momentAt } from '../../../shared/node/session/accountValues';
import type { AccountFacts } from '../../../shared/node/session/session';

/** When an ad set runs, as Meta writes it. */
export interface Flight {
	readonly start?: string;
	readonly end?: string;
}

/** Where times are entered. */
interface FlightForm {
	readonly startPath: readonly string[];
	readonly start?: string;
	readonly endPath: readonly string[];
	readonly end?: string;
}

/** @throws InputProblem for times that cannot be read */
export const flightOf = ({ startPath, start, endPath, end }: FlightForm, account: AccountFacts): Flight => ({
	start: start === undefined ? undefined : momentAt(startPath, start, account),
	end: end === undefined ? undefined : momentAt(endPath, end, account, 'end'),
});

/**
 * Why an ad set cannot run from start to end. The end has to come after the start. A daily budget needs more than a day
 * between the two (Marketing API, Ad Set reference, `daily_budget`).
 */
export function flightProblem(
	path: readonly string[],
	{ start, end }: Flight,
	isDaily: boolean,
	now: number,
): InputProblem | null {
	const [from, to] = [start === undefined ? now : instantOf(start), instantOf(end)];
	// What the ad set has already can be unknown: then Meta judges.
	if (from === null || to === null) return null;
	if (to <= from) {
		const message = start === undefined ? 'is in the past' : 'puts the end before the start';
		return new InputProblem(
			path,
			message,
			`The ad set would run from ${start ?? 'now'} to ${String(end)}. Change one of the two.`,
		);
	}
	if (!isDaily || to - from > DAY_MS) return null;
	const message = 'leaves less than a day to run, which a daily budget needs';
	return new InputProblem(path, message, 'Choose a later end, or a lifetime budget.');
}

/** Times that are changed have to fit the one that stays. What the ad set has already is not judged. */
export function changedFlightProblem(
	at: (name: 'startTime' | 'endTime') => readonly string[],
	{ start, end }: Flight,
	current: GraphObject,
	now: number,
): InputProblem | null {
	if (start === undefined && end === undefined) return null;
	const path = at(end === undefined ? 'startTime' : 'endTime');
	const whole = {
		start: start ?? textCell(current.start_time) ?? undefined,
		end: end ?? textCell(current.end_time) ?? undefined,
	};
	const problem = flightProblem(path, whole, Number(current.daily_budget ?? 0) > 0, now);
	const to = instantOf(end);
	if (problem || to === null || to > now) return problem;
	// The same end again changes nothing, whenever it was.
	if (to === instantOf(current.end_time)) return null;
	return new InputProblem(path, 'is in the past', 'To stop the ad set now, pause it.');
}
