import type { FailureDetails } from '../../shared/graph/error';

type FailureWords = Pick<FailureDetails, 'kind' | 'message' | 'advice'>;

/** Failures of reports that no answer of Meta's tells by itself; “…” stands for what is filled in. The page of troubles lists them. */
export const reportFailures = {
	outOfTime: {
		kind: 'temporary',
		message: 'Meta has not finished the report in time (… %)',
		advice:
			'Raise Wait Up To in Options, or use Meta Insights → Start Large Report: the workflow then continues while Meta works.',
	},
	stuck: {
		kind: 'temporary',
		message: 'Meta’s report is stuck at … %',
		advice: 'Run the step again later, or ask for less at once.',
	},
	skipped: {
		kind: 'temporary',
		message: 'Meta has put the report aside',
		advice: 'Run the step again: Meta skips reports that waited too long.',
	},
	withoutReason: {
		kind: 'temporary',
		message: 'Meta could not prepare the report and gave no reason',
		advice: 'Run the step again later, or ask for less: fewer fields, a shorter date range.',
	},
	busy: {
		kind: 'rateLimited',
		message: 'Meta had too many reports of this ad account to prepare at once',
		advice: 'Run the step again later, or run fewer reports of the same ad account at the same time.',
	},
	withoutRun: {
		kind: 'temporary',
		message: 'Meta gave no report to wait for',
		advice: 'Run the step again in a few minutes.',
	},
	nothing: {
		kind: 'temporary',
		message: 'Nothing of the report could be read: …',
		advice: 'Run the step again later, or ask for less at once.',
	},
	indistinct: {
		kind: 'tooMuchData',
		message: 'Meta returned several rows with the same key',
		advice:
			'Meta could only give this report in pieces, and its pieces lack what would join them. Ask for fewer fields, fewer breakdowns or a shorter date range, so that it comes in one piece.',
	},
} satisfies Readonly<Record<string, FailureWords>>;

/** A failure of a report with what its message says of this one. */
export const failureWith = ({ kind, message, advice }: FailureWords, detail: string | number = ''): FailureWords => ({
	kind,
	message: message.replace('…', () => String(detail)),
	advice,
});
