import { fileFor, MOST_ITEMS, tooManyProblem } from '../form/outputRules';
import { isLong } from '../form/columns/columnsAsked';
import { isByCreative } from '../form/creatives';
import { inOrder, type PartRows } from '../read/reportPages';
import { LongRows } from '../rows/longRows';
import { withoutClosing, type OutputRows, type ReadReport } from './accountReport';
import { fileOutput } from './fileOutput';
import { firstItems, isSortedByNumbers, itemsOutput } from './itemsOutput';

/** Turns a report into items or, where those would be too many, into one item with a file. */
export async function outputOf(report: ReadReport): Promise<OutputRows> {
	const { output, limit, sortBy } = report.form.options;
	if (output === 'csv' || output === 'jsonl') return await fileOutput(report, [], output);
	// A creative's row is whole when the last of its ads has come.
	const most = sortBy === '' && !isByCreative(report.form) ? (limit ?? Infinity) : Infinity;
	const long = isLong(report.form) ? new LongRows(report.asked.columns) : null;
	const sizeOf = (rows: PartRows['rows']): number => long?.count(rows) ?? rows.length;
	const collected: PartRows[] = [];
	let count = 0;
	for await (const page of withoutClosing(report.pages)) {
		collected.push(page);
		count += sizeOf(page.rows);
		if (output === 'auto' && Math.min(count, most) > MOST_ITEMS) return await largeOutput(report, collected);
		if (count >= most) return await itemsOutput(report, inOrder(collected), false);
	}
	return await itemsOutput(report, inOrder(collected), true);
}

/** A report of too many rows for items. @param collected the pages that came so far */
async function largeOutput(report: ReadReport, collected: readonly PartRows[]): Promise<OutputRows> {
	const { form, asked } = report;
	const { limit } = form.options;
	if (limit !== undefined && !isByCreative(form) && isSortedByNumbers(form) && limit <= MOST_ITEMS)
		return await firstItems(report, collected, limit);
	const problem = tooManyProblem(form);
	if (problem !== null) throw problem;
	return await fileOutput(report, collected, fileFor(form, asked.columns));
}
