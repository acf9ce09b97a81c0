import { unlinked } from '../../../meta/unlinked';
import { lengthOf, type ReportPeriod } from '../../facts/dateRanges';
import type { Words } from './words';

/** What the days of a row are: its time increment, which no column tells. */
export type Grain = 'Day' | 'Week' | 'Month' | 'Period';

const DAYS_OF_WEEK = 7;
const SHORTEST_MONTH = 28;

const monthOf = (day: string): string => day.slice(0, 7);
const isMonth = (period: ReportPeriod): boolean => monthOf(period.since) === monthOf(period.until);

/** Told from the rows' own days, in order. The ends of a report can cut its first and its last row short. */
export function grainOf(periods: readonly ReportPeriod[]): Grain {
	const lengths = periods.map(lengthOf);
	const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
	if (longest === 1) return 'Day';
	if (longest === DAYS_OF_WEEK && lengths.slice(1, -1).every((length) => length === DAYS_OF_WEEK)) return 'Week';
	const months = new Set(periods.map(({ since }) => monthOf(since)));
	return longest >= SHORTEST_MONTH && months.size === periods.length && periods.every(isMonth) ? 'Month' : 'Period';
}

/** The days of a line as its name: the year is in the head of the report, unless there are several. */
export const nameOf = (
	{ name, days }: { readonly name: string; readonly days: ReportPeriod | null },
	{ since, until }: { readonly since: string | null; readonly until: string | null },
	words: Words,
): string => (days === null ? unlinked(name) : words.period(days, since?.slice(0, 4) !== until?.slice(0, 4)));
