import type { IDataObject } from 'n8n-workflow';

import { defineOperation, eachItem, type Row } from '../../shared/node/operation';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { teller } from '../deliver/accountReport';
import { deliverReport } from '../deliver/deliverReport';
import { ofSeveral } from '../deliver/severalAccounts';
import { severalAccounts } from '../form/accounts/severalAccounts';
import { getForm } from '../form/reportForm';
import { getProblem } from '../form/reportRules';
import { wantedReport, type WantedReport } from '../form/resolvedReport';
import { isLarge, reportPartsOf } from '../read/firstParts';
import { checkObject } from '../read/ownObject';
import type { Strategy } from '../read/parts/recovery';
import { ReportFetcher } from '../read/reportFetcher';
import { costRow, reportCost, totalCostRow } from '../read/reportCost';
import { readerFor } from '../read/reportReader';

/** How a report is got from Meta. */
interface Way {
	readonly strategy: Strategy;
	/** Until when Meta may prepare it, in ms. */
	readonly deadline: number;
}

/** A report with a remark on what its strategy cannot get. */
function withLosses(report: WantedReport, strategy: Strategy): WantedReport {
	const { asked } = report;
	if (asked.runOnly === undefined || strategy !== 'sync') return report;
	const remark = `Meta leaves out ${asked.runOnly}: only a report that Meta prepares has them. Set Strategy to Automatic to get them.`;
	return { ...report, asked: { ...asked, remarks: [...asked.remarks, remark] } };
}

/** Gets one account's report, from what is wanted to its items. */
async function deliverItem(
	session: Session,
	account: AccountFacts,
	wish: WantedReport,
	{ strategy, deadline }: Way,
): Promise<readonly Row[]> {
	const report = withLosses(wish, strategy);
	const { asked, choices, output } = report;
	await checkObject(session, asked);
	const fetcher = new ReportFetcher(readerFor(session, asked, account), {
		strategy,
		onIncomplete: output.onIncomplete,
		large: asked.runOnly !== undefined || isLarge(asked.query, asked.periods, asked.ids?.ids),
		enough: output.sortBy === '' && !choices.compare && !choices.byCreative ? output.limit : undefined,
		deadline,
		wait: session.wait,
		now: session.now,
	});
	const parts = reportPartsOf(asked);
	// The report and the period before are prepared at the same time.
	const begunReport = { now: fetcher.begin(parts.now), before: fetcher.begin(parts.before) };
	const tell = teller(session, account, choices.several);
	return await deliverReport({ session, account, tell, ...report }, fetcher, begunReport);
}

const aboutReport = (json: IDataObject): Row => ({ json, apart: 'about' });

export const getReport = defineOperation({
	value: 'get',
	name: 'Get Report',
	action: 'Get report',
	description: 'Get a report as flat rows, whatever its size',
	effect: 'read',
	form: getForm,
	rule: getProblem,
	perform: eachItem(async (session, form) => {
		const { strategy, maxRunTime } = form.options;
		const way = { strategy, deadline: session.now() + maxRunTime * 60_000 };
		const ofAccount = async (id: string) => {
			const account = await session.account(id);
			if (form.options.estimateOnly)
				return [aboutReport(costRow(account, reportCost(wantedReport(form, account, session.now()).asked, strategy)))];
			return await deliverItem(session, account, wantedReport(form, account, session.now()), way);
		};
		if (form.adAccount !== undefined) return await ofAccount(form.adAccount);
		const several = severalAccounts(form);
		if (!form.options.estimateOnly) return await ofSeveral(session, several, ofAccount);
		const estimates = await ofSeveral(session, { ...several, limit: undefined, names: null }, ofAccount);
		return [...estimates, aboutReport(totalCostRow(estimates.map(({ json }) => json)))];
	}),
});
