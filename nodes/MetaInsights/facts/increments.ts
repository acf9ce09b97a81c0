import { atDay, lengthOf, startOfWeek, yearBefore, type ReportPeriod, type WeekStart } from './dateRanges';
import { flatOf, type Some } from './some';
import { addDays } from '../../shared/accountTime';

/**
 * Days a row covers: the whole period, a number of days counted from its start, or a calendar week or month. Weeks are on the
 * calendar because periods are cut there (`alignToWeeks`): Meta only knows seven days.
 */
export type Increment = 'total' | 'month' | 'week' | number;

const DAYS_OF_WEEK = 7;

const daysIn = (increment: number | 'week'): number => (increment === 'week' ? DAYS_OF_WEEK : increment);

/** As Meta writes it (`time_increment`: 1–90, `monthly` or `all_days`). */
export const timeIncrement = (increment: Increment): string | number =>
	increment === 'total' ? 'all_days' : increment === 'month' ? 'monthly' : daysIn(increment);

/** First days of the chunks inside the period, its own first day left out: the only days at which it may be cut. */
export function cutsOf({ since, until }: ReportPeriod, increment: Increment): string[] {
	if (increment === 'total') return [];
	const next = (day: string): string =>
		increment === 'month'
			? atDay(day).startOf('month').plus({ months: 1 }).toFormat('yyyy-MM-dd')
			: addDays(day, daysIn(increment));
	const cuts: string[] = [];
	for (let day = next(since); day <= until; day = next(day)) cuts.push(day);
	return cuts;
}

/** How many rows an object gets for the period. */
export const chunkCount = (period: ReportPeriod, increment: Increment): number => cutsOf(period, increment).length + 1;

/** A period in parts, of which all but the first begin on these days. */
function cutAt({ since, until }: ReportPeriod, days: readonly string[]): Some<ReportPeriod> {
	const endBefore = (next: string | undefined): string => (next === undefined ? until : addDays(next, -1));
	const later = days.map((day, index): ReportPeriod => ({ since: day, until: endBefore(days[index + 1]) }));
	return [{ since, until: endBefore(days[0]) }, ...later];
}

/** The rows Meta makes of a period. */
export const reportChunksOf = (period: ReportPeriod, increment: Increment): Some<ReportPeriod> =>
	cutAt(period, cutsOf(period, increment));

/** Chunks of a report and of the periods it is compared with; the n-th of one belongs to the n-th of the other. */
export interface FacingChunks {
	readonly now: readonly ReportPeriod[];
	readonly before: readonly ReportPeriod[];
}

const isLeapDay = ({ since }: ReportPeriod): boolean => since.endsWith('-02-29');

/** Days of two years that are not equally long: a 29 February has no day to meet, and moves none after it. */
const isByDate = (
	periods: readonly ReportPeriod[],
	previous: readonly ReportPeriod[],
	increment: Increment,
): boolean => {
	const [now, before] = [periods[0], previous[0]];
	if (increment !== 1 || periods.length !== 1 || now === undefined || before === undefined) return false;
	const { since, until } = yearBefore(now);
	return since === before.since && until === before.until && lengthOf(now) !== lengthOf(before);
};

export function facingChunks(
	periods: Some<ReportPeriod>,
	previous: readonly ReportPeriod[],
	increment: Increment,
): FacingChunks {
	const chunks = (period: ReportPeriod): Some<ReportPeriod> => reportChunksOf(period, increment);
	const [now, before] = [flatOf(periods, chunks), previous.flatMap(chunks)];
	if (!isByDate(periods, previous, increment)) return { now, before };
	return { now: now.filter((day) => !isLeapDay(day)), before: before.filter((day) => !isLeapDay(day)) };
}

/** Cuts a period into about `count` parts of whole chunks; fewer where it has not as many, one for Total. */
export function dividePeriod(period: ReportPeriod, increment: Increment, count: number): Some<ReportPeriod> {
	const cuts = cutsOf(period, increment);
	const parts = Math.min(count, cuts.length + 1);
	const cutPlaces = new Set(
		Array.from({ length: parts - 1 }, (_, index) => Math.round(((index + 1) * (cuts.length + 1)) / parts) - 1),
	);
	return cutAt(
		period,
		cuts.filter((_, index) => cutPlaces.has(index)),
	);
}

/**
 * A range as periods whose chunks lie on the calendar. Meta counts weeks from the range's first day, so a week would
 * begin on another day with every run. The days before the first whole week become a period of their own.
 */
export function alignToWeeks(period: ReportPeriod, weekStart: WeekStart): Some<ReportPeriod> {
	const first = startOfWeek(period.since, weekStart);
	if (first === period.since) return [period];
	const next = addDays(first, 7);
	return next > period.until ? [period] : cutAt(period, [next]);
}

/** Whether any two periods share a day. */
export const overlap = (periods: readonly ReportPeriod[]): boolean => {
	const sortedPeriods = [...periods].sort((one, other) => one.since.localeCompare(other.since));
	return sortedPeriods.some(({ since }, index) => {
		const before = sortedPeriods[index - 1];
		return before !== undefined && since <= before.until;
	});
};

/** Periods, which come in order, as blocks of days without a gap between them. */
export function dayBlocks(periods: readonly ReportPeriod[]): ReportPeriod[] {
	const blocks: ReportPeriod[] = [];
	for (const { since, until } of periods) {
		const last = blocks[blocks.length - 1];
		if (last !== undefined && since === addDays(last.until, 1))
			blocks[blocks.length - 1] = { since: last.since, until };
		else blocks.push({ since, until });
	}
	return blocks;
}
