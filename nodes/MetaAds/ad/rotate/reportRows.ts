import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../../shared/form/problem';
import type { ReportRecord } from '../../../meta/report/reportRecord';
import { daysOfRow, unfitReport } from '../../../meta/report/unfitReport';
import type { GraphObject } from '../../../shared/graph/object';
import type { AccountFacts } from '../../../shared/node/session/session';
import { saysIncomplete, whyUnknown, type Evidence } from '../../../meta/evidence/known';
import { dayProblem, foreignRow, rowDay, type RowProblem } from '../../../meta/evidence/reportRow';
import type { AdDayFigures } from './policy/rotation';

/** One row of the report, with the item it came in. */
export interface ReportRow extends AdDayFigures {
	readonly item: number;
	/** What its results are; null where nobody knows. */
	readonly kind: string | null;
}

const howToReport =
	'Let a Meta Insights node give one row per ad and day, without breakdowns, and connect it to this node.';

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Says what is wrong with a row. */
type Refuse = (row: number, problem: string) => Error;

const itemProblem = (item: number, problem: string, advice = howToReport): InputProblem =>
	new InputProblem(['resultsColumn'], `Item ${item + 1} ${problem}`, advice);

/** Meta gives whole numbers and amounts as text ("12.34"); spreadsheets turn them into numbers. */
function figure(row: GraphObject, column: string, item: number, refuse: Refuse): number {
	const value = row[column];
	const number =
		typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
	if (Number.isFinite(number) && number >= 0) return number;
	throw refuse(item, `has no usable number in the column “${column}”`);
}

/** Meta Insights leaves a count empty where Meta does not tell it: it writes 0 where nothing was counted. */
function resultsOf(row: GraphObject, column: string, item: number, refuse: Refuse): Evidence {
	if (!(column in row)) return whyUnknown.noColumn(column);
	if (isEmpty(row[column])) return whyUnknown.empty(column);
	return figure(row, column, item, refuse);
}

/** Only to see whether results stop while clicks go on; a report without them has spend for that. */
function clicksOf({ clicks }: GraphObject): number | null {
	const number = isEmpty(clicks) ? NaN : Number(clicks);
	return Number.isFinite(number) && number >= 0 ? number : null;
}

/**
 * Reads rows of a daily report. Nothing is skipped quietly: a row that is lost could be the one whose results save an ad.
 *
 * @param refuse what is thrown for a row that cannot be read; by default an InputProblem naming the item
 */
export function readReportRows(
	items: readonly GraphObject[],
	resultsColumn: string,
	refuse: Refuse = itemProblem,
): ReportRow[] {
	const rows = items.flatMap((row, item) => (isReportRow(row) ? [readRow(row, item, resultsColumn, refuse)] : []));
	if (rows.length > 0 && !items.some((row) => resultsColumn in row)) {
		throw new InputProblem(
			['resultsColumn'],
			`is “${resultsColumn}”, and no item has such a column`,
			'Enter the name of the column with your results. If it were treated as zero, every ad would look bad.',
		);
	}
	const incomplete = items.some(({ report_complete: completeness }) => saysIncomplete(completeness));
	const toldRows = incomplete ? rows.map((row) => ({ ...row, results: whyUnknown.incomplete })) : rows;
	const rowKeys = new Set<string>();
	for (const { adId, date, item } of rows) {
		const key = `${adId} ${date}`;
		if (rowKeys.has(key)) throw refuse(item, `has ${date} of the ad ${adId} twice`);
		rowKeys.add(key);
	}
	return toldRows;
}

/** Other items may come along. */
const isReportRow = ({ ad_id: ad, date_start: date }: GraphObject): boolean => !isEmpty(ad) || !isEmpty(date);

function readRow(row: GraphObject, item: number, resultsColumn: string, refuse: Refuse): ReportRow {
	// Ads have longer IDs than a number holds: the last digits are lost, and with them whose row it is.
	if (typeof row.ad_id === 'number' && !Number.isSafeInteger(row.ad_id))
		throw refuse(item, 'has an ad ID that is a number and not text, so its last digits are lost');
	const adId = String(row.ad_id ?? '');
	if (!/^\d+$/.test(adId)) throw refuse(item, 'has no ad ID in the column “ad_id”');
	const notDay = dayProblem(row);
	if (notDay !== null) throw refuse(item, notDay);
	return {
		item,
		kind: null,
		adId,
		date: rowDay(row),
		spend: figure(row, 'spend', item, refuse),
		impressions: figure(row, 'impressions', item, refuse),
		results: resultsOf(row, resultsColumn, item, refuse),
		clicks: clicksOf(row),
	};
}

/** Why a row of a report that is known is not one day. */
function severalDays(row: GraphObject, report: ReportRecord): RowProblem | null {
	const days = daysOfRow(row as IDataObject, report);
	return days === null || days.since === days.until
		? null
		: { problem: `covers more than one day, ${days.since} to ${days.until}`, advice: howToReport };
}

/**
 * A row that joins an ad with figures of another account, in another currency, of several days or of a part.
 *
 * @param report that the row is of; null where nobody knows it
 */
export function notOfAccount(
	{ item }: ReportRow,
	row: GraphObject,
	account: AccountFacts,
	reports: readonly ReportRecord[],
): InputProblem | null {
	const ofReport = reports
		.map((report) => unfitReport(report, account) ?? (reports.length > 1 ? null : severalDays(row, report)))
		.find((problem) => problem !== null);
	const problem = foreignRow(row, account) ?? ofReport ?? null;
	return problem && itemProblem(item, problem.problem, problem.advice);
}

/** What the results of a row's ad are, as its report knows; null where nobody knows, or they are of a column with one kind. */
export function kindOfRow(adId: string, column: string, reports: readonly ReportRecord[]): string | null {
	const [only, ...others] = uniq(reports.flatMap(({ kinds }) => kinds?.[adId] || []));
	return column !== 'results' || others.length > 0 ? null : (only ?? null);
}

/** Rows of one group: leads next to purchases cannot be compared, so that nobody is a loser for having the more expensive ones. */
export function withOneKind(rows: readonly ReportRow[]): readonly ReportRow[] {
	const kinds = uniq(rows.flatMap(({ kind }) => kind || []));
	return kinds.length < 2 ? rows : rows.map((row) => ({ ...row, results: whyUnknown.severalKinds(kinds) }));
}
