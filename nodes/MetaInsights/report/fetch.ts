import { formOf } from '../../shared/form/form';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { InputProblem } from '../../shared/form/problem';
import { Completeness } from './completeness';
import { checkOutput } from './outputRules';
import { percentOf, stateOf, type Entry, type Plan } from './planShape';
import { problemOfPlan } from './planProblem';
import { accountOf, planField } from './planRow';
import { readerFor } from './prepare';
import { itemsOf, type Begun } from './reportItems';
import { ReportRun, type Ready, type RunOptions } from './runReport';
import { teller } from './teller';

/** Minutes a run may take that has to be prepared once more because its rows are gone. */
const ONCE_MORE = 15;

const finishedRuns = (entries: readonly Entry[], before: boolean): Ready[] =>
	entries.flatMap(({ before: isBefore, part, run }) => (isBefore === before && run !== null ? [{ part, run }] : []));

function checkFinished({ entries }: Plan): void {
	const state = stateOf(entries);
	if (state === 'done') return;
	if (state === 'failed') {
		const problem = entries.find((entry) => entry.state === 'failed')?.problem ?? 'a part failed';
		throw new InputProblem(['plan'], `“${problem}”: the report cannot be read`, 'Start it again, for less at once, or with On Incomplete set to return what there is.');
	}
	throw new InputProblem(['plan'], `is not finished (${percentOf(entries)} %)`, 'Wait and use Meta Insights → Check until its state is done, then fetch.');
}

export const fetch = defineOperation({
	value: 'fetch',
	name: 'Fetch',
	action: 'Fetch report',
	description: 'Get the rows of a started report that is done',
	effect: 'read',
	form: formOf(planField, optionsField()),
	perform: eachItem(async (session, { plan }) => {
		checkFinished(plan);
		const account = await accountOf(plan, session);
		const options: RunOptions = {
			strategy: 'async',
			onIncomplete: plan.form.options.onIncomplete,
			large: true,
			deadline: session.now() + ONCE_MORE * 60_000,
			wait: session.wait,
			now: session.now,
		};
		const run = new ReportRun(readerFor(session, plan.asked, account), options, Completeness.from(plan));
		const ready = (before: boolean): Begun['now'] => [Promise.resolve(finishedRuns(plan.entries, before))];
		const begun = { now: ready(false), before: ready(true) };
		const report = { session, form: plan.form, asked: plan.asked, account, asOf: plan.startedAt, tell: teller(session, account) };
		try {
			// A plan of an older version of this package may hold what Start would refuse now.
			checkOutput(plan.form, plan.asked.columns);
			return await itemsOf(report, run, begun);
		} catch (thrown) {
			throw problemOfPlan(thrown) as Error;
		}
	}),
});
