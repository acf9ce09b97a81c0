import { recordsBefore, sayUntold } from '../../../meta/report/reportRecord';
import { reportsOfOwnRow } from '../../../meta/report/rowReport';
import { whyUnknown } from '../../../meta/evidence/known';
import { InputProblem } from '../../../shared/form/problem';
import { existing } from '../../../shared/lists';
import type { Job } from '../../../shared/node/operation';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import type { RotateParams } from './form';
import type { AdGroup } from './group';
import { readOwnReport } from './ownReport';
import { kindOfRow, notOfAccount, readReportRows, type ReportRow } from './reportRows';

/** Items with the same settings; there is at least one. */
export type Jobs = readonly [Job<RotateParams>, ...Array<Job<RotateParams>>];

/** Of all groups, by their IDs. */
export type Ads = AdGroup['ads'];

/**
 * The figures of these ads, from the items or from Meta. Where there are none, that is told above the table.
 *
 * @param now milliseconds since 1970
 * @throws InputProblem for an item that cannot be used; GraphFailure
 */
export async function reportFor(
	session: Session,
	account: AccountFacts,
	ads: Ads,
	jobs: Jobs,
	now: number,
): Promise<ReportRow[]> {
	const [{ params }] = jobs;
	const { reportDays: days, resultsColumn } = params;
	const rows =
		days === undefined
			? rowsFor(session, account, ads, jobs, existing(resultsColumn, 'the results column'))
			: await readOwnReport(session, account, [...ads.keys()], { days, lag: params.limits.lagDays }, now);
	if (rows.length > 0) return rows;
	const whose = ads.size === 1 ? 'the one ad' : `these ${ads.size} ads`;
	const message = days === undefined ? nothingCame(whose) : nothingShown(whose, days);
	session.n8n.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	return rows;
}

const nothingCame = (ads: string): string =>
	`No report rows came in for ${ads}, so nothing was judged. Set Data From to Meta, or put Meta Insights → Get Report before this step, with Level Ad and Time Increment Day.`;

const nothingShown = (ads: string, days: number): string =>
	`Meta has no figures for ${ads} in the last ${days} days, so nothing was judged.`;

/**
 * The report's rows. All items are read, not only this group's: a row of one of its ads that came with other settings is
 * not left out quietly, it could be the one that saves the ad.
 */
function rowsFor(session: Session, account: AccountFacts, ads: Ads, jobs: Jobs, resultsColumn: string): ReportRow[] {
	const indexes = new Set(jobs.map(({ index }) => index));
	const items = session.n8n.getInputData().map(({ json }) => json);
	const records = recordsBefore(session.n8n);
	sayUntold(session.n8n, items, records);
	const rows = readReportRows(items, resultsColumn)
		.filter(({ adId }) => ads.has(adId))
		.map((row) => {
			const item = items[row.item] ?? {};
			const reports = reportsOfOwnRow(item, records, account);
			const problem = notOfAccount(row, item, account, reports);
			if (problem !== null) throw problem;
			const results = reports.every(({ isComplete }) => isComplete) ? row.results : whyUnknown.incomplete;
			return { ...row, results, kind: kindOfRow(row.adId, resultsColumn, reports) };
		});
	const stray = rows.find(({ item }) => !indexes.has(item));
	if (stray === undefined) return rows;
	throw new InputProblem(
		['resultsColumn'],
		`Item ${stray.item + 1} is about an ad of this group, but its settings differ or cannot be read`,
		'Give all rows of one group the same settings: fixed values instead of expressions, or expressions that come out alike.',
	);
}
