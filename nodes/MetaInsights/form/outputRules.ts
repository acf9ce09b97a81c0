import { upperFirst } from 'lodash';

import { InputProblem } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import { quotedBreakdowns } from '../breakdowns/table';
import { columnsAreFixed, dividedColumns, untoldColumns } from '../rows/columns/columns';
import type { ColumnSettings } from '../rows/columns/columnSettings';
import { isFlat, isLong, reportColumns, type ColumnsAround } from '../rows/columns/reportColumns';
import { changeColumn, previousColumn } from '../rows/columns/rowNames';
import { FLAT_CHOICES } from './columns/columnChoices';
import { columnsAround } from './columns/columnsAsked';
import { nearestNames } from './nearestNames';
import type { ReportForm } from './reportForm';
import type { ReportOutput } from './reportOutput';

/** Items beyond which n8n itself runs out of memory sooner or later: 50,000 rows already take about a gigabyte. */
export const MOST_ITEMS = 50_000;

export type FileKind = 'csv' | 'jsonl';

/** Files by the names the form has for them. */
const fileNames: Record<FileKind, string> = { csv: 'CSV File', jsonl: 'JSON Lines File' };

/** How flat rows are asked for. */
const FLAT_MEND = `set Columns to ${FLAT_CHOICES}`;

/** Whether every column is known before the first row: what a CSV file begins with. */
const columnsAreKnown = (choices: Pick<ColumnsAround, 'columns'>, columns: ColumnSettings): boolean =>
	isFlat(choices) && (isLong(choices) || columnsAreFixed(columns));

/** The file for a report of too many rows. */
export const fileFor = (choices: ColumnsAround, columns: ColumnSettings): FileKind =>
	columnsAreKnown(choices, columns) ? 'csv' : 'jsonl';

/**
 * What the chosen output cannot be, as far as the form tells: nobody should wait for a report that nothing can be
 * made of.
 */
export function outputProblem(form: ReportForm, columns: ColumnSettings): InputProblem | null {
	const { output, sortBy } = form.options;
	const broken =
		(output === 'csv' || output === 'jsonl' ? fileProblem(form, columns, output) : null) ??
		emptySortColumnProblem(sortBy, columns);
	return (
		broken ??
		(sortBy !== '' && columnsAreKnown(form, columns)
			? sortColumnProblem(sortBy, reportColumns(columnsAround(form), columns))
			: null)
	);
}

/** Rows sorted by a column that is empty in all of them would come in any order. */
function emptySortColumnProblem(sortBy: string, columns: ColumnSettings): InputProblem | null {
	const isAmong = (list: readonly string[]): boolean =>
		list.some((column) => [column, previousColumn(column), changeColumn(column)].includes(sortBy));
	if (isAmong(untoldColumns(columns)))
		return new InputProblem(
			['options', 'sortBy'],
			`“${sortBy}” is empty in this report: Meta does not return it by ${quotedBreakdowns(columns.breakdowns)}`,
			'Sort by another column, or drop the breakdown.',
		);
	if (!isAmong(dividedColumns(columns))) return null;
	return new InputProblem(
		['options', 'sortBy'],
		`“${sortBy}” is empty in this report: Action Breakdowns divide what it counts`,
		'Sort by the column of one part (run once without Sort By to see all columns), or clear Action Breakdowns.',
	);
}

/** A file's rows are written as they come. */
function fileProblem(form: ReportForm, columns: ColumnSettings, kind: FileKind): InputProblem | null {
	const refuse = (reason: string, advice: string): InputProblem =>
		new InputProblem(['options', 'output'], `“${fileNames[kind]}” ${reason}`, advice);
	if (form.compare)
		return refuse(
			'cannot have a comparison',
			'Set Output to Automatic or Items, or switch Compare With Previous Period off.',
		);
	if (form.options.sortBy !== '') {
		return refuse(
			'cannot be sorted: its rows are written as they come',
			'Leave Sort By empty, or set Output to Automatic and add a Limit.',
		);
	}
	if (kind !== 'csv' || columnsAreKnown(form, columns)) return null;
	const mend = isFlat(form)
		? 'name the Action Types and switch All Action Types and Action Breakdowns off; some breakdowns by asset have no certain columns either'
		: FLAT_MEND;
	return refuse('needs columns that are known before its last row', `Choose ${fileNames.jsonl}, or ${mend}.`);
}

/** A column that the rows do not have. */
export function sortColumnProblem(sortBy: string, columns: readonly string[]): InputProblem | null {
	if (columns.includes(sortBy)) return null;
	const near = nearestNames(sortBy, columns);
	const similar = near.length === 0 ? '' : `Columns with a similar name: ${near.join(', ')}. `;
	return new InputProblem(
		['options', 'sortBy'],
		`“${sortBy}” is not a column of this report`,
		`${similar}Run once without Sort By to see all columns.`,
	);
}

/** What cannot be had of a report that has turned out to be too large for items. */
export function tooManyProblem(choices: ColumnsAround, { kind, sortBy }: ReportOutput): InputProblem | null {
	if (kind === 'itemsOrError') return tooManyForItems(choices);
	const { compare, byCreative } = choices;
	const size = `the report has more than ${MOST_ITEMS.toLocaleString('en')} rows, which come as a file`;
	const fewer = 'Ask for fewer rows: a shorter range, fewer breakdowns, a higher level.';
	if (compare)
		return new InputProblem(
			['compare'],
			`cannot be done: ${size}, and a file cannot have a comparison`,
			`${fewer} Or switch it off.`,
		);
	if (byCreative)
		return new InputProblem(
			['options', 'rowsFor'],
			`cannot be Creative: ${size}, and a file’s rows are written before all ads of a creative have come`,
			`${fewer} Or set it to None.`,
		);
	if (sortBy === '') return null;
	return new InputProblem(
		['options', 'sortBy'],
		`cannot be used: ${size}, and a file’s rows are written as they come`,
		`${fewer} Or leave it empty, or set a Limit: the first rows of a sorted report come as items.`,
	);
}

/** A file would only make the step behind fail, with words about a column. */
function tooManyForItems(choices: ColumnsAround): InputProblem {
	const types = isLong(choices) ? ', fewer Action Types' : '';
	return new InputProblem(
		['options', 'output'],
		`is Items or Error, and this report has more than ${MOST_ITEMS.toLocaleString('en')} rows, too many for items`,
		`Ask for fewer rows: a shorter Date Range, a higher Level, fewer Breakdowns${types}. Or set it to Automatic to get a file, or to Items if n8n has over 1 GB of memory.`,
	);
}

/** What is made of flat rows: Meta's own would silently come without it. */
const madeOfRows: ReadonlyArray<{
	readonly path: readonly string[];
	readonly isOn: (form: ReportForm) => boolean;
	readonly without: string;
}> = [
	{ path: ['compare'], isOn: ({ compare }) => compare, without: 'Compare With Previous Period off' },
	{
		path: ['options', 'adDetails'],
		isOn: ({ options: { adDetails } }) => adDetails,
		without: 'Add Thumbnail and Link off',
	},
	{
		path: ['options', 'emptyText'],
		isOn: ({ options: { emptyText } }) => emptyText,
		without: 'switch Empty Cells as Text off',
	},
	{
		path: ['options', 'onIncomplete'],
		isOn: ({ options: { onIncomplete } }) => onIncomplete === 'return',
		without: 'set If Data Is Missing to Fail',
	},
	{
		path: ['options', 'readableNames'],
		isOn: ({ options: { readableNames } }) => readableNames,
		without: 'switch Readable Names off',
	},
	{ path: ['options', 'sortBy'], isOn: ({ options: { sortBy } }) => sortBy !== '', without: 'leave Sort By empty' },
];

export function rawRowsProblem(form: ReportForm): InputProblem | null {
	const lostOptions = isFlat(form) ? [] : madeOfRows.filter(({ isOn }) => isOn(form));
	return allOf(
		lostOptions.map(
			({ path, without }) =>
				new InputProblem(path, 'cannot be had of Meta’s own rows', `${upperFirst(FLAT_MEND)}, or ${without}.`),
		),
	);
}
