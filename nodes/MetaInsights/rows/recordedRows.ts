import type { IDataObject } from 'n8n-workflow';

import { isDayComplete, isSettled } from '../facts/dateRanges';
import { reportChunksOf } from '../facts/increments';
import { idField } from '../facts/levels';
import { placeOfRow, type ReportRecord } from '../facts/reportRecord';
import { onlyOf } from '../facts/some';
import { byTypeColumn } from './columns/columnNames';
import { isSummary, RESULT_NAME } from './columns/rowNames';

const hasText = (value: unknown): value is string | number =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';

const dayOf = (value: unknown): string => (hasText(value) ? String(value).slice(0, 10) : '');

/** Whether what a row tells of itself can be of this report. */
function canBeOf(row: IDataObject, { account, level, kinds, periods, currency }: ReportRecord): boolean {
	const [id, day, object] = [row.account_id, dayOf(row.date_start), row[idField(level)]];
	return (
		(!hasText(id) || String(id).replace(/^act_/, '') === account.id) &&
		(!hasText(row.account_currency) || row.account_currency === currency) &&
		(day === '' || periods.some(({ since, until }) => since <= day && day <= until)) &&
		(kinds === null || !hasText(object) || level === 'account' || String(object) in kinds)
	);
}

/** The columns of a row by their own names, where the report shows names that people read. */
function withOwnNames(row: IDataObject, { names }: ReportRecord): IDataObject {
	if (!Object.keys(row).some((column) => column in names)) return row;
	return Object.fromEntries(Object.entries(row).map(([column, value]) => [names[column] ?? column, value]));
}

/** The last day of a row that begins on a day of the report. */
function lastDayOf({ date_start: start, date_stop: stop }: IDataObject, report: ReportRecord): string | null {
	if (hasText(stop)) return dayOf(stop);
	const day = dayOf(start);
	const period = report.periods.find(({ since, until }) => since <= day && day <= until);
	if (period === undefined) return null;
	if (report.increment === 1) return day;
	return reportChunksOf(period, report.increment).find(({ since }) => since === day)?.until ?? null;
}

const filled = (cells: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null && value !== undefined));

/** What the report knows of a row. */
function cellsOf(row: IDataObject, report: ReportRecord): IDataObject {
	const { account, asOf, breakdowns, byType, currency, environment, isComplete, kinds, level } = report;
	const last = lastDayOf(row, report);
	const object = row[idField(level)];
	return filled({
		account_id: account.id,
		account_name: account.name || null,
		account_currency: currency,
		account_timezone: account.timeZone,
		environment,
		date_stop: last,
		day_complete: last === null ? null : isDayComplete(last, account.timeZone, asOf),
		settled: last === null ? null : isSettled(last, account.timeZone, asOf),
		report_complete: isComplete ? null : false,
		[byTypeColumn('results')]: byType[placeOfRow(row, idField(level), breakdowns)] ?? null,
		// A row that tells its kind in words is not told it once more.
		result_type: RESULT_NAME in row || !hasText(object) ? null : kinds?.[String(object)] || null,
	});
}

/** A row with the report that it is of; null where nobody knows, or it may be of several. */
export interface RecordedRow {
	readonly row: IDataObject;
	readonly report: ReportRecord | null;
}

/** Rows with what their reports know of them and they have no column for. A row's own cells stay as they are. */
export function recordedRows(items: readonly IDataObject[], records: readonly ReportRecord[]): RecordedRow[] {
	return items.map((item) => {
		if (isSummary(item)) return { row: item, report: null };
		const candidates = records
			.map((report) => ({ row: withOwnNames(item, report), report }))
			.filter(({ row, report }) => isOfAny(row) && canBeOf(row, report));
		const only = onlyOf(candidates);
		if (only === null) return { row: candidates[0]?.row ?? item, report: null };
		const known = cellsOf(only.row, only.report);
		return { row: { ...known, ...filled(only.row), ...nulls(only.row, known) }, report: only.report };
	});
}

/** Whether an item has anything of a report: an answer of another step that stands among the rows has not. */
const isOfAny = (row: IDataObject): boolean =>
	['date_start', 'row_key', 'spend', 'results'].some((column) => column in row);

/** Cells that are empty in the row and that the report does not know either. */
const nulls = (row: IDataObject, known: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(row).filter(([column, value]) => value === null && !(column in known)));
