import { defineOperation, eachItem, type Row } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { teller } from '../deliver/accountReport';
import { deliverReport } from '../deliver/deliverReport';
import { isByCreative } from '../form/creatives';
import { getForm, type GetForm } from '../form/reportForm';
import { getProblem } from '../form/reportRules';
import { resolveReport, type ResolvedReport } from '../form/resolvedReport';
import { isLarge, reportPartsOf } from '../read/firstParts';
import { checkObject } from '../read/ownObject';
import type { Strategy } from '../read/parts/recovery';
import { ReportFetcher } from '../read/reportFetcher';
import { readerFor } from '../read/reportReader';
import { isOfSeveral } from '../rows/columns/reportColumns';
import { ofSeveral } from '../deliver/severalAccounts';

/** A report with a remark on what its strategy cannot get. */
const withLosses = (report: ResolvedReport, strategy: Strategy): ResolvedReport =>
	report.runOnly === undefined || strategy !== 'sync'
		? report
		: {
				...report,
				remarks: [
					...report.remarks,
					`Meta leaves out ${report.runOnly}: only a report that Meta prepares has them. Set Strategy to Automatic to get them.`,
				],
			};

/**
 * Gets one account's report, from the form to its items.
 *
 * @param deadline until when Meta may prepare it, in ms
 */
async function deliverItem(session: Session, form: GetForm, id: string, deadline: number): Promise<readonly Row[]> {
	const account = await session.account(id);
	const { options } = form;
	const resolvedReport = withLosses(resolveReport(form, account, session.now()), options.strategy);
	await checkObject(session, resolvedReport);
	const reader = readerFor(session, resolvedReport, account);
	const fetcher = new ReportFetcher(reader, {
		strategy: options.strategy,
		onIncomplete: options.onIncomplete,
		large:
			resolvedReport.runOnly !== undefined ||
			isLarge(resolvedReport.query, resolvedReport.periods, resolvedReport.ids?.ids),
		enough: options.sortBy === '' && !form.compare && !isByCreative(form) ? options.limit : undefined,
		deadline,
		wait: session.wait,
		now: session.now,
	});
	const parts = reportPartsOf(resolvedReport);
	// The report and the period before are prepared at the same time.
	const begunReport = { now: fetcher.begin(parts.now), before: fetcher.begin(parts.before) };
	return await deliverReport(
		{ session, form, asked: resolvedReport, account, tell: teller(session, account, isOfSeveral(form)) },
		fetcher,
		begunReport,
	);
}

export const getReport = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get report',
	description: 'Get a report as flat rows, whatever its size',
	effect: 'read',
	form: getForm,
	rule: getProblem,
	perform: eachItem(async (session, form) => {
		const deadline = session.now() + form.options.maxRunTime * 60_000;
		const ofAccount = async (id: string) => await deliverItem(session, form, id, deadline);
		if (form.adAccount !== undefined) return await ofAccount(form.adAccount);
		return await ofSeveral(session, form, ofAccount);
	}),
});
