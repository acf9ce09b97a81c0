import { kindOf } from '../facts/fieldKinds';
import type { Level } from '../facts/levels';
import { canonicals } from './canonicals';
import { breakdownColumns, byTypeColumn } from './columnNames';
import { columnsOf } from './columns';
import type { ColumnSettings } from './columnSettings';
import { changeColumn, LINK_COLUMN, previousColumn } from './rowNames';

/** What the form says of the columns around those of the report itself. */
interface RowChoices {
	readonly compare: boolean;
	readonly options: { readonly adDetails: boolean; readonly onIncomplete: 'fail' | 'return' };
}

/** Columns of a row that hold numbers worth comparing. */
export function comparedOf(columns: readonly string[], breakdowns: readonly string[]): string[] {
	const known = new Set(canonicals.map(({ column }) => column));
	const dividing = new Set(breakdownColumns(breakdowns));
	return columns.filter((column) => (known.has(column) || isMetric(column)) && !dividing.has(column));
}

const NOT_METRICS = new Set([
	'date_start',
	'date_stop',
	'result_type',
	'account_timezone',
	'day_complete',
	'settled',
	'environment',
	'row_key',
	'report_complete',
	LINK_COLUMN,
]);

const isMetric = (column: string): boolean =>
	!NOT_METRICS.has(column) && !column.endsWith(byTypeColumn('')) && kindOf(column) !== 'text';

/**
 * A report's columns with those of a comparison: each number's before it and change right behind it, since the editor shows
 * five columns at first; the days compared with come after the numbers.
 */
export function comparedColumns(columns: readonly string[], breakdowns: readonly string[]): string[] {
	const compared = comparedOf(columns, breakdowns);
	const last = compared[compared.length - 1] ?? 'date_stop';
	return columns.flatMap((column) => [
		column,
		...(compared.includes(column) ? [previousColumn(column), changeColumn(column)] : []),
		...(column === last ? ['previous_date_start', 'previous_date_stop'] : []),
	]);
}

/** Columns the option adds, by level. */
export const detailColumns = (level: Level): string[] =>
	level === 'ad' ? [LINK_COLUMN, 'creative_id', 'thumbnail_url'] : [LINK_COLUMN];

/** Whether rows say that their report is complete. A file's are written before anybody knows: its item says so. */
export const saysComplete = ({ options: { onIncomplete } }: RowChoices, isFile: boolean): boolean =>
	onIncomplete === 'return' && !isFile;

/** Every column of a report's rows, in order, as far as they can be known before the first row. */
export function reportColumns(choices: RowChoices, settings: ColumnSettings, isFile = false): string[] {
	const { compare, options } = choices;
	const { level, breakdowns } = settings;
	const columns = columnsOf(settings);
	return [
		...(compare ? comparedColumns(columns, breakdowns) : columns),
		...(options.adDetails ? detailColumns(level) : []),
		...(saysComplete(choices, isFile) ? ['report_complete'] : []),
	];
}
