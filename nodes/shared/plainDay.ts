import { DAY_MS } from './durations';

/** Days as texts (`2026-05-12`), which stand in order, and as their first ms in UTC. */

/**
 * A day's first ms in UTC; NaN for what is no day, or is written in another way. A table of rows asks for thousands of days:
 * Luxon takes many times as long.
 */
export function plainDay(day: string): number {
	const ms = Date.parse(day);
	return isInFourDigits(ms) && plainText(ms) === day ? ms : Number.NaN;
}

/** Years of four digits, by which days are put in order. */
export const isInFourDigits = (asUtc: number): boolean => asUtc >= FIRST_YEAR && asUtc < AFTER_LAST_YEAR;
const FIRST_YEAR = Date.parse('0000-01-01');
const AFTER_LAST_YEAR = Date.parse('9999-12-31') + DAY_MS;

/** The day of a moment in UTC, within years of four digits. */
export function plainText(asUtc: number): string {
	const date = new Date(asUtc);
	return isoDay({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
}

export const isoDay = ({ year, month, day }: { year: number; month: number; day: number }): string =>
	`${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;

export const twoDigits = (value: number): string => String(value).padStart(2, '0');
