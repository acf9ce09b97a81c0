import { DateTime } from 'luxon';

import { text } from '../../../shared/reading/cells';
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

const HOURS = 3_600_000;

const millis = (time: unknown): number => DateTime.fromISO(String(time)).toMillis();

/**
 * Why an ad set cannot run from start to end: the end comes after the start, and a daily budget needs more than a day
 * between the two (Marketing API, Ad Set reference, `daily_budget`).
 */
export function flightProblem(
	path: readonly string[],
	{ start, end }: Flight,
	isDaily: boolean,
	now: number,
): InputProblem | null {
	if (end === undefined) return null;
	const from = Math.max(start === undefined ? now : millis(start), 0);
	const to = millis(end);
	if (to <= from) {
		const message = start === undefined ? 'is in the past' : 'puts the end before the start';
		return new InputProblem(
			path,
			message,
			`The ad set would run from ${start ?? 'now'} to ${end}. Change one of the two.`,
		);
	}
	if (!isDaily || to - from > 24 * HOURS) return null;
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
		start: start ?? text(current.start_time) ?? undefined,
		end: end ?? text(current.end_time) ?? undefined,
	};
	const problem = flightProblem(path, whole, Number(current.daily_budget ?? 0) > 0, now);
	if (problem || end === undefined || millis(end) > now) return problem;
	// The same end again changes nothing, whenever it was.
	if (millis(end) === millis(current.end_time)) return null;
	return new InputProblem(path, 'is in the past', 'To stop the ad set now, pause it.');
}
