import type { DayFigures, RotationSettings } from './rotation';

export interface Totals {
	readonly spend: number;
	readonly impressions: number;
	readonly results: number;
	/** Results that the same spend (or impressions) would have brought exactly at the target: the yardstick of both goals. */
	readonly expected: number;
}

export interface Day extends Totals {
	readonly date: string;
}

/** What is known of one ad. */
export interface AdRecord {
	/** Days whose results are complete, oldest first. */
	readonly days: readonly Day[];
	/** Sums of those days. */
	readonly counted: Totals;
	/** Sums of later days: they never speak against an ad, but their results speak for it. */
	readonly recent: Totals;
	/** First day of the last run of days with impressions, recent ones included; null without any. */
	readonly runningSince: string | null;
	readonly lastDelivery: string | null;
}

const DAY = 86_400_000;

/** On the calendar, where every day has one name and follows the day before. */
export const dayBefore = (date: string, days: number): string => new Date(Date.parse(date) - days * DAY).toISOString().slice(0, 10);

/** The last day that counts: today never does, nor do the days whose results still come in. */
export const lastCountedDay = (today: string, { lagDays }: RotationSettings): string => dayBefore(today, 1 + lagDays);

const expectedOf = ({ spend, impressions }: DayFigures, { goal }: RotationSettings): number =>
	goal.kind === 'cost' ? spend / goal.target : impressions * goal.target;

export function totals(days: readonly Totals[]): Totals {
	const sum = (name: keyof Totals): number => days.reduce((total, day) => total + day[name], 0);
	return { spend: sum('spend'), impressions: sum('impressions'), results: sum('results'), expected: sum('expected') };
}

/** @param rows of one ad, at most one a day, in any order */
export function recordOf(rows: readonly DayFigures[], settings: RotationSettings, today: string): AdRecord {
	const end = lastCountedDay(today, settings);
	const days = rows
		.filter(({ date }) => date <= today)
		.map(({ date, spend, impressions, results, ...row }): Day => ({ date, spend, impressions, results, expected: expectedOf({ date, spend, impressions, results, ...row }, settings) }))
		.sort((one, other) => (one.date < other.date ? -1 : 1));
	const counted = days.filter(({ date }) => date <= end);
	const delivered = days.filter(({ impressions }) => impressions > 0).map(({ date }) => date);
	return {
		days: counted,
		counted: totals(counted),
		recent: totals(days.filter(({ date }) => date > end)),
		runningSince: startOfLastRun(delivered),
		lastDelivery: delivered.at(-1) ?? null,
	};
}

function startOfLastRun(dates: readonly string[]): string | null {
	let start = dates.at(-1) ?? null;
	for (let index = dates.length - 2; index >= 0 && start !== null && dates[index] === dayBefore(start, 1); index--) start = dates[index];
	return start;
}
