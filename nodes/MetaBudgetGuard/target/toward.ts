import { DateTime } from 'luxon';

import { toInstant } from '../../shared/accountTime';
import { currencyDecimals, formatMoney } from '../../shared/money';
import { directionShare } from './directionShare';
import { levelOf, type Evidence, type Goal, type Level } from './level';
import { levers } from '../policy/lever';
import { inWords, lengthInWords } from '../policy/moment';
import type { Wish } from '../policy/request';
import { DAY, HOUR, type LeverState } from '../policy/state';

/** Numbers of one object over whole days of the account's calendar, both dates included (`2026-11-01`). */
export interface Reported extends Omit<Evidence, 'days'> {
	readonly since: string;
	readonly until: string;
}

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

const SECOND = 1000;

interface Window extends Evidence {
	readonly since: number;
	readonly until: number;
}

/** Calendar days, also over a night on which the clocks change. */
const windowOf = ({ since, until, ...evidence }: Reported, zone: string): Window => {
	const [from, to] = [toInstant(since, zone).toMillis(), toInstant(until, zone, 'end').toMillis() + SECOND];
	return { ...evidence, since: from, until: to, days: Math.max(1, Math.round((to - from) / DAY)) };
};

/** The last thing that changed what the numbers tell of. */
const lastTouch = ({ log }: LeverState): { at: number; what: string } | null =>
	log.touches.reduce<{ at: number; what: string } | null>((latest, touch) => (latest === null || touch.at > latest.at ? touch : latest), null);

/**
 * What a controller toward a target wants of a value: one step, or none, with the reason in one sentence.
 *
 * It looks only at days wholly after the object's last change and older than conversions need to come in, and it moves
 * only when the 90 % interval has left the dead band around the target. After each change the evidence begins anew.
 *
 * @param reported any number of windows; those that overlap the last change or are too young are left aside
 * @param now milliseconds since 1970
 */
export function wishToward(reported: readonly Reported[], settings: TargetSettings, state: LeverState, now: number): Wish {
	const windows = reported.map((one) => windowOf(one, state.zone));
	const touch = lastTouch(state);
	const lag = settings.lagDays * DAY;
	const after = windows.filter(({ since }) => touch === null || since >= touch.at);
	if (after.length === 0) return stale(windows, touch, state, lag, now);
	const settled = after.filter(({ until }) => until + lag <= now);
	if (settled.length === 0) {
		const earliest = Math.min(...after.map(({ until }) => until)) + lag;
		return { kind: 'none', because: `Its days are younger than ${lengthInWords(lag)}: conversions for them still come in.`, until: earliest };
	}
	const level = levelOf(settled, settings.goal);
	if (level === null) return { kind: 'none', because: nothingToTell(settled, settings.goal) };
	return decided(level, settled, settings, state);
}

/** All windows begin before the last change. */
function stale(windows: readonly Window[], touch: { at: number; what: string } | null, { zone }: LeverState, lag: number, now: number): Wish {
	if (windows.length === 0 || touch === null) return { kind: 'none', because: 'There are no numbers to decide by.' };
	const nextDay = DateTime.fromMillis(touch.at, { zone }).startOf('day').plus({ days: 1 });
	const until = nextDay.plus({ days: 1 }).toMillis() + lag;
	return {
		kind: 'none',
		because: `${touch.what} changed on ${inWords(touch.at, zone)}, and the numbers begin before: they tell of how it was. Days from ${nextDay.toFormat('d LLL')} on count.`,
		until: Math.max(until, now + HOUR),
	};
}

const total = (windows: readonly Window[], name: 'cost' | 'results' | 'value'): number => windows.reduce((sum, window) => sum + (window[name] ?? 0), 0);

function nothingToTell(windows: readonly Window[], goal: Goal): string {
	if (total(windows, 'cost') <= 0) return 'Nothing was spent on the days that count.';
	return goal.kind === 'roas' ? 'There was no result yet, so what one is worth is not known. A cost per result as target can be judged without one.' : 'There are no numbers to decide by.';
}

function decided(level: Level, windows: readonly Window[], settings: TargetSettings, state: LeverState): Wish {
	const band = settings.deadBandPercent / 100;
	const because = inOneSentence(level, windows, settings.goal, state);
	const lever = levers[state.lever];
	if (level.low > 1 + band) return { kind: 'percent', share: directionShare(lever, 'loosen', settings.stepPercent), because: `${because}, better than the target: one step looser.` };
	if (level.high < 1 / (1 + band)) return { kind: 'percent', share: directionShare(lever, 'tighten', settings.stepPercent), because: `${because}, worse than the target: one step tighter.` };
	return { kind: 'none', because: `${because}, which is not clearly off the target: no step.` };
}

/** "42 results for 430.00 USD, 10.24 USD each, from 1 to 14 Nov; with 90 % certainty 8.10 to 12.90 USD against a target of 10.00 USD". */
function inOneSentence({ low, high }: Level, windows: readonly Window[], { kind, target }: Goal, { currency, zone }: LeverState): string {
	const money = (amount: number): string => formatMoney(String(Math.round(amount * 10 ** currencyDecimals(currency))), currency);
	const [cost, results, value] = [total(windows, 'cost'), total(windows, 'results'), total(windows, 'value')];
	const say = (amount: number): string => (kind === 'cost' ? money(amount) : amount.toFixed(2));
	const at = (time: number): string => DateTime.fromMillis(time, { zone }).setLocale('en').toFormat('d LLL');
	const span = `${at(Math.min(...windows.map(({ since }) => since)))} to ${at(Math.max(...windows.map(({ until }) => until)) - 1)}`;
	const each = kind === 'cost' ? (results > 0 ? `, ${money(cost / results)} each` : '') : `, a return of ${(value / cost).toFixed(2)}`;
	const between = kind === 'cost' ? [target / high, target / low] : [target * low, target * high];
	return `${results} result${results === 1 ? '' : 's'} for ${money(cost)}${each} (${span}); with 90 % certainty ${say(between[0])} to ${say(between[1])} against a target of ${say(target)}`;
}
