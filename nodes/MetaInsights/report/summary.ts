import type { IDataObject } from 'n8n-workflow';

import type { Filter } from '../../shared/filtering';
import type { AccountFacts } from '../../shared/node/session';
import type { Asked } from './asked';
import { joined } from './clearing';
import { requestedFields, type ColumnSettings } from './columns';
import type { Completeness } from './completeness';
import type { Period } from './dateRanges';
import { Flattener, type FlatRow, type ReportFacts } from './flatten';
import { isAboutObjects } from './objectFilters';
import { gatherPages, reportPages } from './reportPages';
import { SUMMARY_TYPE } from './rowNames';
import type { ReportRun } from './runReport';
import { IDS_PER_PART } from './split';

export interface Totals {
	readonly now: FlatRow | null;
	readonly before: FlatRow | null;
}

/** Whether a filter means the same for one row of everything: one by a number or a breakdown chooses among smaller rows. */
const holdsForTotals = (filter: Filter): boolean => isAboutObjects(filter) || filter.field === 'action_type';

/** Why a report has no totals, and what to do; null for one that has. A total is one row, and Meta gives it in one answer. */
export function whyNoTotals({ query, periods, ids }: Asked): string | null {
	const none = (why: string): string => `The summary item has no totals: ${why}`;
	if (joined(periods) === null) return none('the Ranges do not follow each other day by day. For totals make a report of each range.');
	if (ids !== undefined && ids.ids.length > IDS_PER_PART) return none(`IDs hold more than ${IDS_PER_PART}. For totals make several reports of at most ${IDS_PER_PART} each.`);
	const filter = query.filtering.find((one) => !holdsForTotals(one));
	return filter === undefined ? null : none(`the filter by ${filter.field} chooses single rows. For totals take it out of Filters in Options.`);
}

/** A report as one row of everything it is about: reach, frequency and unique counts cannot be added up from rows. */
export function asTotal(asked: Asked): Asked {
	const { query } = asked;
	const columns: ColumnSettings = { ...asked.columns, level: query.nodeLevel, breakdowns: [], actionBreakdowns: [], allActionTypes: false };
	return { ...asked, columns, query: { ...query, level: query.nodeLevel, fields: requestedFields(columns), breakdowns: [], actionBreakdowns: [], increment: 'total' } };
}

/**
 * Meta's own totals of a report and of the period before, got like any part of a report.
 *
 * @param run of `whole`
 * @param whole a report as one row
 */
export async function totalsOf(run: ReportRun, whole: Asked, facts: ReportFacts): Promise<Totals> {
	const flattener = new Flattener(whole.columns, facts);
	const total = async (periods: readonly Period[]): Promise<FlatRow | null> => {
		const period = joined(periods);
		if (period === null) return null;
		const part = { period, fields: whole.query.fields, ...(whole.ids ? { ids: whole.ids } : {}) };
		const rows = await gatherPages(reportPages(run, run.begin([part])));
		return rows.length === 1 ? flattener.flatten(rows[0]) : null;
	};
	return { now: await total(whole.periods), before: await total(whole.previous) };
}

/** What a report tells of itself beside its rows. */
export interface Told {
	readonly completeness: Completeness;
	readonly calls: number;
	readonly count: number;
	readonly totals: Totals;
	/** Days whose rows came whole, as blocks. */
	readonly whole: readonly Period[];
}

/** The last item of a report that asks for one: its own account of itself. */
export function summaryItem(asked: Asked, account: AccountFacts, { completeness, calls, count, totals, whole }: Told): IDataObject {
	const { periods, previous, query } = asked;
	const last = (list: readonly Period[]): string | null => list[list.length - 1]?.until ?? null;
	const block = joined(whole);
	return {
		row_type: SUMMARY_TYPE,
		row_count: count,
		level: query.level,
		account_id: account.id.replace(/^act_/, ''),
		account_name: account.name,
		account_currency: account.currency,
		account_timezone: account.timeZone,
		date_start: periods[0].since,
		date_stop: last(periods),
		previous_date_start: previous[0]?.since ?? null,
		previous_date_stop: last(previous),
		// Days between two blocks are not in the report, or not whole: whoever cleared them would lose them.
		clear_from: block?.since ?? null,
		clear_to: block?.until ?? null,
		clear_ranges: whole.map(({ since, until }) => ({ from: since, to: until })),
		totals: totals.now,
		previous_totals: totals.before,
		report_complete: completeness.complete,
		missing: completeness.missing.map(({ what, why }) => ({ what, why })),
		splits: { ...completeness.splits },
		restarts: completeness.restarts,
		runs: completeness.runs,
		calls,
		remarks: [...asked.remarks],
	};
}
