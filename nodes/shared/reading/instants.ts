import { DateTime } from 'luxon';

import { SECOND_MS } from '../durations';
import { readText } from '../timeText';

/**
 * Moments as Meta shows them. They are text with an offset ("2026-05-12T10:45:01-0700"), or seconds since 1970 as a
 * number or as text (audiences, tokens). Every place that needs a moment of Meta's asks here.
 *
 * - None: a field that is absent, null, "", 0 or "0"; the first second of 1970, with which Meta fills a time that never comes.
 * - Unreadable: text without an offset, which names no instant; a date that does not exist; anything structured. Also a
 *   number outside of 2001 to 9999, which is a count, a year or milliseconds.
 */

declare const unit: unique symbol;

/** A moment in milliseconds since 1970. */
export type Milliseconds = number & { readonly [unit]: 'milliseconds since 1970' };

/** A moment in whole seconds since 1970, as Meta takes them. */
export type UnixSeconds = number & { readonly [unit]: 'seconds since 1970' };

/** Nine digits are a day before September 2001, when there was no Meta: a smaller number counts something else. */
const FIRST_SECOND = 1_000_000_000;

/** The last second of the year 9999, which is the last that a text with four digits for the year can say. */
const LAST_SECOND = 253_402_300_799;

/** What Meta says of a moment: the moment, that there is none, or something that nobody can read. */
export function readInstant(value: unknown): Milliseconds | 'none' | 'unreadable' {
	if (value === undefined || value === null || value === '' || value === 0 || value === '0') return 'none';
	const seconds = secondsIn(value);
	if (seconds === null) return 'unreadable';
	return seconds > 0 ? ((seconds * SECOND_MS) as Milliseconds) : 'none';
}

/** The moment; null where there is none, and where nobody can read it. */
export function instantOf(value: unknown): Milliseconds | null {
	const read = readInstant(value);
	return typeof read === 'number' ? read : null;
}

/**
 * Whether an end comes no later than its start. False where one of the two is unknown: then Meta judges.
 *
 * @param start as Meta writes moments
 */
export function isBackwards(start: unknown, end: unknown): boolean {
	const [from, to] = [instantOf(start), instantOf(end)];
	return from !== null && to !== null && to <= from;
}

/** The second in which a moment lies. */
export const secondOf = (at: number): UnixSeconds => Math.floor(at / SECOND_MS) as UnixSeconds;

/** The first whole second that does not lie before a moment. */
export const secondAfter = (at: number): UnixSeconds => Math.ceil(at / SECOND_MS) as UnixSeconds;

/**
 * A moment as every row has it, by the account's clock: Meta gives audiences and uploads theirs in seconds since 1970.
 * In a zone that this machine does not know it is the same moment by UTC; null when it is none.
 *
 * @param at milliseconds since 1970
 */
export function momentText(at: number | null, zone: string): string | null {
	if (at === null) return null;
	const local = DateTime.fromMillis(at, { zone });
	const moment = local.isValid ? local : DateTime.fromMillis(at, { zone: 'UTC' });
	return moment.isValid ? moment.toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ") : null;
}

const DIGITS = /^\d{1,15}$/;

const countedSeconds = (seconds: number): number | null =>
	seconds >= FIRST_SECOND && seconds <= LAST_SECOND ? Math.floor(seconds) : null;

/** Whole seconds since 1970; fractions of a second are cut off. */
function secondsIn(value: unknown): number | null {
	if (typeof value === 'number') return countedSeconds(value);
	if (typeof value !== 'string') return null;
	if (DIGITS.test(value)) return countedSeconds(Number(value));
	try {
		const { asUtc, offset } = readText(value);
		return offset === undefined ? null : asUtc / SECOND_MS - offset * 60;
	} catch {
		return null; // Not a date that exists: told as unreadable.
	}
}
