import { Lanes } from '../../../../nodes/MetaInsights/read/lanes.ts';
import type { ReportPeriod } from '../../../../nodes/MetaInsights/facts/dateRanges.ts';
import type { OnIncomplete } from '../../../../nodes/MetaInsights/read/parts/lostPart.ts';
import { firstParts } from '../../../../nodes/MetaInsights/read/firstParts.ts';
import { dividePeriod, type Increment } from '../../../../nodes/MetaInsights/facts/increments.ts';
import type { ReportPart, ReportQuery } from '../../../../nodes/MetaInsights/facts/query.ts';
import type { Strategy } from '../../../../nodes/MetaInsights/read/parts/recovery.ts';
import { ReportReader } from '../../../../nodes/MetaInsights/read/reportReader.ts';
import { gatherPages, reportPages, type PartRows } from '../../../../nodes/MetaInsights/read/reportPages.ts';
import { ReportFetcher } from '../../../../nodes/MetaInsights/read/reportFetcher.ts';
import { FakeInsights, tree, type Asked, type FakeAd, type FakeOptions } from './fakeInsights.mts';
import { identityFields, type ReportLevel } from '../../../../nodes/MetaInsights/facts/levels.ts';

export const METRICS = ['spend', 'impressions', 'clicks', 'actions'];

export interface Case {
	readonly ads?: readonly FakeAd[];
	readonly level?: ReportLevel;
	readonly period?: ReportPeriod;
	readonly increment?: Increment;
	readonly breakdowns?: readonly string[];
	readonly metrics?: readonly string[];
	readonly strategy?: Strategy;
	readonly large?: boolean;
	readonly onIncomplete?: OnIncomplete;
	readonly filtering?: ReportQuery['filtering'];
	/** A list of IDs the report is on. */
	readonly ids?: ReportPart['ids'];
	readonly fake?: Omit<FakeOptions, 'ads'>;
	readonly minutes?: number;
	/** Rows to read in order, not more. */
	readonly limit?: number;
	/** Gets hold of Meta before the report begins, for those that fail. */
	readonly onFake?: (fake: FakeInsights) => void;
}

export const week: ReportPeriod = { since: '2026-11-02', until: '2026-11-08' };
export const ads = tree([[2, 1], [3]]);

export function queryOf({
	level = 'ad',
	increment = 1,
	breakdowns = [],
	metrics = METRICS,
	filtering = [],
}: Case): ReportQuery {
	const fields = [...identityFields(level), 'account_currency', ...metrics];
	return {
		account: 'act_1',
		node: 'act_1',
		nodeLevel: 'account',
		level,
		fields,
		breakdowns,
		actionBreakdowns: [],
		windows: [],
		increment,
		filtering,
	};
}

const idFilter = ({ ids }: Case): ReportQuery['filtering'] =>
	ids === undefined ? [] : [{ field: `${ids.level}.id`, operator: 'IN', value: ids.ids }];

export async function report(one: Case) {
	const query = queryOf(one);
	const fake = new FakeInsights({ ads: one.ads ?? ads, ...one.fake });
	one.onFake?.(fake);
	const lanes = new Lanes();
	const reader = new ReportReader(fake.client(), query, lanes, '2026-11-25');
	const period = one.period ?? week;
	const run = new ReportFetcher(reader, {
		strategy: one.strategy ?? 'auto',
		onIncomplete: one.onIncomplete ?? 'fail',
		large: one.large ?? false,
		deadline: fake.now() + (one.minutes ?? 900) * 60_000,
		enough: one.limit,
		wait: fake.wait,
		now: fake.now,
	});
	const parts = firstParts(query, [period], one.ids, (range, count) => dividePeriod(range, query.increment, count));
	const pages = reportPages(run, run.begin(parts), one.limit === undefined ? undefined : 1);
	const ended = async (): Promise<void> => {
		await run.end();
		await pages.return();
	};
	const rows = await gatherPages(upTo(pages, one.limit)).finally(ended);
	const whole = fake.rows({ ...query, period, filtering: [...query.filtering, ...idFilter(one)] });
	return { fake, rows, whole, run };
}

/** Pages until there are enough rows; they are left open, as the delivery leaves them. */
async function* upTo(
	pages: AsyncGenerator<PartRows, void, void>,
	limit = Infinity,
): AsyncGenerator<PartRows, void, void> {
	for (let count = 0; count < limit;) {
		const { done, value } = await pages.next();
		if (done || !value) return;
		count += value.rows.length;
		yield value;
	}
}

export const sortedTexts = (rows: readonly unknown[]): string[] =>
	rows.map((row) => JSON.stringify(Object.entries(row as object).sort())).sort();

export const failureOf = async (one: Case): Promise<Error & { kind?: string }> =>
	await report(one).then(
		() => Promise.reject(new Error('came')),
		(failure: Error) => failure,
	);

export const bigger =
	(rows: number) =>
	(asked: Asked, fake?: FakeInsights): boolean =>
		(fake ?? new FakeInsights({ ads })).rows(asked).length > rows;
