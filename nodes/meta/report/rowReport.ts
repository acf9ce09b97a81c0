import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { dayOfCell } from '../../shared/reading/days';
import type { ReportRecord } from './reportRecord';
import { isMarkedRow } from './rowMarks';

const hasText = (value: unknown): value is string | number =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';

/** The columns of a row by their own names, where the report shows names that people read. */
export function withOwnNames(row: IDataObject, { names }: ReportRecord): IDataObject {
	if (!Object.keys(row).some((column) => column in names)) return row;
	return Object.fromEntries(Object.entries(row).map(([column, value]) => [names[column] ?? column, value]));
}

/** The last day of a row that begins on this day; null where the report has no such row. */
export function lastDayOfRow(start: unknown, { increment, rowPeriods }: ReportRecord): string | null {
	const day = dayOfCell(start);
	if (increment === 1) return day === '' ? null : day;
	return rowPeriods.find(({ since }) => since === day)?.until ?? null;
}

/** Whether a row's days are those of a row of this report: several added up are a row of no report. */
function hasItsDays(row: IDataObject, report: ReportRecord): boolean {
	const [day, last] = [dayOfCell(row.date_start), dayOfCell(row.date_stop)];
	if (day === '') return true;
	if (!report.periods.some(({ since, until }) => since <= day && day <= until)) return false;
	return last === '' || last === lastDayOfRow(day, report);
}

const LEVELS = ['account', 'campaign', 'adset', 'ad'] as const;

/** Whether a row is of something smaller than the report’s rows: an ad set, in a report by campaign. */
const isBelow = (row: IDataObject, { level }: ReportRecord): boolean =>
	LEVELS.slice(LEVELS.indexOf(level) + 1).some((smaller) => hasText(row[`${smaller}_id`]));

/** Whether what a row tells of itself can be of this report. */
function canBeOf(row: IDataObject, report: ReportRecord): boolean {
	const { account, level, idColumn, kinds, currency } = report;
	const [id, object] = [row.account_id, row[idColumn]];
	return (
		!isBelow(row, report) &&
		(!hasText(id) || String(id).replace(/^act_/, '') === account.id) &&
		(!hasText(row.account_currency) || row.account_currency === currency) &&
		hasItsDays(row, report) &&
		(kinds === null || !hasText(object) || level === 'account' || String(object) in kinds)
	);
}

/** Whether an item has anything of a report: an answer of another step that stands among the rows has not. */
const isOfAny = (row: IDataObject): boolean =>
	['date_start', 'row_key', 'spend', 'results'].some((column) => column in row);

/** A row by the names of a report that it can be of. */
interface RowOfReport {
	readonly row: IDataObject;
	readonly report: ReportRecord;
}

/** Whether a row names the account of the report. A name of people's own in its place speaks against no report. */
const namesAccount = ({ row, report: { account } }: RowOfReport): boolean =>
	hasText(row.account_name) && row.account_name === account.name;

/** The reports that a row can be of, each with the row by its own names. Only where it is one, its facts are those of the row. */
export function reportsOfRow(item: IDataObject, records: readonly ReportRecord[]): readonly RowOfReport[] {
	const candidates = records
		.map((report) => ({ row: withOwnNames(item, report), report }))
		.filter(({ row, report }) => isOfAny(row) && canBeOf(row, report));
	const ofNamed = candidates.filter(namesAccount);
	if (ofNamed.length > 0) return ofNamed;
	const ids = uniq(candidates.map(({ report }) => report.account.id));
	if (ids.length < 2) return candidates;
	// A mark tells the account only: of two reports of one, some rows would be known and others not.
	const markedIds = candidates.filter(({ report }) => isMarkedRow(item, report)).map(({ report }) => report.account.id);
	return markedIds.length === 0 ? candidates : candidates.filter(({ report }) => markedIds.includes(report.account.id));
}

/**
 * The reports that a row about something of this account may be of. Where those are several, what speaks against one of them speaks
 * against the row: it may be one that a Limit has cut.
 *
 * @param account its id, with or without `act_`
 */
export function reportsOfOwnRow(
	item: IDataObject,
	records: readonly ReportRecord[],
	account: { readonly id: string },
): ReportRecord[] {
	const reports = reportsOfRow(item, records).map(({ report }) => report);
	const ownReports = reports.filter(({ account: { id } }) => id === account.id.replace(/^act_/, ''));
	return ownReports.length > 0 ? ownReports : reports;
}
