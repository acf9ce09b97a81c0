import { chunkCount } from './increments';
import type { Period } from './dateRanges';
import type { Level } from './fieldSets';
import type { Part, ReportQuery } from './query';
import { divideIds } from './split';
import { MOST_LANES } from './lanes';
import { needsAsync } from './breakdownRules';

/** Rows one object gets for one chunk of time, roughly, by breakdown; others count as two. */
const VALUES: Readonly<Record<string, number>> = {
	age: 7,
	gender: 3,
	country: 10,
	region: 20,
	comscore_market: 100,
	publisher_platform: 4,
	platform_position: 8,
	impression_device: 5,
	device_platform: 3,
	product_id: 50,
	hourly_stats_aggregated_by_advertiser_time_zone: 24,
	hourly_stats_aggregated_by_audience_time_zone: 24,
};

/** Objects of a level that delivered, for an account of usual size. */
const OBJECTS: Record<Level, number> = { account: 1, campaign: 10, adset: 30, ad: 100 };

/** How many rows to expect, within an order of magnitude: enough to choose the way. */
function expectedRows(query: Pick<ReportQuery, 'breakdowns' | 'increment' | 'level' | 'nodeLevel'>, periods: readonly Period[], ids?: readonly string[]): number {
	const chunks = periods.reduce((sum, period) => sum + chunkCount(period, query.increment), 0);
	const objects = query.level === query.nodeLevel ? 1 : (ids?.length ?? OBJECTS[query.level]);
	return chunks * objects * query.breakdowns.reduce((product, name) => product * (VALUES[name] ?? 2), 1);
}

/** From here on a direct answer mostly ends in “reduce the amount of data", and a run at Meta is asked for at once. */
const LARGE = 5_000;

/** From here on the rows of several runs are handed over side by side: one run's pages come one after the other. */
const VERY_LARGE = 20_000;

/** Whether to let Meta prepare the report instead of asking for it directly. */
export const isLarge = (query: ReportQuery, periods: readonly Period[], ids?: readonly string[]): boolean =>
	needsAsync(query.breakdowns) || expectedRows(query, periods, ids) > LARGE;

/** The parts to begin with: a period each, cut where that lets pages be read side by side. */
export function firstParts(query: ReportQuery, periods: readonly Period[], ids: { readonly level: Level; readonly ids: readonly string[] } | undefined, divide: (period: Period, count: number) => readonly Period[]): Part[] {
	const some = ids === undefined ? [undefined] : divideIds(ids.ids, 1).map((list) => ({ level: ids.level, ids: list }));
	const pieces = expectedRows(query, periods, ids?.ids) > VERY_LARGE ? Math.ceil(MOST_LANES / periods.length) : 1;
	return periods.flatMap((period) => divide(period, pieces)).flatMap((period) => some.map((list) => ({ period, fields: query.fields, ...(list ? { ids: list } : {}) })));
}
