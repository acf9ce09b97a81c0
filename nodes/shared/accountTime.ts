import { DateTime, IANAZone } from 'luxon';
import { shortText } from './words';

import { notATime, readText, TimeProblem } from './timeText';
import { DAY_MS, MINUTE_MS, SECOND_MS } from './durations';
import { isInFourDigits, isoDay, plainDay, plainText, twoDigits } from './plainDay';

/**
 * Dates and times as the ad account sees them.
 *
 * Every date in Meta's reports, schedules and budgets is in the ad account's time zone (`timezone_name`), which is
 * neither n8n's nor UTC. A date typed without an offset therefore means the account's wall clock; one with an offset
 * keeps its instant.
 *
 * Two nights a year a wall-clock time does not name one instant. Both cases are decided here, as calendars do
 * (RFC 5545 §3.3.5), instead of by whatever the library does:
 * - in the gap (clocks go forward, 02:30 does not exist) the time counts from before the change: 02:30 becomes 03:30;
 * - in the overlap (clocks go back, 01:30 comes twice) the first of the two is meant.
 */

/** What a date field can deliver: text typed or from an expression, or the date objects n8n's expressions hand out. */
export type TimeInput = string | Date | DateTime;

/**
 * Which moment of the day a date without a time stands for. A field that holds days says `day`: midnight is how dates
 * are written where only times can be. So midnight means that day in its own time zone, even if it is another day then
 * at the account. Any other time is a moment, and so is a plain `Date`, which has no zone of its own.
 */
export type DayEdge = 'start' | 'end' | 'after' | 'day';

/**
 * The instant a date field means, as a DateTime in the account's zone, to the second.
 *
 * @param input a date object, or text: "2026-05-12", "2026-05-12 10:45", "2026-05-12T10:45:01". The same with Z, +02:00
 *   or +0200 is read too
 * @param zone the account's `timezone_name`, e.g. "America/New_York"
 * @param edge for a date without a time: the first second of that day (default and `day`) or its last (`end`). With
 *   `after`, it is the midnight that ends the day
 * @throws TimeProblem
 */
export function toInstant(input: TimeInput, zone: string, edge: DayEdge = 'start'): DateTime {
	const accountZone = findZone(zone);
	const day = edge === 'day' ? ownMidnight(input) : undefined;
	if (day !== undefined) return inZone(resolve(day, accountZone), accountZone);
	if (typeof input !== 'string') return fromObject(input, accountZone);

	const clock = readText(input.trim());
	if (clock.offset !== undefined) return inZone(clock.asUtc - clock.offset * MINUTE_MS, accountZone);
	if (clock.hasClock || (edge !== 'end' && edge !== 'after')) {
		return inZone(resolve(clock.asUtc, accountZone), accountZone);
	}
	return inZone(resolve(clock.asUtc + DAY_MS, accountZone) - (edge === 'end' ? SECOND_MS : 0), accountZone);
}

/**
 * The form Meta itself sends, in the account's zone: "2026-05-12T10:45:01-0700". Fractions of a second are cut off.
 *
 * @param instant ms since 1970, or a date object
 * @throws TimeProblem
 */
export function toGraphTime(instant: number | Date | DateTime, zone: string): string {
	const local = atAccount(instant, zone);
	const offset = Math.abs(local.offset);
	const sign = local.offset < 0 ? '-' : '+';
	const clock = local.startOf('second').toISO({ includeOffset: false, suppressMilliseconds: true });
	return `${clock}${sign}${twoDigits(Math.trunc(offset / 60))}${twoDigits(offset % 60)}`;
}

/**
 * Reads a time as Meta sends it ("2026-05-12T10:45:01-0700"); the result keeps that offset.
 *
 * @throws TimeProblem also when the text has no offset, since nothing then says which instant it is
 */
export function fromGraphTime(text: string): DateTime {
	const { asUtc, offset } = readText(text);
	if (offset === undefined) throw notATime(text);
	return DateTime.fromMillis(asUtc - offset * MINUTE_MS, { zone: offset === 0 ? 'UTC' : fixedZone(offset) });
}

/** Whether it is a day as days are compared here: whatever else names one would stand in no order, or for no day at all. */
export const isDay = (day: unknown): day is string => typeof day === 'string' && Number.isFinite(plainDay(day));

/** The account's calendar day at that instant: "2026-05-12". */
export function accountDay(instant: number | Date | DateTime, zone: string): string {
	return dayText(accountClock(instant, zone));
}

/**
 * The account's calendar day n days before the one at `now` (0 = today, 1 = yesterday): "2026-05-11".
 *
 * Counted on the calendar, so a day of 23 or 25 hours is one day.
 */
export function daysAgo(n: number, zone: string, now: number | Date | DateTime): string {
	return dayText(accountClock(now, zone) - n * DAY_MS);
}

/** The day so many days later, or earlier for a number below zero: “2026-03-01” for “2026-02-27” and 2. */
export function addDays(day: string, days: number): string {
	const later = plainDay(day) + days * DAY_MS;
	return Number.isNaN(later) ? isoDay(DateTime.fromISO(day, { zone: 'utc' }).plus({ days })) : dayText(later);
}

/** Days from one to the other; NaN where one of them is not a date. */
export const daysBetween = (since: string, until: string): number => (plainDay(until) - plainDay(since)) / DAY_MS;

/** Every day from the first to the last. */
export const daysFrom = (first: string, last: string): string[] => {
	const days: string[] = [];
	for (let date = first; date <= last; date = addDays(date, 1)) days.push(date);
	return days;
};

/** The day of a moment of the calendar, given as if its clock were UTC's. */
const dayText = (asUtc: number): string =>
	isInFourDigits(asUtc) ? plainText(asUtc) : isoDay(DateTime.fromMillis(Math.floor(asUtc), { zone: 'utc' }));

/**
 * What the account's clock shows, as if it were UTC's, in ms.
 *
 * @throws TimeProblem
 */
function accountClock(instant: number | Date | DateTime, zone: string): number {
	const accountZone = findZone(zone);
	const millis = finite(instant);
	return millis + accountZone.offset(millis) * MINUTE_MS;
}

/** The instant at which the zone's wall clock shows this time; gap and overlap as decided at the top of this file. */
function resolve(asUtc: number, zone: IANAZone): number {
	// A day on either side lies beyond any change of offset that could touch this wall-clock time.
	const before = asUtc - zone.offset(asUtc - DAY_MS) * MINUTE_MS;
	const after = asUtc - zone.offset(asUtc + DAY_MS) * MINUTE_MS;
	const shows = (instant: number) => instant + zone.offset(instant) * MINUTE_MS === asUtc;
	// Inside an overlap both show the time, and `before` is the first. Inside a gap neither does.
	return shows(before) || !shows(after) ? before : after;
}

/**
 * The day whose midnight this is in its own zone, as if it were UTC, in ms. In some zones a day of the change begins
 * at one o'clock.
 */
function ownMidnight(input: TimeInput): number | undefined {
	if (typeof input === 'string') {
		const { asUtc } = readText(input.trim());
		return asUtc % DAY_MS === 0 ? asUtc : undefined;
	}
	if (!DateTime.isDateTime(input) || input.startOf('day').valueOf() !== input.valueOf()) return undefined;
	return DateTime.utc(input.year, input.month, input.day).toMillis();
}

function fromObject(input: Date | DateTime, zone: IANAZone): DateTime {
	return inZone(finite(input), zone).startOf('second');
}

/** Its ms. @throws TimeProblem also beyond what a date can be */
function finite(input: number | Date | DateTime): number {
	const millis = new Date(input.valueOf()).valueOf();
	if (Number.isFinite(millis)) return millis;
	throw new TimeProblem('notATime', 'The date is not valid.', 'Check the expression that makes it.');
}

function atAccount(instant: number | Date | DateTime, zone: string): DateTime {
	return fromObject(typeof instant === 'number' ? new Date(instant) : instant, findZone(zone));
}

function inZone(millis: number, zone: IANAZone): DateTime {
	return DateTime.fromMillis(millis, { zone });
}

function findZone(name: string): IANAZone {
	// The library keeps its zones and what it found out about them; isValidZone would ask the system each time, which is
	// slow.
	const zone = IANAZone.create(name);
	if (zone.isValid) return zone;
	throw new TimeProblem(
		'unknownZone',
		`The ad account's time zone "${shortText(name)}" is not known here.`,
		'Enter dates with their offset from UTC, e.g. 2026-05-12T10:45:00+02:00, or update n8n.',
	);
}

function fixedZone(minutes: number): string {
	const size = Math.abs(minutes);
	return `UTC${minutes < 0 ? '-' : '+'}${Math.trunc(size / 60)}:${twoDigits(size % 60)}`;
}
