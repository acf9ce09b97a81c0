import { pick, pickBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isDayComplete, isSettled } from '../facts/dateRanges';
import { placeOfRow, type ReportRecord } from '../../meta/report/reportRecord';
import { lastDayOfRow, reportsOfRow } from '../../meta/report/rowReport';
import { withDaysAsText } from '../../shared/reading/days';
import { isRecord, parsedJson } from '../../shared/record';
import { onlyOf } from '../facts/some';
import { byTypeColumn } from './columns/columnNames';
import { isSummary, previousColumn, RESULT_NAME } from './columns/rowNames';

const hasText = (value: unknown): value is string | number =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';

const filled = (cells: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null && value !== undefined));

/** The kinds of a row that are not those of its object; undefined where nothing says so. */
function kindsIn(byType: string | undefined): string | undefined {
	const own = parsedJson(byType);
	return isRecord(own) ? Object.keys(own).join(', ') : undefined;
}

/** What the report knows of a row's account and days. */
function factsOf(row: IDataObject, report: ReportRecord): IDataObject {
	const { account, asOf, currency, environment, isComplete } = report;
	const last = hasText(row.date_stop) ? String(row.date_stop).slice(0, 10) : lastDayOfRow(row.date_start, report);
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
	});
}

/** What the report has counted of a row. */
function countsOf(row: IDataObject, report: ReportRecord, columns: readonly string[]): IDataObject {
	const { breakdowns, byType, counts, idColumn, kinds } = report;
	const object = row[idColumn];
	const place = placeOfRow(row, idColumn, breakdowns);
	return filled({
		...pick(counts[place], [...columns, ...columns.map(previousColumn)]),
		[byTypeColumn('results')]: byType[place] ?? null,
		// A row that tells its kind in words is not told it once more.
		result_type:
			RESULT_NAME in row || !hasText(object) ? null : (kindsIn(byType[place]) ?? kinds?.[String(object)]) || null,
	});
}

/** A row with the report that it is of; null where nobody knows, or it may be of several. */
export interface RecordedRow {
	readonly row: IDataObject;
	readonly report: ReportRecord | null;
	/** The currencies that its amounts may be in, where it does not say in which of several. */
	readonly currencies: readonly string[];
}

/**
 * Rows with what their reports know of them and they have no column for. A row's own cells stay as they are.
 *
 * @param columns counts that are wanted next to what rows show
 */
export function recordedRows(
	items: readonly IDataObject[],
	records: readonly ReportRecord[],
	columns: readonly string[] = [],
): RecordedRow[] {
	return items.map((item) => {
		if (isSummary(item)) return { row: withDaysAsText(item), report: null, currencies: [] };
		const candidates = reportsOfRow(item, records);
		const row = withDaysAsText(candidates[0]?.row ?? item);
		const report = onlyOf(candidates)?.report ?? null;
		const facts = agreed(candidates.map((one) => factsOf(withDaysAsText(one.row), one.report)));
		// Of two reports that it may be of, the counts of one are not the row's.
		const knownCells = report === null ? facts : { ...countsOf(row, report, columns), ...facts };
		const currencies = hasText(row.account_currency) ? [] : uniq(candidates.map((one) => one.report.currency));
		return {
			row: { ...knownCells, ...filled(row), ...nulls(row, knownCells) },
			report,
			currencies: currencies.length > 1 ? currencies.sort() : [],
		};
	});
}

/** What holds whichever of some reports a row is of. */
const agreed = ([first = {}, ...others]: readonly IDataObject[]): IDataObject =>
	pickBy(first, (value, column) => others.every((other) => other[column] === value));

/** Cells that are empty in the row and that the report does not know either. */
const nulls = (row: IDataObject, knownCells: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(row).filter(([column, value]) => value === null && !(column in knownCells)));
