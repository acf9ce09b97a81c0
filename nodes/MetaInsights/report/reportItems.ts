import { GraphFailure } from '../../shared/graph/error';
import type { Row } from '../../shared/node/operation';
import { clearingSentence, daysToClear } from './clearing';
import { deliver } from './deliver';
import type { ReportContext } from './reportContext';
import { reportFailures, toldOf } from './reportFailures';
import { gatherPages, noted, reportPages } from './reportPages';
import type { Ready, ReportRun } from './runReport';
import { summaryItem } from './summary';
import { totalsFor } from './totals';

/** What has been begun of a report and of the period before. */
export interface Begun {
	readonly now: ReadonlyArray<Promise<readonly Ready[]>>;
	readonly before: ReadonlyArray<Promise<readonly Ready[]>>;
}

/** Items of a report whose parts have been begun, with what is to be said about it. Nothing goes on behind it. */
export async function itemsOf(report: ReportContext, run: ReportRun, begun: Begun): Promise<readonly Row[]> {
	try {
		return await readItems(report, run, begun);
	} finally {
		await run.end();
	}
}

async function readItems(report: ReportContext, run: ReportRun, begun: Begun): Promise<readonly Row[]> {
	const { form, asked, account, tell } = report;
	const { completeness } = run;
	const { options } = form;
	asked.remarks.forEach(tell);
	const before = await gatherPages(reportPages(run, begun.before));
	// A limited report has its first rows, whichever of its parts is there first.
	const width = options.limit !== undefined && options.sortBy === '' ? 1 : undefined;
	let came = false;
	const pages = noted(reportPages(run, begun.now, width), () => (came = true));
	const ended = async (): Promise<void> => {
		await run.end();
		await pages.return();
	};
	const { rows, count } = await deliver({ ...report, complete: () => completeness.complete, pages, before }).finally(ended);
	if (!came && completeness.missing.length > 0) {
		const [{ why }] = completeness.missing;
		throw new GraphFailure(toldOf(reportFailures.nothing, why));
	}
	const totals = options.summary ? await totalsFor(report, run) : null;
	completeness.sentences().forEach(tell);
	const isCut = options.limit !== undefined && count >= options.limit;
	const whole = daysToClear(asked.periods, completeness.missing, isCut);
	if (form.dateRange === 'settling') tell(clearingSentence(asked, whole, isCut));
	if (totals === null) return rows;
	return [...rows, { json: summaryItem(asked, account, { completeness, calls: run.reader.calls, count, totals, whole }) }];
}
