import { classify, GraphFailure, readMetaError } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { failureWith, reportFailures } from './reportFailures';

/** A report run: what Meta prepares a part’s rows in (AdReportRun). */
export type RunState =
	| { readonly state: 'running'; readonly percent: number }
	| { readonly state: 'done'; readonly percent: 100 }
	| { readonly state: 'failed'; readonly percent: number; readonly failure: RunFailure };

/** Milliseconds without progress after which a run counts as stuck. A run that moves is never ended. */
export const STUCK_AFTER = 600_000;

/** A run at Meta that ended without rows. */
export class RunFailure extends GraphFailure {
	constructor(
		failure: ConstructorParameters<typeof GraphFailure>[0],
		readonly skipped = false,
	) {
		super(failure);
	}

	/** A failure met while looking at a run or reading it, as one of the run. */
	static of(failure: GraphFailure): RunFailure {
		return new RunFailure({ ...failure, message: failure.message });
	}
}

/** What a finished run answers when it cannot be read: gone (100/33) or not there yet (2601/1815107). */
export const asRunFailure = (thrown: unknown): unknown =>
	thrown instanceof GraphFailure &&
	(thrown.kind === 'notFound' || (thrown.kind === 'temporary' && thrown.meta !== undefined))
		? RunFailure.of(thrown)
		: thrown;

export const stuck = (percent: number): RunFailure => new RunFailure(failureWith(reportFailures.stuck, percent));

const percentOf = (value: unknown): number => Math.min(100, Math.max(0, Number(value ?? 0) || 0));

/**
 * Reads an AdReportRun. A run is done when it says so and has 100 percent; “Job Completed" alone can come early.
 * (Marketing API, Insights, "Best practices": asynchronous jobs.) Since v25 a failed one carries its error, whose code
 * can be negative; before that there is no reason.
 */
export function readRunState(body: GraphObject): RunState {
	const percent = percentOf(body.async_percent_completion);
	const status = String(body.async_status ?? '');
	if (status === 'Job Completed' && percent >= 100) return { state: 'done', percent: 100 };
	if (status === 'Job Failed') return { state: 'failed', percent, failure: failureOf(body) };
	if (status === 'Job Skipped') return { state: 'failed', percent, failure: skippedFailure() };
	return { state: 'running', percent };
}

const skippedFailure = (): RunFailure => new RunFailure(reportFailures.skipped, true);

function failureOf({
	error_code: code,
	error_subcode: subcode,
	error_message: message,
	error_user_title: title,
	error_user_msg: userText,
}: GraphObject): RunFailure {
	const meta = readMetaError({
		error: {
			code: wholeNumber(code),
			error_subcode: wholeNumber(subcode),
			message,
			error_user_title: title,
			error_user_msg: userText,
		},
	});
	if (meta?.code === undefined || meta.code === 0) return new RunFailure(reportFailures.withoutReason);
	// Elsewhere this code is about changes; a report makes none.
	if (meta.code === BUSY) return new RunFailure({ ...reportFailures.busy, meta });
	return RunFailure.of(classify(meta, 200));
}

const BUSY = 613;

const wholeNumber = (value: unknown): number | undefined =>
	value === undefined || value === null || value === '' || !Number.isInteger(Number(value)) ? undefined : Number(value);
