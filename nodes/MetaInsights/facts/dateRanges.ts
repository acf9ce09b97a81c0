import { DateTime } from 'luxon';

import { daysAgo, addDays, daysBetween } from '../../shared/accountTime';
import { HOUR_MS } from '../../shared/durations';

/** Days of the ad account's calendar, `2026-05-12`; both belong to the period. */
export interface ReportPeriod {
	readonly since: string;
	readonly until: string;
}

export type WeekStart = 'monday' | 'sunday';

/** The named ranges of the form. `settling` are the days whose numbers Meta may still change, and the one that has just become final. */
export const rangeNames = [
	'today',
	'yesterday',
	'lastDays',
	'last7Days',
	'last14Days',
	'last28Days',
	'last30Days',
	'last90Days',
	'settling',
	'thisWeek',
	'lastWeek',
	'thisMonth',
	'lastMonth',
	'thisQuarter',
	'lastQuarter',
	'thisYear',
	'lastYear',
	'maximum',
] as const;

export type RangeName = (typeof rangeNames)[number];

/**
 * What a range is made of, so that the period before it can be of the same kind. The kind `dates` means two days
 * somebody typed, which can be whole months.
 */
export type CalendarUnit = 'day' | 'dates' | 'week' | 'month' | 'quarter' | 'year';

export interface NamedRange {
	readonly name: RangeName;
	/** For `lastDays`. */
	readonly days?: number;
	/** How many days ago the last of `lastDays` is; 1 is yesterday. */
	readonly endDaysAgo?: number;
	/** Whether ranges of last days, `settling` and `maximum` end today instead of yesterday. */
	readonly includeToday?: boolean;
	readonly weekStart?: WeekStart;
}

/** “Insights do not change after 28 days of being reported” (Marketing API, Insights, "Best practices"). */
const SETTLED_AFTER_DAYS = 28;

/** Meta keeps 37 months; a start before that is error 3018. */
const KEPT_MONTHS = 37;

export const atDay = (day: string): DateTime => DateTime.fromISO(day, { zone: 'utc' });

const isoDay = (date: DateTime): string => date.toFormat('yyyy-MM-dd');

/** Whole days in a period, its last one included. */
export const lengthOf = ({ since, until }: ReportPeriod): number => daysBetween(since, until) + 1;

/**
 * The day some months before. Where that month is too short to have it, it is the 1st of the next one, as Meta counts
 * (airbytehq/airbyte, validate_start_date).
 */
function monthsBack(day: string, count: number): string {
	const back = atDay(day).minus({ months: count });
	return isoDay(back.day === atDay(day).day ? back : back.plus({ days: 1 }));
}

/**
 * The first day Meta still answers for, of what it keeps for some months. Nobody says in which time zone it looks at the
 * calendar: where that is a day ahead, the first day is the one of tomorrow.
 */
export const firstDayKept = (today: string, count: number): string => monthsBack(addDays(today, 1), count);

export const earliestDay = (today: string): string => firstDayKept(today, KEPT_MONTHS);

export function startOfWeek(day: string, weekStart: WeekStart): string {
	const { weekday } = atDay(day); // 1 is Monday, 7 Sunday
	return addDays(day, -(weekStart === 'monday' ? weekday - 1 : weekday % 7));
}

const startOf = (day: string, unit: 'month' | 'quarter' | 'year'): string => isoDay(atDay(day).startOf(unit));

/** From the start of the unit `back` units ago, to its end or, for the present one, to today. */
function calendar(today: string, unit: 'month' | 'quarter' | 'year', back: 0 | 1): ReportPeriod {
	const since = startOf(today, unit);
	if (back === 0) return { since, until: today };
	const until = addDays(since, -1);
	return { since: startOf(until, unit), until };
}

function week(today: string, weekStart: WeekStart, back: 0 | 1): ReportPeriod {
	const since = startOfWeek(today, weekStart);
	return back === 0 ? { since, until: today } : { since: addDays(since, -7), until: addDays(since, -1) };
}

function lastDays(today: string, days: number, endDaysAgo: number): ReportPeriod {
	const until = addDays(today, -endDaysAgo);
	return { since: addDays(until, 1 - days), until };
}

/** A started report is worked on for days, and what has to be asked for again must still be within what Meta keeps then. */
const DAYS_TO_SPARE = 3;

/** A number of days that the form names. */
const lastOfThem =
	(days: number): ((today: string, range: Pick<NamedRange, 'includeToday'>) => ReportPeriod) =>
	(today, { includeToday }) =>
		lastDays(today, days, includeToday ? 0 : 1);

const namedRanges: Record<RangeName, (today: string, range: Required<Omit<NamedRange, 'name'>>) => ReportPeriod> = {
	today: (today) => ({ since: today, until: today }),
	yesterday: (today) => lastDays(today, 1, 1),
	lastDays: (today, { days, includeToday, endDaysAgo }) => lastDays(today, days, includeToday ? 0 : endDaysAgo),
	last7Days: lastOfThem(7),
	last14Days: lastOfThem(14),
	last28Days: lastOfThem(28),
	last30Days: lastOfThem(30),
	last90Days: lastOfThem(90),
	// One day more than Meta still changes: each row is read once more when it is final, so that a table says so.
	settling: (today, { includeToday }) => ({
		since: addDays(today, -SETTLED_AFTER_DAYS - 1),
		until: includeToday ? today : addDays(today, -1),
	}),
	thisWeek: (today, { weekStart }) => week(today, weekStart, 0),
	lastWeek: (today, { weekStart }) => week(today, weekStart, 1),
	thisMonth: (today) => calendar(today, 'month', 0),
	lastMonth: (today) => calendar(today, 'month', 1),
	thisQuarter: (today) => calendar(today, 'quarter', 0),
	lastQuarter: (today) => calendar(today, 'quarter', 1),
	thisYear: (today) => calendar(today, 'year', 0),
	lastYear: (today) => calendar(today, 'year', 1),
	maximum: (today, { includeToday }) => ({
		since: addDays(earliestDay(today), DAYS_TO_SPARE),
		until: includeToday ? today : addDays(today, -1),
	}),
};

/**
 * A named range as days of the account's calendar. Meta's own presets are never sent. They would be read on another day
 * than ours around midnight, and a retry after midnight would mix two days.
 *
 * @param zone the account's `timezone_name`
 * @param now the instant, in ms
 */
export function periodOf(
	{ name, days = 7, endDaysAgo = 1, includeToday = false, weekStart = 'monday' }: NamedRange,
	zone: string,
	now: number,
): ReportPeriod {
	return namedRanges[name](daysAgo(0, zone, now), { days, endDaysAgo, includeToday, weekStart });
}

/** The calendar unit a named range stands for, if any. */
export const calendarUnitOf = (name: RangeName): CalendarUnit =>
	(/Week$/.test(name) && 'week') ||
	(/Month$/.test(name) && 'month') ||
	(/Quarter$/.test(name) && 'quarter') ||
	(/Year$/.test(name) && 'year') ||
	'day';

const months: Partial<Record<CalendarUnit, number>> = { month: 1, quarter: 3, year: 12 };

const isMonthStart = (day: string): boolean => atDay(day).day === 1;
const isMonthEnd = (day: string): boolean => isMonthStart(addDays(day, 1));

export const isWholeMonths = ({ since, until }: ReportPeriod): boolean => isMonthStart(since) && isMonthEnd(until);

/** A day some months earlier; the last of a month stays the last. */
function monthsBefore(day: string, count: number): string {
	const earlier = atDay(day).minus({ months: count });
	return isoDay(isMonthEnd(day) && !isMonthStart(day) ? earlier.endOf('month') : earlier);
}

/**
 * The period to compare with: of the same length right before. For weeks, months, quarters and years it is the same
 * days of the unit before (1–10 May with 1–10 April). Whole months typed as dates count as months too; a number of days
 * that happens to be a month does not.
 */
export function previousPeriod(period: ReportPeriod, unit: CalendarUnit): ReportPeriod {
	const { since, until } = period;
	const length = lengthOf(period);
	if (unit === 'week') return { since: addDays(since, -7), until: addDays(until, -7) };
	const wholeMonths = unit !== 'day' && isWholeMonths(period);
	const monthsBetween =
		Math.round(atDay(until).startOf('month').diff(atDay(since).startOf('month'), 'months').months) + 1;
	const count = wholeMonths || unit === 'month' ? Math.max(monthsBetween, months[unit] ?? 1) : (months[unit] ?? 0);
	if (count === 0) return { since: addDays(since, -length), until: addDays(since, -1) };
	const untilBefore = wholeMonths ? monthsBefore(until, count) : isoDay(atDay(until).minus({ months: count }));
	const sinceBefore = monthsBefore(since, count);
	// The 30th of November alone: it is the last of its month, and the 31st of October comes after its own day there.
	return { since: sinceBefore > untilBefore ? untilBefore : sinceBefore, until: untilBefore };
}

/** Fifty-two weeks: the same weekdays. */
export const YEAR_OF_WEEKS = 364;

/** The same dates a year earlier; whole months stay whole, 29 February becomes the 28th. */
export function yearBefore(period: ReportPeriod): ReportPeriod {
	const [since, until] = [period.since, period.until].map((day) => atDay(day).minus({ years: 1 })) as [
		DateTime,
		DateTime,
	];
	return { since: isoDay(since), until: isoDay(isWholeMonths(period) ? until.endOf('month') : until) };
}

/** Hours after the account's midnight until a day counts as complete: reports of 3 a.m. hold nearly all of it (field). */
const COMPLETE_AFTER_HOURS = 3;

/** The last day that `isDayComplete` says is complete. */
export const lastCompleteDay = (zone: string, now: number): string =>
	daysAgo(1, zone, now - COMPLETE_AFTER_HOURS * HOUR_MS);

/** Whether the period's last day is over. */
export const isDayOver = (until: string, zone: string, now: number): boolean => until < daysAgo(0, zone, now);

/** Whether the period's last day is over, and its late arrivals are in. */
export const isDayComplete = (until: string, zone: string, now: number): boolean =>
	until < daysAgo(0, zone, now - COMPLETE_AFTER_HOURS * HOUR_MS);

/** Whether Meta no longer changes the numbers of the period's last day. */
export const isSettled = (until: string, zone: string, now: number): boolean =>
	until < daysAgo(SETTLED_AFTER_DAYS, zone, now);
