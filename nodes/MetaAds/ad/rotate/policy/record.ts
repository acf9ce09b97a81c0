import { findLastIndex } from 'lodash';

import { isUnknownEvidence } from '../../../../meta/evidence/known';
import type { AdDayFigures, RotatedAd, RotationSettings } from './rotation';
import { DAY_MS } from '../../../../shared/durations';
import { addDays } from '../../../../shared/accountTime';

export interface AdTotals {
	readonly spend: number;
	readonly impressions: number;
	readonly results: number;
	/** Results that the same spend (or impressions) would have brought exactly at the target: the yardstick of both goals. */
	readonly expected: number;
}

export interface Day extends AdTotals {
	readonly date: string;
}

/** What the days of the whole group tell of the count, which no ad's own can. */
export interface GroupDays {
	/** The first and the last day that can count. */
	readonly first: string;
	readonly last: string;
	/** Days that do not count against an ad: the count seems to have stood still or changed. */
	readonly out: ReadonlySet<string>;
	/** Why nothing is judged now; null where nothing speaks against the count. */
	readonly sentence: string | null;
	/** How much a day's level varies, beside chance. */
	readonly dayVariance: number;
}

/** What is known of one ad. */
export interface AdRecord {
	/** Days that count, oldest first: their results are complete, they are not too old, and the count can be trusted. */
	readonly days: readonly Day[];
	/** Sums of those days. */
	readonly counted: AdTotals;
	/** Sums of all other days: they never speak against an ad, but their results speak for it. */
	readonly aside: AdTotals;
	/** How much a day's level varies in its group, beside chance. */
	readonly dayVariance: number;
	/** Why its results are not known, in words; null where all are. Then it is not judged, whatever is known. */
	readonly unknown: string | null;
	/** The first day young enough to count, if there are days before it. */
	readonly cutBefore: string | null;
	/** What is told of it: all days from there on whose results are complete, silent ones included. */
	readonly shownTotals: Pick<AdTotals, 'spend' | 'impressions'> & { readonly results: number | null };
	/** First day of the last run of days with impressions, recent ones included; null without any. */
	readonly runningSince: string | null;
	/** The same, and a break as short as a weekend does not count. */
	readonly settledSince: string | null;
	readonly lastDelivery: string | null;
}

/** What is known of an ad of the group. @throws RangeError for any other */
export type RecordFor = (ad: RotatedAd) => AdRecord;

/**
 * Days that can speak against an ad. Meta corrects a day for 28 days, and a recipe's report has as many. What an ad did
 * before says little about what it does now.
 */
const COUNTED_DAYS = 28;

/** A schedule that leaves out a long weekend ends no run. An ad that was paused for longer begins a new one. */
const SHORT_BREAK_DAYS = 3;

/** The last day that counts: today never does, nor do the days whose results still come in. */
export const lastCountedDay = (today: string, { lagDays }: RotationSettings): string => addDays(today, -1 - lagDays);

export const firstCountedDay = (today: string, { lagDays }: RotationSettings): string =>
	addDays(today, -lagDays - COUNTED_DAYS);

export const expectedOf = ({ spend, impressions }: AdDayFigures, { goal }: RotationSettings): number =>
	goal.kind === 'cost' ? spend / goal.target : impressions * goal.target;

const sumOf = <Name extends string>(list: ReadonlyArray<Readonly<Record<Name, number>>>, name: Name): number =>
	list.reduce((total, one) => total + one[name], 0);

export function totals(days: readonly AdTotals[]): AdTotals {
	let [spend, impressions, results, expected] = [0, 0, 0, 0];
	for (const day of days) {
		spend += day.spend;
		impressions += day.impressions;
		results += day.results;
		expected += day.expected;
	}
	return { spend, impressions, results, expected };
}

/**
 * @param rows of one ad, at most one a day, in any order
 * @param group its days on which the count cannot be trusted, and how uneven they are
 */
export function adRecordOf(
	rows: readonly AdDayFigures[],
	settings: RotationSettings,
	today: string,
	{ first, last, out, dayVariance }: GroupDays,
): AdRecord {
	const past = rows.filter(({ date }) => date <= today).sort((one, other) => (one.date < other.date ? -1 : 1));
	const days: Day[] = [];
	for (const row of past) {
		const { date, spend, impressions, results } = row;
		if (!isUnknownEvidence(results))
			days.push({ date, spend, impressions, results, expected: expectedOf(row, settings) });
	}
	const inTime = ({ date }: { date: string }): boolean => date >= first && date <= last;
	const counts = (day: Day): boolean => inTime(day) && !out.has(day.date);
	const countedDays = days.filter(counts);
	const unknown = whyUnknown(past);
	const toldDays = past.filter(inTime);
	const deliveryDates = past.filter(({ impressions }) => impressions > 0).map(({ date }) => date);
	const startOfRun = startsOfRuns(deliveryDates);
	return {
		days: countedDays,
		counted: totals(countedDays),
		aside: totals(days.filter((day) => !counts(day))),
		dayVariance,
		unknown,
		cutBefore: past.some(({ date }) => date < first) ? first : null,
		shownTotals: {
			spend: sumOf(toldDays, 'spend'),
			impressions: sumOf(toldDays, 'impressions'),
			results: unknown === null ? totals(days.filter(inTime)).results : null,
		},
		runningSince: startOfRun(0),
		settledSince: startOfRun(SHORT_BREAK_DAYS),
		lastDelivery: deliveryDates.at(-1) ?? null,
	};
}

function whyUnknown(rows: readonly AdDayFigures[]): string | null {
	const unknown = rows.flatMap(({ date, results }) =>
		isUnknownEvidence(results) ? [{ date, why: results.unknown }] : [],
	);
	const [first] = unknown;
	if (first === undefined) return null;
	const days = unknown.length === 1 ? 'one day are unknown, ' : `${unknown.length} days are unknown, first of `;
	return `its results of ${days}${first.date}: ${first.why}`;
}

/** Finds the first day of the last run, where so many days without any do not end one. */
function startsOfRuns(dates: readonly string[]): (breakDays: number) => string | null {
	const times = dates.map((date) => Date.parse(date));
	const steps = times.map((at, index) => at - (times[index - 1] ?? at));
	return (breakDays) => {
		const start = findLastIndex(steps, (step) => step > (breakDays + 1) * DAY_MS);
		return dates[Math.max(0, start)] ?? null;
	};
}
