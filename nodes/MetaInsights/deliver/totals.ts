import { uniq } from 'lodash';

import type { GraphFilter } from '../../shared/filtering';
import type { ReportPeriod } from '../facts/dateRanges';
import { isAboutObjects } from '../facts/objectFilters';
import { IDS_PER_PART } from '../facts/query';
import { onlyOf } from '../facts/some';
import type { ResolvedReport } from '../form/resolvedReport';
import { mayBeMissing } from '../read/parts/recovery';
import { ReportFetcher } from '../read/reportFetcher';
import { gatherPages, reportPages } from '../read/reportPages';
import { readerFor } from '../read/reportReader';
import type { FlatRow } from '../rows/cells';
import { requestedFields, type ColumnSettings } from '../rows/columns/columnSettings';
import { Flattener, type ReportFacts } from '../rows/flatten';
import { reportFactsOf, type AccountReport } from './accountReport';
import { asOnePeriod } from './clearing';

export interface ReportTotals {
	readonly now: FlatRow | null;
	readonly before: FlatRow | null;
}

/** Whether a filter means the same for one row of everything: one by a number or a breakdown chooses among smaller rows. */
const holdsForTotals = (filter: GraphFilter): boolean => isAboutObjects(filter) || filter.field === 'action_type';

/** Why a report has no totals, and what to do; null for one that has. A total is one row, and Meta gives it in one answer. */
function whyNoTotals({ query, periods, ids }: ResolvedReport): string | null {
	const none = (why: string): string => `The summary item has no totals: ${why}`;
	if (asOnePeriod(periods) === null)
		return none('the Ranges do not follow each other day by day. For totals make a report of each range.');
	if (ids !== undefined && ids.ids.length > IDS_PER_PART)
		return none(
			`There are more than ${IDS_PER_PART} IDs. For totals make several reports of up to ${IDS_PER_PART} IDs each.`,
		);
	const filter = query.filtering.find((one) => !holdsForTotals(one));
	return filter === undefined
		? null
		: none(`the filter by ${filter.field} chooses single rows. For totals take it out of Filters in Options.`);
}

/** What nobody can add up from rows, so that a total always has it. */
const PEOPLE = ['reach', 'frequency'];

/** A report as one row of everything it is about: reach, frequency and unique counts cannot be added up from rows. */
function asTotal(report: ResolvedReport): ResolvedReport {
	const { query } = report;
	const columns: ColumnSettings = {
		...report.columns,
		level: query.nodeLevel,
		breakdowns: [],
		actionBreakdowns: [],
		allActionTypes: false,
		moreFields: uniq([...report.columns.moreFields, ...PEOPLE]),
	};
	return {
		...report,
		columns,
		query: {
			...query,
			level: query.nodeLevel,
			fields: requestedFields(columns),
			breakdowns: [],
			actionBreakdowns: [],
			increment: 'total',
		},
	};
}

/**
 * Meta's own totals of a report and of the period before, got like any part of a report.
 *
 * @param fetcher of `whole`
 * @param whole a report as one row
 */
async function totalsOf(fetcher: ReportFetcher, whole: ResolvedReport, facts: ReportFacts): Promise<ReportTotals> {
	const flattener = new Flattener(whole.columns, facts);
	const total = async (periods: readonly ReportPeriod[]): Promise<FlatRow | null> => {
		const period = asOnePeriod(periods);
		if (period === null) return null;
		const part = { period, fields: whole.query.fields, ...(whole.ids ? { ids: whole.ids } : {}) };
		const rows = await gatherPages(reportPages(fetcher, fetcher.begin([part])));
		const row = onlyOf(rows);
		return row === null ? null : flattener.flatten(row);
	};
	return { now: await total(whole.periods), before: await total(whole.previous) };
}

/** Meta's own totals as of now, by whatever way they can be had in the time the report has left. */
export async function totalsFor(
	{ session, asked, account, tell }: AccountReport,
	{ reader, options, completeness }: ReportFetcher,
): Promise<ReportTotals> {
	const nothing: ReportTotals = { now: null, before: null };
	const why = whyNoTotals(asked);
	if (why !== null) {
		tell(why);
		return nothing;
	}
	const whole = asTotal(asked);
	// A total is one row and cannot be cut into days or objects: where a direct answer would be too large it takes a run.
	const fetcher = new ReportFetcher(readerFor(session, whole, account), {
		...options,
		strategy: 'auto',
		large: false,
		onIncomplete: 'fail',
	});
	try {
		return await totalsOf(fetcher, whole, reportFactsOf(session, account, whole));
	} catch (failure) {
		if (options.onIncomplete === 'fail' || !mayBeMissing(failure)) throw failure as Error;
		completeness.lacks({ what: 'totals', why: failure.message, period: null });
		return nothing;
	} finally {
		await fetcher.end();
		reader.calls += fetcher.reader.calls;
		completeness.include(fetcher.completeness);
	}
}
