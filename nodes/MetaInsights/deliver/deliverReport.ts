import { keepRecord } from '../../meta/report/reportRecord';
import { GraphFailure } from '../../shared/graph/error';
import type { Row } from '../../shared/node/operation';
import { keptRecordOf } from '../form/resolved/keptRecord';
import { failureWith, reportFailures } from '../read/reportFailures';
import type { ReadyPart, ReportFetcher } from '../read/reportFetcher';
import { gatherPages, notePages, reportPages } from '../read/reportPages';
import type { AccountReport } from './accountReport';
import { clearingSentence, daysToClear } from './clearing';
import { outputOf } from './output';
import { summaryItem } from './summary';
import { totalsFor } from './totals';

/** What has been begun of a report and of the period before. */
export interface BegunReport {
	readonly now: ReadonlyArray<Promise<readonly ReadyPart[]>>;
	readonly before: ReadonlyArray<Promise<readonly ReadyPart[]>>;
}

/** Items of a report whose parts have been begun, with what is to be said about it. Nothing goes on behind it. */
export async function deliverReport(
	report: AccountReport,
	fetcher: ReportFetcher,
	begunReport: BegunReport,
): Promise<readonly Row[]> {
	try {
		return await readItems(report, fetcher, begunReport);
	} finally {
		await fetcher.end();
	}
}

async function readItems(
	report: AccountReport,
	fetcher: ReportFetcher,
	begunReport: BegunReport,
): Promise<readonly Row[]> {
	const { asked, output, account, tell } = report;
	const { completeness } = fetcher;
	asked.remarks.forEach(tell);
	const before = await gatherPages(reportPages(fetcher, begunReport.before));
	// A limited report has its first rows, whichever of its parts is there first.
	const width = output.limit !== undefined && output.sortBy === '' ? 1 : undefined;
	let came = false;
	const pages = notePages(reportPages(fetcher, begunReport.now, width), () => (came = true));
	const endAll = async (): Promise<void> => {
		await fetcher.end();
		await pages.return();
	};
	const outputRows = await outputOf({ ...report, complete: () => completeness.complete, pages, before }).finally(
		endAll,
	);
	const { rows, count } = outputRows;
	const [lacking] = completeness.missing;
	if (!came && lacking !== undefined) throw new GraphFailure(failureWith(reportFailures.nothing, lacking.why));
	const totals = output.summary ? await totalsFor(report, fetcher) : null;
	completeness.sentences().forEach(tell);
	const isCut = output.limit !== undefined && count >= output.limit;
	const whole = daysToClear(asked.periods, completeness.missing, isCut);
	if (output.replacesRows) tell(clearingSentence(asked, whole, isCut));
	const { n8n, graph, now } = report.session;
	const { byType, counts, kinds, names, rowMarks } = outputRows;
	const about = { environment: graph.environment, asOf: report.asOf ?? now(), isComplete: completeness.complete };
	keepRecord(n8n, keptRecordOf(report, account, { ...about, rowCount: count, byType, counts, kinds, names, rowMarks }));
	if (totals === null) return rows;
	return [
		...rows,
		{
			json: summaryItem(asked, account, { completeness, calls: fetcher.reader.calls, count, totals, whole }),
			apart: 'about',
		},
	];
}
