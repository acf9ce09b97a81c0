import { isWholeMonths, type CalendarUnit, type Period } from './dateRanges';

/** Days to come have no numbers. They would only make the period before longer, and be named for clearing. */
export const untilToday = (ranges: readonly Period[], today: string): Period[] => ranges.map(({ since, until }) => ({ since, until: until > today ? today : until }));

/** Dates that mean whole months still do when the last of them is not over: its days so far belong beside the same days before. */
export const unitOfDates = (typed: Period, today: string): CalendarUnit => (typed.until > today && isWholeMonths(typed) ? 'month' : 'dates');

/** What people should know of days that are not over. */
export function remarksOnOpenDays(typed: readonly Period[], today: string, isCompared: boolean): string[] {
	const latest = typed[typed.length - 1].until;
	return [
		...(latest > today ? [`The Date Range ends in the future, on ${latest}: the report ends today, ${today}.`] : []),
		...(isCompared && latest >= today ? [`Today, ${today}, is not over: what there is of it so far is compared with a whole day. Compare with care, or leave today out.`] : []),
	];
}
