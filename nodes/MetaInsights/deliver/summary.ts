import type { IDataObject } from 'n8n-workflow';

import type { AccountFacts } from '../../shared/node/session/session';
import type { ReportPeriod } from '../facts/dateRanges';
import { lastOf } from '../facts/some';
import type { ResolvedReport } from '../form/resolvedReport';
import type { Completeness } from '../read/parts/completeness';
import { SUMMARY_TYPE } from '../rows/columns/rowNames';
import { asOnePeriod } from './clearing';
import type { ReportTotals } from './totals';

/** What a report tells of itself beside its rows. */
export interface ReportSummary {
	readonly completeness: Completeness;
	readonly calls: number;
	readonly count: number;
	readonly totals: ReportTotals;
	/** Days whose rows came whole, as blocks. */
	readonly whole: readonly ReportPeriod[];
}

/** The last item of a report that asks for one: its own account of itself. */
export function summaryItem(
	report: ResolvedReport,
	account: AccountFacts,
	{ completeness, calls, count, totals, whole }: ReportSummary,
): IDataObject {
	const { periods, previous, query } = report;
	const block = asOnePeriod(whole);
	const [{ since }] = periods;
	return {
		row_type: SUMMARY_TYPE,
		row_count: count,
		level: query.level,
		account_id: account.id.replace(/^act_/, ''),
		account_name: account.name,
		account_currency: account.currency,
		account_timezone: account.timeZone,
		date_start: since,
		date_stop: lastOf(periods).until,
		previous_date_start: previous[0]?.since ?? null,
		previous_date_stop: previous.at(-1)?.until ?? null,
		// Days between two blocks are not in the report, or not whole: whoever cleared them would lose them.
		clear_from: block?.since ?? null,
		clear_to: block?.until ?? null,
		clear_ranges: whole.map(({ since, until }) => ({ from: since, to: until })),
		totals: totals.now,
		previous_totals: totals.before,
		report_complete: completeness.complete,
		missing: completeness.missing.map(({ what, why }) => ({ what, why })),
		splits: completeness.splits,
		restarts: completeness.restarts,
		runs: completeness.runs,
		calls,
		remarks: [...report.remarks],
	};
}
