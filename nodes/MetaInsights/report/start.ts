import { defineOperation, eachItem } from '../../shared/node/operation';
import { startForm } from '../form/reportForm';
import { reportProblem } from '../form/reportRules';
import { wantedReport } from '../form/resolvedReport';
import { reportPartsOf } from '../read/firstParts';
import { checkObject } from '../read/ownObject';
import { costRow, costSentence, reportCost } from '../read/reportCost';
import { readerFor } from '../read/reportReader';
import { startedReportOf, startedRow } from '../started/startedRow';
import { StartedRuns } from '../started/startedRuns';

export const start = defineOperation({
	value: 'start',
	name: 'Start Large Report',
	action: 'Start large report',
	description: 'Let Meta prepare a long report. Check Report Status says when it is ready.',
	effect: 'read',
	form: startForm,
	rule: reportProblem,
	perform: eachItem(async (session, form) => {
		const account = await session.account(form.adAccount);
		const startedAt = session.now();
		const wish = wantedReport(form, account, startedAt);
		const { asked, output } = wish;
		const cost = reportCost(asked, 'async');
		if (form.options.estimateOnly) return [{ json: costRow(account, cost), apart: 'about' as const }];
		await checkObject(session, asked);
		const startedRuns = new StartedRuns(readerFor(session, asked, account), output, session.now);
		const { now, before } = reportPartsOf(asked);
		const entries = [...(await startedRuns.start(now, false)), ...(await startedRuns.start(before, true))];
		// Parts that wait are started by Check; where nothing could be started, there is nothing to keep.
		if (startedRuns.trouble && entries.every(({ run }) => run === null)) throw startedRuns.trouble;
		const plan = startedReportOf({ ...wish, account, startedAt }, entries, startedRuns);
		const { plan: keptPlan, ...row } = startedRow(plan, startedRuns.trouble);
		return [{ json: { ...row, estimate: costSentence(cost), plan: keptPlan }, apart: 'about' as const }];
	}),
});
