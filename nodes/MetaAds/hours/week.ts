import type { DateTime } from 'luxon';

import { clock, daysInWords } from './weekFields';

/** Hours of the week, as a row of the form says them. */
export interface Hours {
	/** On which they begin, as Meta numbers days: 0 is Sunday. */
	readonly days: readonly number[];
	/** Minutes since midnight; where `to` is not after `from`, they end on the next day. */
	readonly from: number;
	readonly to: number;
}

/**
 * Whether one of the rows holds at that moment, by what the clock on the wall shows: an hour that a change of clocks
 * leaves out has none of it, and one that comes twice counts twice.
 *
 * @param local the moment by the ad account's clock
 */
export function isWithin(rows: readonly Hours[], local: DateTime): boolean {
	const minute = local.hour * 60 + local.minute;
	const today = local.weekday % 7;
	const yesterday = (today + 6) % 7;
	return rows.some(({ days, from, to }) => {
		if (from < to) return days.includes(today) && minute >= from && minute < to;
		return (days.includes(today) && minute >= from) || (days.includes(yesterday) && minute < to);
	});
}

/** "Mon, Tue 08:00–20:00; Sat 22:00–06:00". */
export const inWords = (rows: readonly Hours[]): string =>
	rows.map(({ days, from, to }) => `${daysInWords(days)} ${clock(from)}–${clock(to)}`).join('; ');
