import type { Period } from './dateRanges';
import { kindOf } from './fieldKinds';
import type { Cell, FlatRow } from './flatten';
import { breakdownColumns, byTypeColumn, canonicals } from './columns';
import { changeColumn, LINK_COLUMN, percentChange, previousColumn } from './rowNames';

/** Columns of a row that hold numbers worth comparing. */
function comparedOf(columns: readonly string[], breakdowns: readonly string[]): string[] {
	const known = new Set(canonicals.map(({ column }) => column));
	const dividing = new Set(breakdownColumns(breakdowns));
	return columns.filter((column) => (known.has(column) || isMetric(column)) && !dividing.has(column));
}

const NOT_METRICS = new Set(['date_start', 'date_stop', 'result_type', 'account_timezone', 'day_complete', 'settled', 'environment', 'row_key', 'report_complete', LINK_COLUMN]);

const isMetric = (column: string): boolean => !NOT_METRICS.has(column) && !column.endsWith(byTypeColumn('')) && kindOf(column) !== 'text';

/** Percent from one to the other, two decimals; null where there is nothing to measure against. */
function changeBetween(now: Cell | undefined, before: Cell | undefined): number | null {
	const percent = typeof now === 'number' && typeof before === 'number' ? percentChange(now, before) : null;
	return percent === null ? null : Math.round(percent * 100) / 100;
}

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

/**
 * Makes what puts the values of the period before beside each row's own. Rows belong together by object, breakdown values and the
 * chunk's place in its period, so a Tuesday meets the Tuesday a week before.
 *
 * @param identity of a row without its dates
 */
export function comparedWith(
	before: readonly FlatRow[],
	chunks: { readonly now: readonly Period[]; readonly before: readonly Period[] },
	identity: (row: FlatRow) => string,
	columns: readonly string[],
	breakdowns: readonly string[],
): (rows: readonly FlatRow[]) => FlatRow[] {
	const place = (periods: readonly Period[]): Map<string, number> => new Map(periods.map(({ since }, index) => [since, index]));
	const [nowPlaces, beforePlaces] = [place(chunks.now), place(chunks.before)];
	const found = new Map(before.map((row) => [`${beforePlaces.get(String(row.date_start))} ${identity(row)}`, row]));
	const compared = comparedOf(columns, breakdowns);
	const blank: FlatRow = Object.fromEntries(comparedColumns(columns, breakdowns).map((column) => [column, null]));
	return (rows) => rows.map((row) => {
		const index = nowPlaces.get(String(row.date_start));
		const other = index === undefined ? undefined : found.get(`${index} ${identity(row)}`);
		const period = index === undefined ? undefined : chunks.before[index];
		const result: FlatRow = { ...blank, ...row, previous_date_start: period?.since ?? null, previous_date_stop: period?.until ?? null };
		for (const column of compared) {
			result[previousColumn(column)] = (other?.[column] as Cell | undefined) ?? null;
			result[changeColumn(column)] = changeBetween(row[column], other?.[column]);
		}
		return result;
	});
}
