import type { IDataObject } from 'n8n-workflow';

import { rowMarksOf } from '../../meta/report/rowMarks';
import { optInHint } from '../breakdowns/directAnswers';
import { MOST_ITEMS, sortColumnProblem, tooManyProblem } from '../form/outputRules';
import type { WantedReport } from '../form/resolvedReport';
import type { ReportOutput } from '../form/reportOutput';
import { rowsInOrder, type PartRows } from '../read/reportPages';
import type { FlatRow } from '../rows/cells';
import { detailColumns, isFlat } from '../rows/columns/reportColumns';
import { withoutClosing, type OutputRows, type ReadReport } from './accountReport';
import type { RowShape } from './rowShape';

const NO_ROWS = 'Meta has no rows for this report: nothing was delivered in this time, or the filters leave nothing.';

const whyNoRows = ({ asked: { query } }: WantedReport): string =>
	[NO_ROWS, optInHint(query.breakdowns)].filter(Boolean).join(' ');

/** Whether rows can be sorted as they come: links and thumbnails are added to those that are kept. */
export const isSortedByNumbers = ({ asked, choices, output: { sortBy } }: WantedReport): boolean =>
	isFlat(choices) && sortBy !== '' && !detailColumns(asked.query.level).includes(sortBy);

function rawItems(all: readonly FlatRow[], report: ReadReport): OutputRows {
	const { output, tell } = report;
	if (all.length === 0) tell(whyNoRows(report));
	const rows = all.slice(0, output.limit).map((row) => ({ json: row as IDataObject }));
	return {
		rows: rows.length === 0 && output.alwaysOutputRow ? [{ json: {}, apart: 'empty' }] : rows,
		count: rows.length,
	};
}

/**
 * @param shape null for Meta's own rows
 * @param read rows of the shape, in order
 * @param isRead whether they are all of the report: only then is it known what the period before alone has
 */
export async function itemsOutput(
	report: ReadReport,
	shape: RowShape | null,
	read: FlatRow[],
	isRead: boolean,
): Promise<OutputRows> {
	const { choices, output, tell, complete } = report;
	if (shape === null) return rawItems(read, report);
	await shape.look(read);
	const now = shape.together(read);
	const all = withAllColumns(isRead ? [...now, ...shape.rest()] : now);
	if (all.length === 0 && complete()) tell(whyNoRows(report));
	await shape.complete(all);
	refuseUnknownColumn(all, output);
	const rows = sortRows(all, output).slice(0, output.limit);
	const tooMany = output.kind !== 'items' && rows.length > MOST_ITEMS ? tooManyProblem(choices, output) : null;
	if (tooMany !== null) throw tooMany;
	if (rows.length === 0 && output.alwaysOutputRow) return { rows: [{ json: shape.empty(), apart: 'empty' }], count: 0 };
	return shownItems(shape, rows);
}

function shownItems(shape: RowShape, rows: readonly FlatRow[]): OutputRows {
	const [items, names] = [shape.shown(rows), shape.names(rows)];
	return {
		rows: items.map((json) => ({ json })),
		count: rows.length,
		kinds: shape.kinds(rows),
		byType: shape.byType(rows),
		counts: shape.counts(rows),
		names,
		rowMarks: rowMarksOf(items, names),
	};
}

/**
 * The first rows of a sorted report that is too large for items as a whole. What cannot be among them is let go as the
 * pages come.
 */
export async function firstItems(
	report: ReadReport,
	shape: RowShape,
	firstPages: ReadonlyArray<PartRows<FlatRow>>,
	limit: number,
): Promise<OutputRows> {
	const { output, pages } = report;
	let first = [...shape.together(rowsInOrder(firstPages))];
	for await (const { rows } of withoutClosing(pages)) {
		for (const row of shape.together(shape.rows(rows))) first.push(row);
		if (first.length > limit + MOST_ITEMS) first = sortRows(first, output).slice(0, limit);
	}
	const rows = sortRows(withAllColumns([...first, ...shape.rest()]), output).slice(0, limit);
	await shape.complete(rows);
	refuseUnknownColumn(rows, output);
	return shownItems(shape, rows);
}

/** Where columns depend on what Meta returns, every row has all of them: empty where it has nothing. */
export function withAllColumns(rows: FlatRow[]): FlatRow[] {
	const columns: FlatRow = {};
	let most = 0;
	let differ = false;
	for (const row of rows) {
		for (const column in row) if (!(column in columns)) columns[column] = null;
		const count = Object.keys(row).length;
		differ ||= most !== 0 && count !== most;
		most = count;
	}
	return differ || Object.keys(columns).length !== most ? rows.map((row) => ({ ...columns, ...row })) : rows;
}

/** Where columns depend on what Meta returns, only the rows tell which there are. @throws InputProblem */
function refuseUnknownColumn([first]: readonly FlatRow[], { sortBy }: ReportOutput): void {
	const problem = sortBy !== '' && first !== undefined ? sortColumnProblem(sortBy, Object.keys(first)) : null;
	if (problem !== null) throw problem;
}

/** Numbers by size, text by alphabet, what is missing last: also where rows seen so far lack the column. */
function sortRows(rows: readonly FlatRow[], { sortBy, sortDirection }: ReportOutput): FlatRow[] {
	if (sortBy === '') return [...rows];
	const sign = sortDirection === 'asc' ? 1 : -1;
	return [...rows].sort(({ [sortBy]: one = null }, { [sortBy]: other = null }) => {
		if (one === null || other === null) return Number(one === null) - Number(other === null);
		if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
		return sign * String(one).localeCompare(String(other));
	});
}
