import { defineOperation, eachItem } from '../../shared/node/operation';
import { askedBy } from './asked';
import { checkObject } from './ownObject';
import { planOf, planRow } from './planRow';
import { partsOf, readerFor } from './prepare';
import { startForm } from './reportForm';
import { reportProblem } from './reportRules';
import { StartedReport } from './startedReport';

export const start = defineOperation({
	value: 'start',
	name: 'Start',
	action: 'Start report',
	description: 'Let Meta prepare a long report; Check tells when Fetch can read it',
	effect: 'read',
	form: startForm,
	rule: reportProblem,
	perform: eachItem(async (session, form) => {
		const account = await session.account(form.adAccount);
		const startedAt = session.now();
		const asked = askedBy(form, account, startedAt);
		await checkObject(session, asked);
		const started = new StartedReport(readerFor(session, asked, account), form, session.now);
		const { now, before } = partsOf(asked);
		const entries = [...(await started.start(now, false)), ...(await started.start(before, true))];
		// Parts that wait are started by Check; where nothing could be started, there is nothing to keep.
		if (started.trouble && entries.every(({ run }) => run === null)) throw started.trouble;
		return [{ json: planRow(planOf({ form, asked, startedAt }, account, entries, started), account, started.trouble) }];
	}),
});
