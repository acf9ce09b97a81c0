import { InputProblem } from '../../shared/form/problem';
import { quotedBreakdowns } from './breakdownLabels';
import { columnsAreFixed, dividedColumns, untoldColumns, type ColumnSettings } from './columns';
import { MOST_ITEMS } from './delivery';
import { nearestNames } from './nearestNames';
import { reportColumns } from './reportColumns';
import type { ReportForm } from './reportForm';
import { changeColumn, previousColumn } from './rowNames';
import type { FileKind } from './rowFile';

/** Files by the names the form has for them. */
const fileNames: Record<FileKind, string> = { csv: 'CSV File', jsonl: 'JSON Lines File' };

/** Whether every column is known before the first row: what a CSV file begins with. */
const columnsAreKnown = ({ simplify }: ReportForm, columns: ColumnSettings): boolean => simplify && columnsAreFixed(columns);

/** The file for a report of too many rows. */
export const fileFor = (form: ReportForm, columns: ColumnSettings): FileKind => (columnsAreKnown(form, columns) ? 'csv' : 'jsonl');

/**
 * What the chosen output cannot be, as far as the form tells: nobody should wait for a report that nothing can be made of.
 *
 * @throws InputProblem
 */
export function checkOutput(form: ReportForm, columns: ColumnSettings): void {
	const { output, sortBy } = form.options;
	if (output === 'csv' || output === 'jsonl') checkFile(form, columns, output);
	checkEmpty(sortBy, columns);
	if (sortBy !== '' && columnsAreKnown(form, columns)) checkSortColumn(sortBy, reportColumns(form, columns));
}

/** Rows sorted by a column that is empty in all of them would come in any order. */
function checkEmpty(sortBy: string, columns: ColumnSettings): void {
	const isAmong = (list: readonly string[]): boolean => list.some((column) => [column, previousColumn(column), changeColumn(column)].includes(sortBy));
	if (isAmong(untoldColumns(columns))) throw new InputProblem(['options', 'sortBy'], `“${sortBy}” is empty in this report: Meta does not tell it by ${quotedBreakdowns(columns.breakdowns)}`, 'Sort by another column, or drop the breakdown.');
	if (!isAmong(dividedColumns(columns))) return;
	throw new InputProblem(['options', 'sortBy'], `“${sortBy}” is empty in this report: Action Breakdowns divide what it counts`, 'Sort by the column of one part (run once without Sort By to see all columns), or clear Action Breakdowns.');
}

/** A file's rows are written as they come. */
function checkFile(form: ReportForm, columns: ColumnSettings, kind: FileKind): void {
	const refuse = (what: string, advice: string): InputProblem => new InputProblem(['options', 'output'], `“${fileNames[kind]}” ${what}`, advice);
	if (form.compare) throw refuse('cannot hold a comparison', 'Set Output to Automatic or Items, or switch Compare With Previous Period off.');
	if (form.options.sortBy !== '') {
		throw refuse('cannot be sorted: its rows are written as they come', 'Leave Sort By empty, or set Output to Automatic: with a Limit the first rows of a sorted report come as items, however large it is.');
	}
	if (kind === 'csv' && !columnsAreKnown(form, columns)) {
		const mend = form.simplify ? 'name the Action Types and switch All Action Types and Action Breakdowns off; some breakdowns by asset have no certain columns either' : 'switch Simplify on';
		throw refuse('needs columns that are known before its last row', `Choose ${fileNames.jsonl}, or ${mend}.`);
	}
}

/** @throws InputProblem for a column that the rows do not have */
export function checkSortColumn(sortBy: string, columns: readonly string[]): void {
	if (columns.includes(sortBy)) return;
	const near = nearestNames(sortBy, columns);
	const similar = near.length === 0 ? '' : `Columns with a similar name: ${near.join(', ')}. `;
	throw new InputProblem(['options', 'sortBy'], `“${sortBy}” is not a column of this report`, `${similar}Run once without Sort By to see all columns.`);
}

/**
 * What cannot be had of a report that has turned out to be too large for items.
 *
 * @throws InputProblem
 */
export function checkTooMany({ compare, options: { sortBy } }: ReportForm): void {
	const size = `the report has more than ${MOST_ITEMS.toLocaleString('en')} rows, which come as a file`;
	const fewer = 'Ask for fewer rows: a shorter range, fewer breakdowns, a higher level.';
	if (compare) throw new InputProblem(['compare'], `cannot be done: ${size}, and a file cannot hold a comparison`, `${fewer} Or switch it off.`);
	if (sortBy !== '') {
		throw new InputProblem(['options', 'sortBy'], `cannot be used: ${size}, and a file’s rows are written as they come`, `${fewer} Or leave it empty, or set a Limit: the first rows of a sorted report come as items.`);
	}
}

/** What is made of flat rows: Meta's own would silently come without it. */
const madeOfRows: ReadonlyArray<{ readonly path: readonly string[]; readonly isOn: (form: ReportForm) => boolean; readonly without: string }> = [
	{ path: ['compare'], isOn: ({ compare }) => compare, without: 'Compare With Previous Period off' },
	{ path: ['options', 'adDetails'], isOn: ({ options: { adDetails } }) => adDetails, without: 'Add Thumbnail and Link off' },
	{ path: ['options', 'onIncomplete'], isOn: ({ options: { onIncomplete } }) => onIncomplete === 'return', without: 'set On Incomplete to Fail' },
	{ path: ['options', 'sortBy'], isOn: ({ options: { sortBy } }) => sortBy !== '', without: 'leave Sort By empty' },
];

export function simplifyProblem(form: ReportForm): InputProblem | null {
	const lost = form.simplify ? undefined : madeOfRows.find(({ isOn }) => isOn(form));
	return lost === undefined ? null : new InputProblem(lost.path, 'needs Simplify', `Switch Simplify on, or ${lost.without}.`);
}
