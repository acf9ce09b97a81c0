import { fileFor, MOST_ITEMS, tooManyProblem } from '../form/outputRules';
import { rowsInOrder, type PartRows } from '../read/reportPages';
import type { FlatRow } from '../rows/cells';
import { isFlat } from '../rows/columns/reportColumns';
import { withoutClosing, type OutputRows, type ReadReport } from './accountReport';
import { fileOutput } from './fileOutput';
import { firstItems, isSortedByNumbers, itemsOutput } from './itemsOutput';
import { asTheyAre, RowShape } from './rowShape';

/** Turns a report into items or, where those would be too many, into one item with a file. */
export async function outputOf(report: ReadReport): Promise<OutputRows> {
	const { choices, output } = report;
	const { kind, limit, sortBy } = output;
	if (kind === 'csv' || kind === 'jsonl') return await fileOutput(report, [], kind);
	// A creative's row is whole when the last of its ads has come.
	const most = sortBy === '' && !choices.byCreative ? (limit ?? Infinity) : Infinity;
	const shape = isFlat(choices) ? new RowShape(report) : null;
	const firstPages: Array<PartRows<FlatRow>> = [];
	let count = 0;
	for await (const { place, rows: raw } of withoutClosing(report.pages)) {
		const rows = shape === null ? asTheyAre(raw) : shape.rows(raw);
		firstPages.push({ place, rows });
		count += rows.length;
		if (kind !== 'items' && Math.min(count, most) > MOST_ITEMS) return await largeOutput(report, shape, firstPages);
		if (count >= most) return await itemsOutput(report, shape, rowsInOrder(firstPages), false);
	}
	return await itemsOutput(report, shape, rowsInOrder(firstPages), true);
}

/** A report of too many rows for items. @param pages the rows that came so far */
async function largeOutput(
	report: ReadReport,
	shape: RowShape | null,
	pages: ReadonlyArray<PartRows<FlatRow>>,
): Promise<OutputRows> {
	const { asked, choices, output } = report;
	const { limit } = output;
	if (shape !== null && limit !== undefined && !choices.byCreative && isSortedByNumbers(report) && limit <= MOST_ITEMS)
		return await firstItems(report, shape, pages, limit);
	const problem = tooManyProblem(choices, output);
	if (problem !== null) throw problem;
	return await fileOutput(report, pages, fileFor(choices, asked.columns));
}
