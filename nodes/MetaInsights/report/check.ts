import { formOf } from '../../shared/form/form';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { Completeness } from './completeness';
import { accountOf, planField, planOf, planRow, troubleSentence } from './planRow';
import { readerFor } from './prepare';
import { StartedReport } from './startedReport';
import { teller } from './teller';

export const check = defineOperation({
	value: 'check',
	name: 'Check',
	action: 'Check report',
	description: 'Tell how far a started report is; runs that failed are started again, or in smaller parts',
	effect: 'read',
	form: formOf(planField, optionsField()),
	perform: eachItem(async (session, { plan }) => {
		const account = await accountOf(plan, session);
		const started = new StartedReport(readerFor(session, plan.asked, account), plan.form, session.now, Completeness.from(plan));
		const entries = await started.look(plan.entries, session.graph);
		if (started.trouble) teller(session, account)(troubleSentence(started.trouble));
		return [{ json: planRow(planOf(plan, account, entries, started), account, started.trouble) }];
	}),
});
