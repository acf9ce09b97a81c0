import { DateTime } from 'luxon';

/** A long simulation asks for the same log thousands of times, and formatting is what takes the time. */
const timeTexts = new Map<string, string>();
const MOST_WRITTEN = 20_000;

/** Graph's date format has an offset without a colon, e.g. 2026-05-12T10:45:01-0700. */
export function graphTime(milliseconds: number, timeZone: string): string {
	const key = `${milliseconds} ${timeZone}`;
	const timeText = timeTexts.get(key);
	if (timeText !== undefined) return timeText;
	const text =
		timeZone === 'UTC'
			? `${new Date(milliseconds).toISOString().slice(0, 19)}+0000`
			: DateTime.fromMillis(milliseconds, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ");
	if (timeTexts.size >= MOST_WRITTEN) timeTexts.clear();
	timeTexts.set(key, text);
	return text;
}

export function hoursFromUtc(milliseconds: number, timeZone: string): number {
	return DateTime.fromMillis(milliseconds, { zone: timeZone }).offset / 60;
}

/**
 * Accepts what Graph accepts for a datetime: UNIX seconds or a date text. A text without an offset means the ad
 * account's own time (general Graph knowledge, UNCONFIRMED 57 for every parameter).
 */
export function parseGraphTime(text: string, timeZone: string): number | undefined {
	const value = text.trim();
	if (/^\d{1,12}$/.test(value)) return Number(value) * 1000;
	const withColon = value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2').replace(' ', 'T');
	const time = DateTime.fromISO(withColon, { zone: timeZone });
	return time.isValid ? time.toMillis() : undefined;
}
