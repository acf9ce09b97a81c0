import { InputProblem } from '../../shared/form/problem';
import { momentAt } from '../../shared/node/session/accountValues';
import type { AccountFacts } from '../../shared/node/session/session';
import { isBackwards } from '../../shared/reading/instants';

interface Times {
	readonly startTime?: string;
	readonly endTime?: string;
}

/** When an ad runs, as Meta writes it. */
export interface Schedule {
	readonly start?: string;
	readonly end?: string;
}

/**
 * When the ad runs, as Graph takes it.
 *
 * @param collection where the two fields lie in the form
 * @throws InputProblem for times that cannot be read, and for an end before the start
 */
export function scheduleOf(collection: string, { startTime, endTime }: Times, account: AccountFacts): Schedule {
	const start = startTime === undefined ? undefined : momentAt([collection, 'startTime'], startTime, account);
	const end = endTime === undefined ? undefined : momentAt([collection, 'endTime'], endTime, account, 'end');
	const problem = start === undefined || end === undefined ? null : orderProblem([collection, 'endTime'], start, end);
	if (problem) throw problem;
	return { start, end };
}

/** Why the times cannot be: the end has to come after the start. */
export function orderProblem(field: readonly string[], start: string, end: string): InputProblem | null {
	if (!isBackwards(start, end)) return null;
	return new InputProblem(
		field,
		'puts the end before the start',
		`The ad would run from ${start} to ${end}. Change one of the two.`,
	);
}
