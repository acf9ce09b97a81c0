import { formOf } from '../../shared/form/form';
import { InputProblem } from '../../shared/form/problem';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem, type Row } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { teller } from '../deliver/accountReport';
import { deliverReport, type BegunReport } from '../deliver/deliverReport';
import { Completeness } from '../read/parts/completeness';
import { ReportFetcher, type FetcherOptions, type ReadyPart } from '../read/reportFetcher';
import { readerFor } from '../read/reportReader';
import { percentOf, stateOf, type StartedPart, type StartedReport } from '../started/startedReport';
import { asPlanProblem, planField } from '../started/startedRow';

/** Minutes a run may take that has to be prepared once more because its rows are gone. */
const ONCE_MORE = 15;

const finishedRuns = (entries: readonly StartedPart[], before: boolean): ReadyPart[] =>
	entries.flatMap(({ before: isBefore, part, run }) => (isBefore === before && run !== null ? [{ part, run }] : []));

/** Why a started report cannot be read, or not yet. */
function unfinishedProblem({ entries }: StartedReport): InputProblem | null {
	const state = stateOf(entries);
	if (state === 'done') return null;
	if (state === 'failed') {
		const problem = entries.find((entry) => entry.state === 'failed')?.problem ?? 'a part failed';
		return new InputProblem(
			['plan'],
			`“${problem}”: the report cannot be read`,
			'Start it again, for less at once, or with If Data Is Missing set to return what there is.',
		);
	}
	return new InputProblem(
		['plan'],
		`is not finished (${percentOf(entries)} %)`,
		'Wait and use Meta Insights → Check Report Status until its state is done.',
	);
}

/** Gets the rows of a started report, from its runs to its items. */
async function fetchReport(session: Session, plan: StartedReport): Promise<readonly Row[]> {
	const { account, asked, choices, output } = plan;
	const options: FetcherOptions = {
		strategy: 'async',
		onIncomplete: output.onIncomplete,
		large: true,
		deadline: session.now() + ONCE_MORE * 60_000,
		wait: session.wait,
		now: session.now,
	};
	const fetcher = new ReportFetcher(readerFor(session, asked, account), options, Completeness.from(plan));
	const ready = (before: boolean): BegunReport['now'] => [Promise.resolve(finishedRuns(plan.entries, before))];
	const begunReport = { now: ready(false), before: ready(true) };
	const report = {
		session,
		asked,
		choices,
		output,
		account,
		asOf: plan.startedAt,
		tell: teller(session, account),
	};
	return await deliverReport(report, fetcher, begunReport).catch((thrown: unknown) => {
		// What only the rows show, such as a column to sort by that none has, is about the form, which Fetch does not
		// have.
		throw thrown instanceof InputProblem ? asPlanProblem(thrown) : thrown;
	});
}

export const fetch = defineOperation({
	value: 'fetch',
	name: 'Get Finished Report',
	action: 'Get finished report',
	description:
		'Get the rows of a started report that is done. Columns, Limit and Output are those chosen in Start Large Report.',
	effect: 'read',
	form: formOf(planField, optionsField()),
	perform: eachItem(async (session, { plan }) => {
		const unfinishedWarning = unfinishedProblem(plan);
		if (unfinishedWarning !== null) throw unfinishedWarning;
		return await fetchReport(session, plan);
	}),
});
