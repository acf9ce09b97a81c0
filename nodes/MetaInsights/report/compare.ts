import { kindOf } from './fieldKinds';
import type { Cell } from './flatten';
import { breakdownColumns, byTypeColumn, canonicals } from './columns';
import { changeColumn, LINK_COLUMN, percentChange, previousColumn } from './rowNames';

/** Columns of a row that hold numbers worth comparing. */
export function comparedOf(columns: readonly string[], breakdowns: readonly string[]): string[] {
	const known = new Set(canonicals.map(({ column }) => column));
	const dividing = new Set(breakdownColumns(breakdowns));
	return columns.filter((column) => (known.has(column) || isMetric(column)) && !dividing.has(column));
}

const NOT_METRICS = new Set(['date_start', 'date_stop', 'result_type', 'account_timezone', 'day_complete', 'settled', 'environment', 'row_key', 'report_complete', LINK_COLUMN]);

const isMetric = (column: string): boolean => !NOT_METRICS.has(column) && !column.endsWith(byTypeColumn('')) && kindOf(column) !== 'text';

/** Percent from one to the other, two decimals; null where there is nothing to measure against. */
export function changeBetween(now: Cell | undefined, before: Cell | undefined): number | null {
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
