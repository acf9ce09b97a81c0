import { needsAsync } from '../breakdowns/directAnswers';
import { breakdown } from '../breakdowns/table';
import type { ReportPeriod } from '../facts/dateRanges';
import { chunkCount, dividePeriod } from '../facts/increments';
import type { ReportLevel } from '../facts/levels';
import type { ReportPart, ReportQuery } from '../facts/query';
import { isScarce, type ResolvedReport } from '../form/resolvedReport';
import { MOST_LANES } from './lanes';
import { divideIds } from './parts/split';

/** Rows one object gets for one chunk of time by a breakdown, where the table does not say. */
const USUAL_ROWS = 2;

/** Objects of a level that delivered, for an account of usual size. */
const OBJECTS: Record<ReportLevel, number> = { account: 1, campaign: 10, adset: 30, ad: 100 };

/** How many rows to expect, within an order of magnitude: enough to choose the way. */
export function expectedReportRows(
	query: Pick<ReportQuery, 'breakdowns' | 'increment' | 'level' | 'nodeLevel'>,
	periods: readonly ReportPeriod[],
	ids?: readonly string[],
): number {
	const chunks = periods.reduce((sum, period) => sum + chunkCount(period, query.increment), 0);
	const objects = query.level === query.nodeLevel ? 1 : (ids?.length ?? OBJECTS[query.level]);
	return (
		chunks * objects * query.breakdowns.reduce((product, name) => product * (breakdown(name).rows ?? USUAL_ROWS), 1)
	);
}

/** From here on a direct answer mostly ends in “reduce the amount of data", and a run at Meta is asked for at once. */
const LARGE = 5_000;

/** From here on the rows of several runs are handed over side by side: one run's pages come one after the other. */
const VERY_LARGE = 20_000;

/** Whether to let Meta prepare the report instead of asking for it directly. */
export const isLarge = (query: ReportQuery, periods: readonly ReportPeriod[], ids?: readonly string[]): boolean =>
	needsAsync(query.breakdowns) || expectedReportRows(query, periods, ids) > LARGE;

/** The parts to begin with: a period each, cut where that lets pages be read side by side. */
export function firstParts(
	query: ReportQuery,
	periods: readonly ReportPeriod[],
	ids: { readonly level: ReportLevel; readonly ids: readonly string[] } | undefined,
	divide: (period: ReportPeriod, count: number) => readonly ReportPeriod[],
): ReportPart[] {
	const some = ids === undefined ? [undefined] : divideIds(ids.ids, 1).map((list) => ({ level: ids.level, ids: list }));
	const pieces = expectedReportRows(query, periods, ids?.ids) > VERY_LARGE ? Math.ceil(MOST_LANES / periods.length) : 1;
	return periods
		.flatMap((period) => divide(period, pieces))
		.flatMap((period) => some.map((list) => ({ period, fields: query.fields, ...(list ? { ids: list } : {}) })));
}

/** Parts to begin with, of the report and of the period before. */
export function reportPartsOf(report: ResolvedReport): { now: ReportPart[]; before: ReportPart[] } {
	const divide = (period: ReportPeriod, count: number) =>
		// None of ten reports a day is spent on speed.
		isScarce(report) ? [period] : dividePeriod(period, report.query.increment, count);
	const parts = (periods: readonly ReportPeriod[]) =>
		periods.length === 0 ? [] : firstParts(report.query, periods, report.ids, divide);
	return { now: parts(report.periods), before: parts(report.previous) };
}
