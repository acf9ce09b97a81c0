import { DateTime, IANAZone } from 'luxon';
import { maxBy, sortBy } from 'lodash';

import { ASSUMED_DAY_VARIANCE, unevenness } from '../../meta/evidence/dayVariance';
import type { Unknown } from '../../meta/evidence/known';
import { existing } from '../../shared/lists';
import type { Share } from '../policy/lever';
import { momentInWords } from '../policy/moment';
import type { Wish } from '../policy/request';
import { switchedOnInWords, type LeverState } from '../policy/state';
import { decidedSwitchings } from '../policy/switchings';
import { knownChanges } from '../policy/unlogged';
import type { Goal } from './level';
import { nothing, right } from './counted';
import { matureWindows } from './maturity';
import { sayIn } from './say';
import { withoutLate, type Surroundings } from './surroundings';
import { dayInWords, daysIn, total, windowsOf, type ReportWindow } from './windows';

/** A loss from which on it is stopped. */
export interface LossTier {
	/** Holds once so many results were due at the target. */
	readonly due: number;
	/** Stop at this many times the target, or more. */
	readonly times: number;
}

export interface StopSettings {
	readonly goal: Goal;
	/** How many results were due when it is stopped without any. */
	readonly withoutResult: number;
	readonly tiers: readonly LossTier[];
	/** Days until conversions of a day have come in. */
	readonly lagDays: number;
	/** What is taken off the budget; null pauses. */
	readonly cut: Share | null;
}

/** What `docs/development/stop-loss-simulation.md` shows the figures of. The more is known, the smaller a loss is clear. */
export const defaultStop: Pick<StopSettings, 'withoutResult' | 'tiers' | 'lagDays'> = {
	withoutResult: 4,
	tiers: [
		{ due: 6, times: 3.5 },
		{ due: 12, times: 2.5 },
		{ due: 50, times: 2 },
	],
	lagDays: 7,
};

/**
 * What a stop-loss wants of an ad set or campaign: that it is paused or cut, or nothing, with the reason in one
 * sentence.
 *
 * Only as many results are asked for as can have come in by now. Results of every day in the report count, also those
 * of today. What is young speaks for it and never against it. Days before it or its campaign was last switched on, or
 * it was last cut, do not count. Whoever switched it on again gave it another chance.
 *
 * @param reportWindows any number of windows
 * @param around what the days of all objects together tell
 * @param now milliseconds since 1970
 */
export function wishToStop(
	reportWindows: readonly ReportWindow[],
	settings: StopSettings,
	state: LeverState,
	around: Surroundings,
	now: number,
): Wish {
	const { zone } = state;
	if (!IANAZone.create(zone).isValid)
		return nothing(
			'unknownZone',
			`The ad account’s time zone ${zone} is unknown to this n8n, so it is unclear which days are over.`,
		);
	const windows = windowsOf(reportWindows);
	if (windows === null)
		return nothing(
			'overlap',
			'Its numbers cover periods that overlap, so days would count twice. Pass one item per day, or one item for all days.',
		);
	const beginning = begunIn(state);
	if (beginning !== undefined && 'unknown' in beginning)
		return nothing(
			'unreadableLog',
			`It is unknown whether it was reactivated: Meta’s activity history has ${beginning.unknown}.`,
		);
	const countedWindows = withoutLate(windows, around).filter(
		({ since }) => beginning === undefined || since > dayIn(zone, beginning.at - 1),
	);
	if (countedWindows.length === 0)
		return nothing(beginning === undefined ? 'report' : 'movedBefore', tooEarly(beginning, state));
	const outage = around.outageOn(countedWindows);
	if (outage !== null) return nothing('tracking', outage);
	return judge(countedWindows, settings, state, around, now);
}

const dayIn = (zone: string, at: number): string => DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');

interface Begun {
	readonly at: number;
	/** "It was cut". */
	readonly what: string;
}

/** When it or its campaign was last switched on, or its budget last cut; undefined where nothing tells. */
function begunIn(state: LeverState): Begun | Unknown | undefined {
	const { lever, switchedOn } = state;
	if (switchedOn && 'unknown' in switchedOn) return switchedOn;
	const beginWords = lever === 'status' ? 'It was reactivated' : 'It was cut';
	const changes =
		lever === 'status'
			? decidedSwitchings(state).filter(({ from, to }) => to > from)
			: knownChanges(state).filter(({ from, to }) => to < from);
	const beginnings = changes.map(({ at }): Begun => ({ at, what: beginWords }));
	const chanceAt = state.marks?.chanceAt ?? null;
	if (chanceAt !== null) beginnings.push({ at: chanceAt, what: 'Its stop was undone' });
	if (switchedOn) beginnings.push({ at: switchedOn.at, what: switchedOnInWords(switchedOn) });
	return maxBy(beginnings, 'at');
}

function tooEarly(beginning: Begun | undefined, { zone }: LeverState): string {
	if (beginning === undefined) return 'There are no numbers to base a decision on.';
	return `${beginning.what} on ${momentInWords(beginning.at, zone)}, and the data starts before that. Only full days after that count.`;
}

/**
 * How much more is asked because the account's days are more uneven than usual: by as much as sums of such days vary more
 * than those of usual ones. At least 1.
 */
function unusual(windows: readonly ReportWindow[], target: number, dayVariance: number): number {
	const due = total(windows, 'cost') / target;
	const squares = windows.reduce((sum, window) => sum + (window.cost / target) ** 2 / daysIn(window), 0);
	return unevenness(due, squares, dayVariance) / unevenness(due, squares, ASSUMED_DAY_VARIANCE);
}

function judge(
	windows: readonly ReportWindow[],
	settings: StopSettings,
	state: LeverState,
	{ dayVariance }: Surroundings,
	now: number,
): Wish {
	const { goal, withoutResult, tiers, cut } = settings;
	const ripe = matureWindows(windows, settings.lagDays, state.zone, now);
	const due = total(ripe, 'cost') / goal.target;
	const more = unusual(ripe, goal.target, dayVariance);
	const results = total(windows, 'results');
	const lossSentence = inOneSentence(windows, due, goal, state);
	const say = (count: number): string => (count * more).toFixed(1);
	const stop = (limit: string): Wish => {
		const because = `${lossSentence}, ${limit}: a loss.${testWords(state, now)}`;
		return cut === null
			? { kind: 'value', value: 0n, because }
			: { kind: 'percent', share: -cut, because, isClearLoss: true };
	};
	if (results <= 0)
		return due >= withoutResult * more
			? stop(`and without any the limit is ${say(withoutResult)}`)
			: right(`${lossSentence}, and without any the limit is ${say(withoutResult)}: not clear yet.`);
	const reachedTiers = sortBy(tiers, 'times').filter((tier) => due >= tier.due * more);
	const [strictest] = reachedTiers;
	if (strictest === undefined) {
		const first = Math.min(...tiers.map((tier) => tier.due));
		return right(`${lossSentence}: too few to judge its cost by, which takes ${say(first)}.`);
	}
	const limit = `${strictest.times} times once ${say(strictest.due)} were expected`;
	return due / results >= strictest.times
		? stop(`that is ${(due / results).toFixed(1)} times the target, and the limit is ${limit}`)
		: right(`${lossSentence}, that is ${(due / results).toFixed(1)} times the target. The limit is ${limit}.`);
}

/** That a split test ends with this, after a space; nothing where it is in none. */
function testWords({ marks, zone }: LeverState, now: number): string {
	const until = marks?.test?.until ?? now;
	return until <= now
		? ''
		: ` It is in a split test until ${momentInWords(until, zone)}, which compares nothing from now on.`;
}

/** "2 results for 130.00 USD (1 Nov to 5 Nov), where at a target of 10.00 USD 8.4 were expected by now". */
function inOneSentence(
	windows: readonly ReportWindow[],
	due: number,
	{ target }: Goal,
	{ currency }: LeverState,
): string {
	const money = sayIn(currency);
	const results = total(windows, 'results');
	const first = existing(windows[0], 'the first of some windows');
	const last = existing(windows.at(-1), 'the last of some windows');
	const resultWords = results === 0 ? 'No result' : `${results} result${results === 1 ? '' : 's'}`;
	const span = `${dayInWords(first.since)} to ${dayInWords(last.until)}`;
	return `${resultWords} for ${money(total(windows, 'cost'))} (${span}); at a target of ${money(target)}, ${due.toFixed(1)} were expected by now`;
}
