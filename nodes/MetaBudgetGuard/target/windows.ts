import { DateTime } from 'luxon';

import { existing } from '../../shared/lists';
import type { ChangeLog, Touch } from '../policy/state';
import type { Stretch } from './level';
import { DAY_MS } from '../../shared/durations';

/** Numbers of one object over whole days of the account's calendar, both dates included (`2026-11-01`). */
export interface ReportWindow extends Omit<Stretch, 'days' | 'weight'> {
	/** Where the report has them. */
	readonly clicks?: number;
	readonly impressions?: number;
	readonly leads?: number;
	readonly purchases?: number;
	/** How often people saw it; it does not add up over days. */
	readonly frequency?: number;
	readonly since: string;
	readonly until: string;
}

const addedUp = ['clicks', 'impressions', 'leads', 'purchases'] as const;

type AddedUp = (typeof addedUp)[number];
type Figure = 'cost' | 'results' | 'value' | AddedUp;

/** Undefined where a row does not have it: of some rows only, it would be too little. */
export const wholeTotal = (windows: readonly ReportWindow[], figure: AddedUp): number | undefined =>
	windows.every((window) => window[figure] !== undefined) ? total(windows, figure) : undefined;

export const total = (windows: readonly ReportWindow[], figure: Figure): number =>
	windows.reduce((sum, window) => sum + (window[figure] ?? 0), 0);

/** A sum below it is none that Meta bills: results beside it came of something else, or the report lacks their cost. */
const LEAST_SPENT = 0.01;

export const spentEnough = (windows: readonly ReportWindow[]): boolean => total(windows, 'cost') >= LEAST_SPENT;

/** Days of the calendar, which clock changes do not shorten. */
export const daysIn = ({ since, until }: ReportWindow): number => (Date.parse(until) - Date.parse(since)) / DAY_MS + 1;

/**
 * The windows in their order. Rows of the same days are one: those of a report with breakdowns, or of all ad sets below
 * one campaign's budget.
 *
 * @returns null where different windows overlap: their days would count twice
 */
export function windowsOf(reportWindows: readonly ReportWindow[]): ReportWindow[] | null {
	const joinedWindows = new Map<string, ReportWindow>();
	for (const one of reportWindows) {
		const days = `${one.since} ${one.until}`;
		const sameDays = joinedWindows.get(days);
		joinedWindows.set(days, sameDays === undefined ? one : together([sameDays, one]));
	}
	const windows = [...joinedWindows.values()].sort((one, other) => (one.since < other.since ? -1 : 1));
	const following = windows.slice(1);
	return following.some(({ since }, index) => since <= existing(windows[index], 'a window').until) ? null : windows;
}

/** Numbers of the same days. */
const together = (parts: readonly [ReportWindow, ReportWindow]): ReportWindow => ({
	...parts[0],
	cost: total(parts, 'cost'),
	results: total(parts, 'results'),
	value: total(parts, 'value'),
	...Object.fromEntries(addedUp.map((figure) => [figure, wholeTotal(parts, figure)])),
	frequency: undefined,
});

/** "1 Nov". */
export const dayInWords = (date: string): string =>
	DateTime.fromISO(date, { zone: 'utc' }).setLocale('en').toFormat('d LLL');

/** Windows, and how much of each counts. */
export interface WeighedWindow extends ReportWindow {
	readonly weight: number;
}

/** A change of the value itself by no more than this leaves the days before it telling: a step, not another budget. */
const STEP = 1.25;

/** What days before such a step count where they may not answer twice: an unlucky week would cut what is healthy step by step. */
const HALF = 0.5;

/** How much days before a change still tell of the object: nothing where something else than its value was changed, or much of it. */
function shareBefore({ values }: Pick<ChangeLog, 'values'>, { at }: Touch, isHalved: boolean): number {
	const ratios = values
		.filter((change) => change.at === at)
		.map(({ from, to }) => Math.min(Number(to) / Number(from), Number(from) / Number(to)));
	const inCommon = ratios.find((ratio) => ratio >= 1 / STEP) ?? 0;
	return isHalved ? Math.min(HALF, inCommon) : inCommon;
}

/**
 * Windows by what they tell of the object as it is now: all of those that begin after its last change, less of those
 * before a step of its budget, nothing of those before any other change.
 *
 * @param dayOf the day that was running in the account at a moment
 * @param isHalved days before a step count half, not what both budgets have in common: 0.87 for a step of 15 %
 */
export function weigh(
	windows: readonly ReportWindow[],
	log: Pick<ChangeLog, 'values' | 'touches'>,
	dayOf: (at: number) => string,
	isHalved: boolean,
): WeighedWindow[] {
	const changes = log.touches.map((touch) => ({
		day: dayOf(touch.at - 1),
		factor: shareBefore(log, touch, isHalved),
	}));
	return windows.flatMap((window) => {
		// A window in which a change lies is of neither.
		const later = changes.filter(({ day }) => window.since <= day);
		const weight = later.reduce((left, { day, factor }) => (window.until >= day ? 0 : left * factor), 1);
		return weight > 0 ? [{ ...window, weight }] : [];
	});
}
