import { GraphFailure } from '../../../shared/graph/error';
import { RunFailure } from '../reportRun';

/** How a report's rows are asked for: answered at once, or prepared in a run at Meta. */
export type ReadMode = 'sync' | 'async';

export type Strategy = 'auto' | ReadMode;

/** What to do about a part that did not come. Waiting for limits and repeating calls has been done by then. */
type Remedy = 'async' | 'shrink' | 'restart' | 'stop';

interface Trial {
	readonly mode: ReadMode;
	readonly strategy: Strategy;
	/** How often this part's run was started again. */
	readonly restarts: number;
}

/** A run that failed for no reason Meta gives may work the second time; the third would only use up quota. */
const MOST_RESTARTS = 1;

/**
 * A run Meta has put aside (“Job Skipped") has to be asked for again, no matter what was wrong with it. It says nothing about
 * the size of the question, so it is never cut. The run has one chance more than a failed run has, and then Meta is too
 * busy to be asked.
 */
const MOST_SKIPS = 2;

/**
 * Decides about a part, the reasons in order. Too much data is made smaller at once: asking again for the same costs
 * quota and time and ends the same.
 */
export function remedyFor(failure: unknown, { mode, strategy, restarts }: Trial): Remedy {
	if (!(failure instanceof GraphFailure)) return 'stop';
	if (failure instanceof RunFailure && failure.skipped) return restarts < MOST_SKIPS ? 'restart' : 'stop';
	const goAsync = mode === 'sync' && strategy === 'auto';
	if (failure.kind === 'tooMuchData') return goAsync ? 'async' : 'shrink';
	if (failure.kind !== 'temporary')
		return failure instanceof RunFailure && failure.kind === 'notFound' && restarts < MOST_RESTARTS
			? 'restart'
			: 'stop';
	// A connection that stays broken is no heavy question: asking in more and smaller parts would only break more often.
	if (failure instanceof OutOfTime || (failure.meta === undefined && !(failure instanceof RunFailure))) return 'stop';
	// Meta's passing trouble that does not pass is mostly a question too heavy for it.
	if (goAsync) return 'async';
	if (mode === 'sync') return 'stop';
	return restarts < MOST_RESTARTS ? 'restart' : 'shrink';
}

/** The report is not ready within the time this step may take. */
export class OutOfTime extends GraphFailure {}

/** What may be left out of a report that returns what there is: data that does not come, never a report asked for wrongly. */
export const mayBeMissing = (failure: unknown): failure is GraphFailure =>
	failure instanceof GraphFailure &&
	(failure.kind === 'tooMuchData' || failure.kind === 'temporary' || failure.kind === 'rateLimited');
