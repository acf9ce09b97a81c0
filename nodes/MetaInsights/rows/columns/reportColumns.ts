import { kindOf } from '../../facts/fieldKinds';
import type { ReportLevel } from '../../facts/levels';
import { canonicals } from '../canonicals';
import { breakdownColumns, byTypeColumn } from './columnNames';
import { columnsOf } from './columns';
import type { ColumnSettings } from './columnSettings';
import { longColumns } from '../longRows';
import { mainColumns } from './mainColumns';
import {
	ADS_MANAGER_COLUMN,
	changeColumn,
	CREATIVE_COLUMNS,
	ERROR_COLUMN,
	previousColumn,
	RESULT_NAME,
	THUMBNAIL_COLUMN,
} from './rowNames';

/** What decides the columns around those of the report itself. */
export interface ColumnsAround {
	readonly columns: 'all' | 'long' | 'main' | 'raw' | 'selected';
	/** Rows can be of several ad accounts: each then says whose it is. */
	readonly several: boolean;
	/** Each number stands beside that of the period before. */
	readonly compare: boolean;
	/** Rows have a link to Ads Manager and, of ads, the creative and its picture. */
	readonly adDetails: boolean;
	/** A row stands for all ads that show the same. */
	readonly byCreative: boolean;
	/** Rows say whether their report is complete. A file's are written before anybody knows: its item says so. */
	readonly tellsComplete: boolean;
}

/** Which columns rows show, and under which names. Plain data: a plan carries it. */
export interface RowChoices extends ColumnsAround {
	/** Names of columns, in the order of their choice. */
	readonly selectedColumns?: readonly string[];
	readonly timeIncrement: string;
	/** Columns have the names that people read. */
	readonly readableNames: boolean;
	/** Of all money, whichever account it is of. */
	readonly commonCurrency?: string;
}

/** Whether rows are flat, and not Meta's own. */
export const isFlat = ({ columns }: Pick<ColumnsAround, 'columns'>): boolean => columns !== 'raw';

/** Whether there is a row for each type of action. */
export const isLong = ({ columns }: Pick<ColumnsAround, 'columns'>): boolean => columns === 'long';

/** Columns of a row that hold numbers worth comparing. */
export function comparedOf(columns: readonly string[], breakdowns: readonly string[]): string[] {
	const canonicalColumns = new Set(canonicals.map(({ column }) => column));
	const dividing = new Set(breakdownColumns(breakdowns));
	return columns.filter((column) => (canonicalColumns.has(column) || isMetric(column)) && !dividing.has(column));
}

const NOT_METRICS = new Set([
	'date_start',
	'date_stop',
	'result_type',
	RESULT_NAME,
	'account_timezone',
	'day_complete',
	'settled',
	'environment',
	'row_key',
	'report_complete',
	ERROR_COLUMN,
	ADS_MANAGER_COLUMN,
	...CREATIVE_COLUMNS,
]);

const isMetric = (column: string): boolean =>
	!NOT_METRICS.has(column) && !column.endsWith(byTypeColumn('')) && kindOf(column) !== 'text';

/**
 * A report's columns with those of a comparison. The value before and the change come right behind each number, since
 * the editor shows five columns at first. The days compared with come after the numbers.
 */
export function comparedColumns(columns: readonly string[], breakdowns: readonly string[]): string[] {
	const comparedNames = comparedOf(columns, breakdowns);
	const last = comparedNames[comparedNames.length - 1] ?? 'date_stop';
	return columns.flatMap((column) => [
		column,
		...(comparedNames.includes(column) ? [previousColumn(column), changeColumn(column)] : []),
		...(column === last ? ['previous_date_start', 'previous_date_stop'] : []),
	]);
}

/** Columns the option adds, by level. */
export const detailColumns = (level: ReportLevel): string[] => [
	ADS_MANAGER_COLUMN,
	...(level === 'ad' ? ['creative_id', THUMBNAIL_COLUMN] : []),
];

/** Columns around those of the report itself. */
function withSurroundings(
	columns: readonly string[],
	choices: ColumnsAround,
	{ level, breakdowns }: ColumnSettings,
	isFile: boolean,
): string[] {
	const { adDetails, byCreative, compare, several, tellsComplete } = choices;
	return [
		...(compare ? comparedColumns(columns, breakdowns) : columns),
		...(byCreative ? CREATIVE_COLUMNS : []),
		...(adDetails ? detailColumns(level) : []),
		...(tellsComplete && !isFile ? ['report_complete'] : []),
		...(several && !isFile ? [ERROR_COLUMN] : []),
	];
}

/** Every column of a report's rows, in order, as far as they can be known before the first row. */
export const reportColumns = (choices: ColumnsAround, settings: ColumnSettings, isFile = false): string[] =>
	withSurroundings(
		isLong(choices) ? longColumns(settings, choices.several) : columnsOf(settings),
		choices,
		settings,
		isFile,
	);

/** The columns that a report's rows show, in order. */
export function shownColumns(choices: RowChoices, settings: ColumnSettings, isFile = false): string[] {
	const { several } = choices;
	if (choices.selectedColumns !== undefined) {
		const whose = several && !isFile ? ['account_name', ERROR_COLUMN] : [];
		return [...new Set([...choices.selectedColumns, ...whose])];
	}
	return choices.columns === 'main'
		? withSurroundings(mainColumns(settings, choices.timeIncrement, several), choices, settings, isFile)
		: reportColumns(choices, settings, isFile);
}
