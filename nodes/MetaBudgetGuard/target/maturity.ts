import { DateTime } from 'luxon';

import { daysIn, type ReportWindow } from './windows';
import { DAY_MS } from '../../shared/durations';

/** Half a day: a day that has just ended is half a day old on average. */
const HALF = 0.5;

/**
 * How much of a day's results can have come in, from 0 to 1: evenly over the days that conversions need. Most come in
 * sooner (an assumption, on the careful side), so nobody is blamed for results that are still to come.
 *
 * @param age whole days since the day has ended; below 0 for the day that is running
 */
export const shareIn = (age: number, lagDays: number): number =>
	age < 0 ? 0 : Math.min(1, (age + HALF) / (lagDays + HALF));

/** The running day of an account, as days since 1970. */
const todayIn = (zone: string, now: number): number =>
	Date.parse(DateTime.fromMillis(now, { zone }).toFormat('yyyy-MM-dd')) / DAY_MS;

/**
 * The windows with as much of their cost as results can have come in for. The cost that is left is what results were
 * due for by now.
 *
 * @param zone of the account, whose days these are
 * @param now milliseconds since 1970
 */
export function matureWindows<Window extends ReportWindow>(
	windows: readonly Window[],
	lagDays: number,
	zone: string,
	now: number,
): Window[] {
	const today = todayIn(zone, now);
	return windows.map((window) => {
		const [days, last] = [daysIn(window), Date.parse(window.until) / DAY_MS];
		let sum = 0;
		for (let back = 0; back < days; back++) sum += shareIn(today - (last - back) - 1, lagDays);
		return { ...window, cost: (window.cost * sum) / days };
	});
}
