import type { IDataObject } from 'n8n-workflow';

import type { GraphObject } from '../../shared/graph/pages';
import type { AccountFacts } from '../../shared/node/session';
import type { Asked } from './asked';
import { requestedFields, type ColumnSettings } from './columns';
import type { Completeness } from './completeness';
import type { Period } from './dateRanges';
import { Flattener, type FlatRow, type ReportFacts } from './flatten';
import { gather } from './runReport';
import type { ReportReader } from './reportReader';

export interface Totals {
	readonly now: FlatRow | null;
	readonly before: FlatRow | null;
}

/**
 * Meta's own totals of the report: reach, frequency and unique counts cannot be added up from rows. Null for a report of
 * several ranges or with a list of ids too long for one question.
 */
export async function totalsOf(reader: ReportReader, asked: Asked, facts: ReportFacts): Promise<Totals> {
	const { query, ids } = asked;
	const columns: ColumnSettings = { ...asked.columns, level: query.nodeLevel, breakdowns: [], actionBreakdowns: [], allActionTypes: false };
	const flattener = new Flattener(columns, { ...facts, increment: 'total' });
	const total = async (periods: readonly Period[]): Promise<FlatRow | null> => {
		if (periods.length === 0) return null;
		const period = { since: periods[0].since, until: periods[periods.length - 1].until };
		const rows = await gather(reader.totals({ period, fields: requestedFields(columns), ...(ids ? { ids } : {}) }));
		return rows.length === 1 ? flattener.flatten(rows[0] as GraphObject) : null;
	};
	return { now: await total(asked.periods), before: await total(asked.previous) };
}

/** The last item of a report that asks for one: its own account of itself. */
export function summaryItem(asked: Asked, account: AccountFacts, completeness: Completeness, calls: number, count: number, { now, before }: Totals): IDataObject {
	const { periods, previous, query } = asked;
	const last = (list: readonly Period[]): string | null => list[list.length - 1]?.until ?? null;
	return {
		row_type: 'summary',
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
		clear_from: periods[0].since,
		clear_to: last(periods),
		totals: now,
		previous_totals: before,
		report_complete: completeness.complete,
		missing: completeness.missing as unknown as IDataObject[],
		splits: { ...completeness.splits },
		restarts: completeness.restarts,
		runs: completeness.runs,
		calls,
		remarks: [...asked.remarks],
	};
}
