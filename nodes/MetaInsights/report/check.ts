import { formOf } from '../../shared/form/form';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { teller } from '../deliver/accountReport';
import { Completeness } from '../read/parts/completeness';
import { readerFor } from '../read/reportReader';
import { planField, startedReportOf, startedRow, troubleSentence } from '../started/startedRow';
import { StartedRuns } from '../started/startedRuns';

export const check = defineOperation({
	value: 'check',
	name: 'Check Report Status',
	action: 'Check the status of a report',
	description: 'Check how far a started report is; failed runs are started again, or in smaller parts',
	effect: 'read',
	form: formOf(planField, optionsField()),
	perform: eachItem(async (session, { plan }) => {
		const { account } = plan;
		const startedRuns = new StartedRuns(
			readerFor(session, plan.asked, account),
			plan.output,
			session.now,
			Completeness.from(plan),
		);
		const entries = await startedRuns.look(plan.entries, session.graph);
		if (startedRuns.trouble) teller(session, account)(troubleSentence(startedRuns.trouble));
		return [{ json: startedRow(startedReportOf(plan, entries, startedRuns), startedRuns.trouble) }];
	}),
});
