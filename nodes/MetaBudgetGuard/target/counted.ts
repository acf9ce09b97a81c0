import { DateTime, IANAZone } from 'luxon';

import { sayBetween } from '../../meta/betweenSteps';
import { existing } from '../../shared/lists';
import type { Cause } from '../policy/cause';
import { momentInWords, lengthInWords } from '../policy/moment';
import type { Wish } from '../policy/request';
import { lastTouch, whoseInWords, type LeverState, type Touch } from '../policy/state';
import { withoutLate, type Surroundings } from './surroundings';
import { dayInWords, weigh, windowsOf, type ReportWindow, type WeighedWindow } from './windows';
import { DAY_MS, HOUR_MS } from '../../shared/durations';

/** A controller that does not want to move, with the reason. */
export type Nothing = Extract<Wish, { kind: 'none' }>;

/** @param cause where people can look for what helps */
export const nothing = (cause: Cause, because: string, until?: number): Nothing => ({
	kind: 'none',
	because,
	until,
	cause,
});

/** It has looked, and wants no step. */
export const right = (because: string): Nothing => ({ kind: 'none', because, isRight: true });

/**
 * The days of an object that count: they are older than conversions need to come in. They are not before a change of
 * the object that makes them tell of something else. One of them at least is wholly after its last change.
 *
 * @param reportWindows any number of windows; those that are too young or before other changes are left aside
 * @param around what the days of all objects together tell
 * @param now milliseconds since 1970
 * @param isBeforeEnough days before steps of its budget are enough, and count as much as both budgets have in common
 * @returns them, or why there is nothing to go by
 */
export function daysThatCount(
	reportWindows: readonly ReportWindow[],
	lagDays: number,
	state: LeverState,
	around: Surroundings,
	now: number,
	isBeforeEnough = false,
): readonly WeighedWindow[] | Nothing {
	if (!IANAZone.create(state.zone).isValid)
		return nothing(
			'unknownZone',
			`The ad account’s time zone ${state.zone} is unknown here, so it is unclear which days count.`,
		);
	const windows = windowsOf(reportWindows);
	if (windows === null)
		return nothing(
			'overlap',
			'Its numbers cover periods that overlap, so days would count twice. Pass one item per day, or one item for all days.',
		);
	// Days are compared as dates: the one that is running in the account at a moment begins before or at it.
	const dayOf = (at: number): string => runningDayIn(state.zone, at);
	const touch = lastTouch(state.log);
	const lag = lagDays * DAY_MS;
	const weighedWindows = weigh(windows, state.log, dayOf, !isBeforeEnough);
	const old = isBeforeEnough ? withoutLate(settledOf(weighedWindows, { lagDays }, state.zone, now), around) : [];
	if (old.length > 0) {
		const outage = around.outageOn(old);
		return outage === null ? old : nothing('tracking', outage);
	}
	const after = weighedWindows.filter(isFresh);
	if (after.length === 0) return nothingAfter(touch, state, lag, now);
	const settledWindows = withoutLate(settledOf(weighedWindows, { lagDays }, state.zone, now), around);
	if (!settledWindows.some(isFresh)) {
		const { since, until } = existing(after[0], 'the first of some windows');
		const why = `Its days are younger than ${lengthInWords(lag)}, so their conversions are still coming in.`;
		const advice = since < until ? ' A report with Time Increment Day has older ones, too.' : '';
		return nothing('tooYoung', `${why}${advice}`, nextMidnight(until, state.zone) + lag);
	}
	const outage = around.outageOn(settledWindows);
	return outage === null ? settledWindows : nothing('tracking', outage);
}

/** Whether a report goes beyond the last change of an object, by a whole day at least, however young that is. */
export function hasDayAfter(reportWindows: readonly ReportWindow[], { log, zone }: LeverState): boolean {
	const touch = lastTouch(log);
	return touch === null || reportWindows.some(({ since }) => since > runningDayIn(zone, touch.at - 1));
}

/** The day that is running there. */
export const runningDayIn = (zone: string, at: number): string =>
	DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');

/** The windows that are old enough for conversions to have come in. */
export function settledOf<Window extends ReportWindow>(
	windows: readonly Window[],
	{ lagDays }: { readonly lagDays: number },
	zone: string,
	now: number,
): Window[] {
	const before = runningDayIn(zone, now - lagDays * DAY_MS);
	return windows.filter(({ until }) => until < before);
}

/** Wholly after the last change. */
export const isFresh = ({ weight }: WeighedWindow): boolean => weight === 1;

/** When the day after a date begins. */
const nextMidnight = (date: string, zone: string): number =>
	DateTime.fromISO(date, { zone }).plus({ days: 1 }).startOf('day').toMillis();

/** All windows begin before the last change. */
function nothingAfter(touch: Touch | null, { zone }: LeverState, lag: number, now: number): Nothing {
	if (touch === null) return nothing('report', 'There are no numbers to base a decision on.');
	const nextDay = DateTime.fromMillis(touch.at, { zone }).startOf('day').plus({ days: 1 });
	const why = sayBetween('oneAfterOther', {
		...{ what: touch.what, when: momentInWords(touch.at, zone), whose: whoseInWords(touch) },
		day: dayInWords(nextDay.toISODate() ?? ''),
	});
	return nothing('movedBefore', why, Math.max(nextDay.plus({ days: 1 }).toMillis() + lag, now + HOUR_MS));
}
