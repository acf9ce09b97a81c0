import { sum, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { AccountFacts } from '../../shared/node/session/session';
import type { ResolvedReport } from '../form/resolvedReport';
import { expectedReportRows, isLarge, reportPartsOf } from './firstParts';
import type { Strategy } from './parts/recovery';
import { DIRECT_PAGE, RUN_PAGE } from './reportReader';

/** What a report will cost at Meta, within an order of magnitude: how many objects delivered is not known before. */
export interface ReportCost {
	/** Answered at once, or prepared by Meta in report runs. */
	readonly way: 'direct' | 'prepared';
	readonly rows: number;
	/** Pieces that Meta prepares; 0 for a direct report. */
	readonly runs: number;
	readonly calls: number;
	/** Of the ad account: a read is one, a start of a run three (Marketing API, Rate limiting). */
	readonly points: number;
	readonly minutes: number;
}

/** Meta tells of no speed. Direct answers take some two seconds; a run takes a minute, and another for so many rows. */
const SECONDS_A_CALL = 2;
const ROWS_A_MINUTE = 10_000;

/** A Wait loop looks every 20 seconds. */
const LOOKS_A_MINUTE = 3;

/** The account's own facts, and who owns the object where it is not the account. */
const looksBefore = ({ nodeLevel }: ResolvedReport['query']): number => (nodeLevel === 'account' ? 1 : 2);

const START_POINTS = 3;

/** @param strategy `auto` decides as the report itself will */
export function reportCost(report: ResolvedReport, strategy: Strategy): ReportCost {
	const { query, periods, previous, ids, runOnly } = report;
	const isPrepared =
		strategy === 'async' || (strategy === 'auto' && (runOnly !== undefined || isLarge(query, periods, ids?.ids)));
	const parts = sum(Object.values(reportPartsOf(report)).map(({ length }) => length));
	const rows = Math.ceil(expectedReportRows(query, [...periods, ...previous], ids?.ids));
	const before = looksBefore(query);
	if (!isPrepared) {
		const calls = before + Math.max(parts, Math.ceil(rows / DIRECT_PAGE));
		const minutes = Math.ceil((calls * SECONDS_A_CALL) / 60);
		return { way: 'direct', rows, runs: 0, calls, points: calls, minutes };
	}
	const minutes = 1 + Math.ceil(rows / ROWS_A_MINUTE);
	const reads = before + Math.max(parts, Math.ceil(rows / RUN_PAGE)) + parts * minutes * LOOKS_A_MINUTE;
	return { way: 'prepared', rows, runs: parts, calls: reads + parts, points: reads + parts * START_POINTS, minutes };
}

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** One sentence for people. */
export function costSentence({ way, runs, calls, points, minutes }: ReportCost): string {
	const wayInWords = way === 'direct' ? 'Meta answers at once' : `Meta prepares it in ${countOf(runs, 'run')}`;
	return `${wayInWords}: about ${countOf(calls, 'call')}, ${countOf(points, 'point')} and ${countOf(minutes, 'minute')}.`;
}

/** The estimate as a row of its own. */
export const costRow = ({ id, name }: AccountFacts, cost: ReportCost): IDataObject => ({
	account_id: id.replace(/^act_/, ''),
	account_name: name,
	estimate: costSentence(cost),
	...cost,
});

/** Ad accounts that a report works on at once. */
const ACCOUNTS_AT_ONCE = 3;

/**
 * All accounts of a report together, whose insights count against one limit of the app (Marketing API, Insights: "Rate
 * limiting"). One that could not be estimated adds nothing.
 *
 * @param rows of `costRow`
 */
export function totalCostRow(rows: readonly IDataObject[]): IDataObject {
	const total = (column: string): number => sumBy(rows, (row) => Number(row[column] ?? 0));
	const [runs, calls, points] = [total('runs'), total('calls'), total('points')];
	const minutes = Math.ceil(total('minutes') / ACCOUNTS_AT_ONCE);
	const way = runs > 0 ? 'prepared' : 'direct';
	const cost: ReportCost = { way, rows: total('rows'), runs, calls, points, minutes };
	return {
		account_id: null,
		account_name: `All ${countOf(rows.length, 'ad account')}`,
		estimate: costSentence(cost),
		...cost,
	};
}
