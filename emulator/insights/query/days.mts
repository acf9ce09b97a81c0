import { DateTime } from 'luxon';
import { parameterError } from '../../graph/language/graphError.mts';

/** Days are counted from 1970-01-01 and mean the ad account's calendar (Meta: marketing-api/insights, "ad account time zone"). */
export type Day = number;

const DAY_MS = 86_400_000;

/** Both ends included. */
export interface Period {
	since: Day;
	until: Day;
}

const texts = new Map<Day, string>();

export function dayText(day: Day): string {
	const dayInText = texts.get(day);
	if (dayInText !== undefined) return dayInText;
	const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
	texts.set(day, text);
	return text;
}

export function parseDay(value: unknown, name: string): Day {
	const text = typeof value === 'string' ? value : '';
	const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	// Wording UNCONFIRMED 25; Date.parse takes a 31 February for March, Meta does not.
	if (Number.isNaN(at) || dayText(at / DAY_MS) !== text) {
		throw parameterError(`Param ${name} must be a date in the format YYYY-MM-DD`, name);
	}
	return at / DAY_MS;
}

/** The day it is in a time zone at an instant. */
export function dayAt(milliseconds: number, timeZone: string): Day {
	const { year, month, day } = DateTime.fromMillis(milliseconds, { zone: timeZone });
	return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** When a day begins in a time zone; the next one's start is its end (23 and 25 hour days exist). */
export function startOf(day: Day, timeZone: string): number {
	return DateTime.fromISO(dayText(day), { zone: timeZone }).toMillis();
}

function addMonths(day: Day, months: number): Day {
	return Math.round(DateTime.fromISO(dayText(day), { zone: 'utc' }).plus({ months }).toMillis() / DAY_MS);
}

/**
 * How far back some months reach: the same date, or the 1st of the month after where there is none. 37 months before 31 March 2026 is
 * 1 March 2023 (airbytehq/airbyte, validate_start_date).
 */
export function monthsKept(today: Day, months: number): Day {
	const [year = 0, month = 0, date = 0] = dayText(today).split('-').map(Number);
	const lastDate = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
	return Date.UTC(year, month - 1 - months + (date > lastDate ? 1 : 0), date > lastDate ? 1 : date) / DAY_MS;
}

function monthStart(day: Day): Day {
	return day - Number(dayText(day).slice(8)) + 1;
}

/** 0 = Monday; 1970-01-01 was a Thursday. */
export function weekday(day: Day): number {
	return (((day + 3) % 7) + 7) % 7;
}

function quarterStart(day: Day): Day {
	const start = monthStart(day);
	return addMonths(start, -((Number(dayText(day).slice(5, 7)) - 1) % 3));
}

function yearStart(day: Day): Day {
	return Date.parse(`${dayText(day).slice(0, 4)}-01-01T00:00:00Z`) / DAY_MS;
}

/** "The start date of the time range cannot be beyond 37 months from the current date" (Meta: reference/ad-account/insights). */
export const RETENTION_MONTHS = 37;

const last = (days: number) => (today: Day) => ({ since: today - days, until: today - 1 });
const whole = (startOfIt: (day: Day) => Day) => (today: Day) => {
	const until = startOfIt(today) - 1;
	return { since: startOfIt(until), until };
};
const soFar = (startOfIt: (day: Day) => Day) => (today: Day) => ({ since: startOfIt(today), until: today });
const monday = (day: Day): Day => day - weekday(day);
const sunday = (day: Day): Day => day - ((weekday(day) + 1) % 7);

/** Spec object AdsInsights, date_preset. `last_Nd` leave today out (third-party hint). */
const PRESETS: Record<string, (today: Day, accountStart: Day) => Period> = {
	today: (today) => ({ since: today, until: today }),
	yesterday: last(1),
	last_3d: last(3),
	last_7d: last(7),
	last_14d: last(14),
	last_28d: last(28),
	last_30d: last(30),
	last_90d: last(90),
	this_month: soFar(monthStart),
	last_month: whole(monthStart),
	this_quarter: soFar(quarterStart),
	last_quarter: whole(quarterStart),
	this_year: soFar(yearStart),
	last_year: whole(yearStart),
	this_week_mon_today: soFar(monday),
	this_week_sun_today: soFar(sunday),
	last_week_mon_sun: whole(monday),
	last_week_sun_sat: whole(sunday),
	maximum: (today, accountStart) => ({
		since: Math.max(accountStart, monthsKept(today, RETENTION_MONTHS)),
		until: today,
	}),
	data_maximum: (today, accountStart) => ({
		since: Math.max(accountStart, monthsKept(today, RETENTION_MONTHS)),
		until: today,
	}),
};

const PRESET_NAMES = Object.keys(PRESETS);

export function presetPeriod(name: string, today: Day, accountStart: Day): Period {
	const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
	if (!preset) throw parameterError(`Param date_preset must be one of {${PRESET_NAMES.join(', ')}}`, 'date_preset');
	return preset(today, accountStart);
}

export type Increment = number | 'monthly' | 'all_days';

/** A range in pieces; the last (and, by month, the first) may be shorter (Meta: reference/ad-account/insights, time_increment). */
export function cutPeriod({ since, until }: Period, increment: Increment): Period[] {
	if (increment === 'all_days') return [{ since, until }];
	const periods: Period[] = [];
	for (let start = since; start <= until;) {
		const next = increment === 'monthly' ? addMonths(monthStart(start), 1) : start + increment;
		periods.push({ since: start, until: Math.min(until, next - 1) });
		start = next;
	}
	return periods;
}
