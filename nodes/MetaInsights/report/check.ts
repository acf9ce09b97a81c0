import { z } from 'zod';

import { optionsField, optionsParams } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { readerFor } from './getReport';
import { planField, planOf, planParam, planRow } from './planRow';
import { StartedReport } from './startedReport';

export const check = defineOperation({
	value: 'check',
	name: 'Check',
	action: 'Check report',
	description: 'Tell how far a started report is; runs that failed are started again, or in smaller parts',
	effect: 'read',
	fields: [planField, optionsField()],
	params: z.object({ plan: planParam, options: optionsParams({}) }),
	perform: eachItem(async (session, { plan }) => {
		const account = await session.account(plan.account);
		const started = new StartedReport(readerFor(session, plan.asked, account), plan.form, session.now).resume(plan);
		const entries = await started.look(plan.entries, session.graph);
		return [{ json: planRow(planOf(plan.form, plan.asked, account.id, entries, started), account) }];
	}),
});
