import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../shared/form/field';
import { InputProblem } from '../../shared/form/problem';
import type { GraphFailure } from '../../shared/graph/error';
import { lastOf } from '../facts/some';
import { labelInReport } from '../form/labels';
import { failureWith, reportFailures } from '../read/reportFailures';
import { percentOf, readStartedReport, stateOf, type StartedReport } from './startedReport';
import type { StartedRuns } from './startedRuns';

/** The report under way, carried by the item. Data that Start made and not a form: it is a plan as a whole, or none. */
export const planField: Field<'plan', StartedReport> = {
	name: 'plan',
	property: {
		displayName: 'Report Run',
		name: 'plan',
		type: 'json',
		required: true,
		default: '={{ $json.plan }}',
		description: 'The started report, as Start or Check returned it',
	},
	read: (raw, at) => {
		const plan = readStartedReport(raw);
		if (plan !== null) return plan;
		const isNothing = raw === undefined || raw === null || raw === '';
		throw new InputProblem(
			at,
			isNothing ? 'is empty' : 'is not a started report',
			'Use {{ $json.plan }} of the item that Meta Insights → Start Large Report or Check Report Status returned, unchanged.',
		);
	},
};

/**
 * What is wrong with the form that a started report was asked for by, as a problem of its plan. The operation that
 * finds it has none of the form's fields.
 */
export function asPlanProblem({ field, message, advice }: InputProblem): InputProblem {
	return new InputProblem(
		['plan'],
		`is of a report that cannot be delivered as it was asked for. ${labelInReport(field)}: ${message}`,
		`Start the report again with another form. ${advice}`,
	);
}

/** What a plan holds from the start on. */
type PlanBase = Pick<StartedReport, 'asked' | 'choices' | 'output' | 'account' | 'startedAt'>;

export function startedReportOf(
	{ asked, choices, output, account, startedAt }: PlanBase,
	entries: StartedReport['entries'],
	{ completeness }: StartedRuns,
): StartedReport {
	return {
		version: 1,
		account,
		startedAt,
		asked,
		choices,
		output,
		entries,
		missing: completeness.missing,
		splits: completeness.splits,
		restarts: completeness.restarts,
	};
}

/** What a look that was not a whole one says: nothing is lost, and when to look again. */
export function troubleSentence({ kind, message, retryAfter }: GraphFailure): string {
	const checkAgain =
		kind === 'auth'
			? 'renew the credential, then check again'
			: `check again ${retryAfter === undefined ? 'in a few minutes' : `in ${retryAfter} seconds`}`;
	return `Part of the report could not be checked: ${message}. Nothing is lost: ${checkAgain}.`;
}

/** Why a report has no rows, or none yet. */
function problemOf({ entries, missing }: StartedReport, trouble: GraphFailure | undefined): string | null {
	const problemText = entries.find(({ state }) => state === 'failed')?.problem;
	if (problemText !== undefined) return problemText;
	const [lacking] = missing;
	if (entries.length === 0 && lacking !== undefined) return failureWith(reportFailures.nothing, lacking.why).message;
	return trouble === undefined ? null : troubleSentence(trouble);
}

/** A report under way as an item: where it stands, and the plan to go on with. */
export function startedRow(plan: StartedReport, trouble?: GraphFailure): IDataObject {
	const { account, asked, entries } = plan;
	const [{ since }] = asked.periods;
	return {
		state: stateOf(entries),
		percent: percentOf(entries),
		problem: problemOf(plan, trouble),
		retry_after_seconds: trouble?.retryAfter ?? null,
		runs: entries.length,
		runs_done: entries.filter(({ state }) => state === 'done').length,
		account_id: account.id.replace(/^act_/, ''),
		account_name: account.name,
		account_currency: account.currency,
		account_timezone: account.timeZone,
		date_start: since,
		date_stop: lastOf(asked.periods).until,
		report_run_ids: entries.flatMap(({ run }) => run ?? []),
		plan: plan as unknown as IDataObject,
	};
}
