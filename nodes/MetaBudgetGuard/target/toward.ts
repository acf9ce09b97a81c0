import { sumBy } from 'lodash';

import { existing } from '../../shared/lists';
import { levers, percentShare, raises, type Direction, type Lever, type Share } from '../policy/lever';
import type { Wish } from '../policy/request';
import type { LeverState } from '../policy/state';
import { daysThatCount, hasDayAfter, isFresh, nothing, right } from './counted';
import { CREDIBILITY, targetLevelOf, type Goal, type TargetLevel } from './level';
import { sayIn } from './say';
import type { Surroundings } from './surroundings';
import { dayInWords, daysIn, spentEnough, total, type ReportWindow, type WeighedWindow } from './windows';

export interface TargetSettings {
	readonly goal: Goal;
	/** Percent of one step up; a step down is its exact counterpart, so that up and down again is where it began. */
	readonly stepPercent: number;
	/** Percent around the target in which nothing is done. */
	readonly deadBandPercent: number;
	/** Days until conversions of a day have come in. */
	readonly lagDays: number;
}

export const defaultTarget = { stepPercent: 15, deadBandPercent: 10, lagDays: 3 } as const;

/**
 * What a controller toward a target wants of a value: one step, or none, with the reason in one sentence.
 *
 * It looks only at days older than conversions need to come in. It moves only when the 90 % interval has left the dead
 * band around the target. Days wholly after the object's last change count in full. Days before a step of its budget
 * count half, and then those after it have to lean the same way by themselves. After any other change the count
 * starts again.
 *
 * @param windows any number of windows; those that are too young or before other changes are left aside
 * @param around what the days of all objects together tell
 * @param now milliseconds since 1970
 */
export function wishToward(
	windows: readonly ReportWindow[],
	settings: TargetSettings,
	state: LeverState,
	around: Surroundings,
	now: number,
): Wish {
	const allDays = daysThatCount(windows, settings.lagDays, state, around, now, true);
	if (!('kind' in allDays) && spentEnough(allDays)) {
		const gain = hasDayAfter(windows, state) ? wishForGain(allDays, settings, state, around) : null;
		const clear = wishForLoss(allDays, settings, state, around) ?? gain;
		if (clear !== null) return clear;
	}
	const settledDays = daysThatCount(windows, settings.lagDays, state, around, now);
	if ('kind' in settledDays) return settledDays;
	const level = spentEnough(settledDays) ? levelIn(settledDays, settings.goal, around) : null;
	return level === null
		? whyNothingIsTold(settledDays, settings.goal)
		: wishForLevel(level, settledDays, settings, state, around);
}

/**
 * What costs this many times the target with certainty is a clear loss. Days before its last steps tell of it as well: a step of 15 %
 * changes little of such a cost.
 */
const CLEAR_LOSS = 1.4;

/** One step less for a clear loss, no matter what was stepped before, and while it learns; null where it isn't one. */
function wishForLoss(
	windows: readonly WeighedWindow[],
	settings: TargetSettings,
	state: LeverState,
	around: Surroundings,
): Wish | null {
	const level = levelIn(windows, settings.goal, around);
	if (level === null || level.high >= 1 / CLEAR_LOSS) return null;
	const share = directionShare(levers[state.lever], 'tighten', settings.stepPercent);
	const because = `${inOneSentence(level, windows, settings.goal, state)}, worse than the target. One step down.`;
	return { kind: 'percent', share, because, isClearLoss: true };
}

/**
 * One step more where all days together are clearly better than the target, and those after the last step as well, if any is old enough.
 * A report without a later day gives no second step. What keeps it from running ahead are the learning phase and the caps.
 */
function wishForGain(
	windows: readonly WeighedWindow[],
	settings: TargetSettings,
	state: LeverState,
	around: Surroundings,
): Wish | null {
	const { goal, stepPercent } = settings;
	const band = bandOf(settings);
	const level = levelIn(windows, goal, around);
	if (level === null || level.low <= band) return null;
	const fresh = windows.filter(isFresh);
	if (fresh.length > 0 && leaning(fresh, goal, around) < band) return null;
	const because = `${inOneSentence(level, windows, goal, state)}, better than the target. One step up.`;
	return { kind: 'percent', share: directionShare(levers[state.lever], 'loosen', stepPercent), because };
}

const bandOf = ({ deadBandPercent }: TargetSettings): number => 1 + deadBandPercent / 100;

/** How good the days after the last step are by themselves; 0 without a result. */
const leaning = (fresh: readonly WeighedWindow[], goal: Goal, around: Surroundings): number =>
	levelIn(fresh, goal, around)?.measured ?? 0;

const levelIn = (
	windows: readonly WeighedWindow[],
	goal: Goal,
	{ evenDayVariance }: Surroundings,
): TargetLevel | null =>
	targetLevelOf(
		windows.map((window) => ({ ...window, days: daysIn(window) })),
		goal,
		evenDayVariance,
	);

function whyNothingIsTold(windows: readonly ReportWindow[], goal: Goal): Wish {
	if (!spentEnough(windows)) return nothing('nothingSpent', 'Nothing was spent on the days that count.');
	if (goal.kind === 'cost' || total(windows, 'value') > 0)
		return nothing('report', 'Its numbers are too large or too small to base a decision on.');
	return nothing(
		'noResultValue',
		'No result has a value yet, so the value per result is unknown. A target cost per result doesn’t need one.',
	);
}

function wishForLevel(
	level: TargetLevel,
	windows: readonly WeighedWindow[],
	settings: TargetSettings,
	state: LeverState,
	around: Surroundings,
): Wish {
	const band = bandOf(settings);
	const because = inOneSentence(level, windows, settings.goal, state);
	const share = (direction: Direction) => directionShare(levers[state.lever], direction, settings.stepPercent);
	const fresh = windows.filter(isFresh);
	const now = leaning(fresh, settings.goal, around);
	if (level.low > band || level.high < 1 / band) {
		// Days before the last step have had their say once.
		if (fresh.length < windows.length && sumBy(fresh, daysIn) < LEAST_FRESH_DAYS)
			return right(`${because}. Only one day after the last change is old enough to count, and two are needed.`);
		if (level.low > band ? now < band : now > 1 / band)
			return right(`${because}, but the days after the last change don’t confirm it. Nothing changes.`);
	}
	if (level.low > band) {
		return { kind: 'percent', share: share('loosen'), because: `${because}, better than the target. One step up.` };
	}
	if (level.high < 1 / band) {
		return { kind: 'percent', share: share('tighten'), because: `${because}, worse than the target. One step down.` };
	}
	return right(`${because}, which isn’t clearly different from the target. Nothing changes.`);
}

/**
 * The share by which one step changes a number: up by the step, down by its counterpart (1 ÷ (1 + step)), so that a
 * step and one back end where they began. Equal percentages both ways would drift down: +15 % and −15 % leave 98 %.
 */
export function directionShare(lever: Lever, direction: Direction, stepPercent: number): Share {
	return raises(lever, direction) ? percentShare(stepPercent) : percentShare((100 / (100 + stepPercent)) * 100 - 100);
}

/** Of one day alone nothing is said, whatever was before. */
const LEAST_FRESH_DAYS = 2;

/** Beyond it an amount is said as "any amount": the end of an interval that hardly anything is known of. */
const SAYABLE = 1e9;

/**
 * "42 results for 430.00 USD, 10.24 USD each (1 Nov to 14 Nov); with 90 % certainty 8.10 USD to 12.90 USD against a
 * target of 10.00 USD".
 */
function inOneSentence(
	{ low, high }: TargetLevel,
	windows: readonly WeighedWindow[],
	{ kind, target }: Goal,
	{ currency }: LeverState,
): string {
	const money = (amount: number): string => (amount < SAYABLE ? sayIn(currency)(amount) : 'any amount');
	const say = (amount: number): string => (kind === 'cost' ? money(amount) : amount.toFixed(2));
	const [cost, results, value] = [total(windows, 'cost'), total(windows, 'results'), total(windows, 'value')];
	const first = existing(windows[0], 'the first of some windows');
	const last = existing(windows.at(-1), 'the last of some windows');
	const half = windows.filter((window) => !isFresh(window)).at(-1);
	const span = `${dayInWords(first.since)} to ${dayInWords(last.until)}${half === undefined ? '' : `, those up to ${dayInWords(half.until)} count less`}`;
	const each =
		kind === 'cost'
			? results > 0
				? `, ${money(cost / results)} each`
				: ''
			: `, a return of ${(value / cost).toFixed(2)}`;
	const [from, to] = kind === 'cost' ? [target / high, target / low] : [target * low, target * high];
	const resultWords = `${results} result${results === 1 ? '' : 's'} for ${money(cost)}${each} (${span})`;
	return `${resultWords}; with ${CREDIBILITY * 100} % certainty ${say(from)} to ${say(to)} against a target of ${say(target)}`;
}
