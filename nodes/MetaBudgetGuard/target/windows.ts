import { DateTime } from 'luxon';

import { existing } from '../../shared/lists';
import type { ChangeLog, Touch } from '../policy/state';
import type { Stretch } from './level';
import { DAY_MS } from '../../shared/durations';

/** Numbers of one object over whole days of the account's calendar, both dates included (`2026-11-01`). */
export interface Reported extends Omit<Stretch, 'days' | 'weight'> {
	/** Where the report has them. */
	readonly clicks?: number;
	/** How often people saw it; it does not add up over days. */
	readonly frequency?: number;
	readonly since: string;
	readonly until: string;
}

type Figure = 'cost' | 'results' | 'value' | 'clicks';

export const total = (windows: readonly Reported[], figure: Figure): number =>
	windows.reduce((sum, window) => sum + (window[figure] ?? 0), 0);

/** A sum below it is none that Meta bills: results beside it came of something else, or the report lacks their cost. */
const LEAST_SPENT = 0.01;

export const hasSpent = (windows: readonly Reported[]): boolean => total(windows, 'cost') >= LEAST_SPENT;

/** Days of the calendar, which clock changes do not shorten. */
export const daysIn = ({ since, until }: Reported): number => (Date.parse(until) - Date.parse(since)) / DAY_MS + 1;

/**
 * The windows in their order. Rows of the same days are one: those of a report with breakdowns, or of all ad sets below
 * one campaign's budget.
 *
 * @returns null where different windows overlap: their days would count twice
 */
export function windowsOf(reported: readonly Reported[]): Reported[] | null {
	const joined = new Map<string, Reported>();
	for (const one of reported) {
		const days = `${one.since} ${one.until}`;
		const known = joined.get(days);
		joined.set(days, known === undefined ? one : together([known, one]));
	}
	const windows = [...joined.values()].sort((one, other) => (one.since < other.since ? -1 : 1));
	const following = windows.slice(1);
	return following.some(({ since }, index) => since <= existing(windows[index], 'a window').until) ? null : windows;
}

/** Numbers of the same days. */
const together = (parts: readonly [Reported, Reported]): Reported => ({
	...parts[0],
	cost: total(parts, 'cost'),
	results: total(parts, 'results'),
	value: total(parts, 'value'),
	// Of some rows only, they would be too few.
	clicks: parts.every(({ clicks }) => clicks !== undefined) ? total(parts, 'clicks') : undefined,
	frequency: undefined,
});

/** "1 Nov". */
export const dayInWords = (date: string): string =>
	DateTime.fromISO(date, { zone: 'utc' }).setLocale('en').toFormat('d LLL');

/** Windows, and how much of each counts. */
export interface Weighed extends Reported {
	readonly weight: number;
}

/** A change of the value itself by no more than this leaves the days before it telling: a step, not another budget. */
const STEP = 1.25;
/** What days before such a step count, and before two of them. */
const BEFORE_STEP = 0.5;

const isStep = ({ values }: Pick<ChangeLog, 'values'>, { at }: Touch): boolean =>
	values.some(({ at: moved, from, to }) => {
		const ratio = Number(to) / Number(from);
		return moved === at && ratio <= STEP && ratio >= 1 / STEP;
	});

/**
 * Windows by what they tell of the object as it is now: all of those that begin after its last change, less of those
 * before a step of its budget, nothing of those before any other change.
 *
 * @param dayOf the day that was running in the account at a moment
 */
export function weigh(
	windows: readonly Reported[],
	log: Pick<ChangeLog, 'values' | 'touches'>,
	dayOf: (at: number) => string,
): Weighed[] {
	const changes = log.touches.map((touch) => ({
		day: dayOf(touch.at - 1),
		factor: isStep(log, touch) ? BEFORE_STEP : 0,
	}));
	return windows.flatMap((window) => {
		// A window in which a change lies is of neither.
		const later = changes.filter(({ day }) => window.since <= day);
		const weight = later.reduce((left, { day, factor }) => (window.until >= day ? 0 : left * factor), 1);
		return weight > 0 ? [{ ...window, weight }] : [];
	});
}
