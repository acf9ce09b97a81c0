import { groupBy } from 'lodash';

import { accountDay, addDays, daysFrom, toInstant } from '../../../shared/accountTime';
import { inPercent, WHOLE } from '../../policy/lever';
import type { Policy } from '../../policy/settings';
import type { LeverState, RaisedPeriod } from '../../policy/state';
import { nothing, type Nothing } from '../counted';
import { minorUnitsOf, type Say } from '../say';
import { dayInWords } from '../windows';
import { DAY_MS } from '../../../shared/durations';

/** How spend goes by the day: what both the plan of one object and that of a whole ad account are reckoned by. */

/** Spend of each day in the account's currency; a day without any is missing. */
export type SpendByDay = ReadonlyMap<string, number>;

/** What is to be spent in a time. */
export interface Span {
	/** In the account's currency. */
	readonly total: number;
	/** First and last day, by the account's calendar (`2026-11-01`). */
	readonly since: string;
	readonly until: string;
}

/** Days before the present one that tell how spend differs by weekday, and how many of them it takes. */
export const SHAPE_DAYS = 28;
const LEAST_SHAPE_DAYS = 14;

/** How far off the plan it may come out before a step is wanted, as a share of the plan. */
export const ON_PLAN = 0.01;

/** A weekday counts as like the others until weeks have told: so many weeks of that are taken for granted. */
const PRIOR_WEEKS = 2;

const weekdayOf = (date: string): number => new Date(date).getUTCDay();

const byWeekday = (dates: readonly string[]): Array<[weekday: number, same: string[]]> =>
	Object.entries(groupBy(dates, weekdayOf)).map(([weekday, same]) => [Number(weekday), same]);

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What was spent of a plan until yesterday. */
export const spentUntil = (today: string, { since }: Span, spendByDay: SpendByDay): number =>
	sum(daysFrom(since, addDays(today, -1)).map((date) => spendByDay.get(date) ?? 0));

/** "1,200.00 EUR of 3,000.00 EUR spent (1 Nov to 30 Nov, 6 days left including today)". */
export function spentInWords(amount: number, { total, since, until }: Span, days: number, money: Say): string {
	const left = `${days} day${days === 1 ? '' : 's'} left including today`;
	return `${money(amount)} of ${money(total)} spent (${dayInWords(since)} to ${dayInWords(until)}, ${left})`;
}

/** Why no day of a plan is left, or none has begun; null where one runs. */
export function outside({ since, until }: Span, today: string): Nothing | null {
	if (today < since) return nothing('notYet', `The plan begins on ${dayInWords(since)}.`);
	return today > until ? nothing('planOver', `The plan ended on ${dayInWords(until)}.`) : null;
}

/** A weekday is off by the hours it keeps to if it had no spend so often, and never any since the first spend. */
const LEAST_OFF = 2;

/** Weekdays on which something never spends although it spends on others: its hours leave them out. */
function weekdaysOff(spendByDay: SpendByDay, today: string): ReadonlySet<number> {
	const days = daysFrom(addDays(today, -SHAPE_DAYS), addDays(today, -1));
	const first = days.findIndex((date) => (spendByDay.get(date) ?? 0) > 0);
	const since = first === -1 ? [] : days.slice(first);
	const isOff = (same: readonly string[]): boolean =>
		same.length >= LEAST_OFF && same.every((date) => (spendByDay.get(date) ?? 0) === 0);
	return new Set(byWeekday(since).flatMap(([weekday, same]) => (isOff(same) ? [weekday] : [])));
}

/** What a day spends next to an average one, by its weekday: nothing on those that hours leave out, 1 where too little is known. */
export function weekShapeOf(spendByDay: SpendByDay, today: string): (date: string) => number {
	const off = weekdaysOff(spendByDay, today);
	const shape = shapeOfSpent(spendByDay, today);
	return (date) => (off.has(weekdayOf(date)) ? 0 : shape(date));
}

function shapeOfSpent(spendByDay: SpendByDay, today: string): (date: string) => number {
	const past = daysFrom(addDays(today, -SHAPE_DAYS), addDays(today, -1)).filter(
		(date) => (spendByDay.get(date) ?? 0) > 0,
	);
	const mean = sum(past.map((date) => spendByDay.get(date) ?? 0)) / past.length;
	if (past.length < LEAST_SHAPE_DAYS) return () => 1;
	const factors = new Map(
		byWeekday(past).map(([weekday, same]) => {
			const share = sum(same.map((date) => (spendByDay.get(date) ?? 0) / mean));
			return [weekday, (share + PRIOR_WEEKS) / (same.length + PRIOR_WEEKS)];
		}),
	);
	return (date) => factors.get(weekdayOf(date)) ?? 1;
}

/** Days that tell how much of its budget an object spends, and how many that spend all of it are taken for granted. */
const LEVEL_DAYS = 14;
const PRIOR_DAYS = 2;
/** Less than this is no steady under-delivery, and a budget that is raised for it would not be spent. */
const LEAST_LEVEL = 0.5;
/** In a few hours of the day it spends less, and steadily so. */
const LEAST_LEVEL_IN_HOURS = 0.1;
/**
 * Meta spends up to three quarters more on a day (Business Help Center, "About daily budgets"), so more tells that the
 * budgets of those days are not what the log says.
 */
const MOST_LEVEL = 1.75;

/** The budget in force at a moment, by the log's changes. */
const budgetAt = ({ value, log: { values } }: LeverState, at: number): bigint =>
	values.find((change) => change.at > at)?.from ?? value;

/** What an object spends of its budget on a day like the others: Meta spends less than it may, or some more. */
function usualSpendOf(
	spendByDay: SpendByDay,
	state: LeverState,
	today: string,
	shape: (date: string) => number,
): number {
	const unit = minorUnitsOf(state.currency);
	const days = daysFrom(addDays(today, -LEVEL_DAYS), addDays(today, -1)).filter((date) => spendByDay.has(date));
	const noon = (date: string): number => toInstant(`${date}T12:00:00`, state.zone).toMillis();
	const allowedSpend = sum(days.map((date) => (Number(budgetAt(state, noon(date))) / unit) * shape(date)));
	const assumedSpend = (PRIOR_DAYS * Number(state.value)) / unit;
	const level = (sum(days.map((date) => spendByDay.get(date) ?? 0)) + assumedSpend) / (allowedSpend + assumedSpend);
	const least = state.marks?.keepsHours === true ? LEAST_LEVEL_IN_HOURS : LEAST_LEVEL;
	return Math.min(MOST_LEVEL, Math.max(least, level));
}

/** A daily budget, and what a unit of it spends on each day that is left. */
export interface PacedBudget {
	readonly state: LeverState;
	readonly weights: readonly number[];
}

/** On days on which the object does not run, nothing. */
export function pacedBy(
	spendByDay: SpendByDay,
	state: LeverState,
	days: readonly string[],
	shape: (date: string) => number,
): PacedBudget {
	const [today = ''] = days;
	const level = usualSpendOf(spendByDay, state, today, shape);
	const off = weekdaysOff(spendByDay, today);
	const { startsAt, endsAt, zone } = state;
	const first = startsAt === null ? '' : accountDay(startsAt, zone);
	// What ends at midnight does not run on the day that begins then.
	const last = endsAt === null ? '9' : accountDay(endsAt - 1, zone);
	return {
		state,
		weights: days.map((date) => (date < first || date > last || off.has(weekdayOf(date)) ? 0 : level * shape(date))),
	};
}

/** That more budget brings no more spend: it has spent nothing for weeks. Null where it has, or has not run for so long. */
export function idleSentence(spendByDay: SpendByDay, { startsAt, zone }: LeverState, today: string): string | null {
	const days = daysFrom(addDays(today, -SHAPE_DAYS), today);
	const isNew = startsAt !== null && accountDay(startsAt, zone) > addDays(today, -LEAST_IDLE_DAYS);
	if (isNew || days.some((date) => (spendByDay.get(date) ?? 0) > 0)) return null;
	return `It spent nothing in the last ${SHAPE_DAYS} days, so a larger budget would not be spent either. Look at its ads, its audience and its bid.`;
}

/** What began a few days ago can be in review, or about to spend. */
const LEAST_IDLE_DAYS = 3;

export const valueInUnits = ({ value, currency }: LeverState): number => Number(value) / minorUnitsOf(currency);

/**
 * What budget schedules add to it on these days, in the account's currency: the amount of each for every 24 hours of it
 * that are begun. Those that recur or cannot be read show in what was spent of late.
 */
export function scheduledOn({ periods, currency, zone }: LeverState, days: readonly string[]): number {
	const [first, last] = [days[0], days.at(-1)];
	if ('unknown' in periods || first === undefined || last === undefined) return 0;
	const [begin, end] = [toInstant(first, zone).toMillis(), toInstant(last, zone, 'end').toMillis()];
	const daysOf = ({ from, until }: RaisedPeriod): number =>
		Math.ceil(Math.max(0, Math.min(until, end) - Math.max(from, begin)) / DAY_MS);
	return sum(periods.map((period) => (Number(period.adds) / minorUnitsOf(currency)) * daysOf(period)));
}

/** ", 120.00 EUR of it by lifetime budgets": what does not depend on daily budgets. */
export const ofItBy = (subject: string, amount: number, money: Say): string =>
	amount > 0 ? `, ${money(amount)} of it by ${subject}` : '';

/** What it comes to as it is. */
export const comingOf = ({ state, weights }: PacedBudget): number => valueInUnits(state) * sum(weights);

/**
 * Spend until the plan's end, if each day's step goes as far as it may, within the bounds of the settings.
 *
 * @param room what they may become more together, a day, in the account's currency
 */
export function furthest(pacedBudgets: readonly PacedBudget[], up: boolean, policy: Policy, room = Infinity): number {
	const step = Number(policy.step) / Number(WHOLE);
	const budgets = pacedBudgets.map(({ state, weights }) => {
		const value = valueInUnits(state);
		return { value, weights, daily: value, bound: boundOf(up, state, policy) / minorUnitsOf(state.currency) };
	});
	const days = Math.max(0, ...pacedBudgets.map(({ weights }) => weights.length));
	let spend = 0;
	for (let day = 0; day < days; day += 1) {
		for (const one of budgets)
			one.daily = up
				? Math.max(one.daily, Math.min(one.bound, one.daily * (1 + step)))
				: Math.max(one.bound, one.daily * (1 - step));
		const more = sum(budgets.map(({ daily, value }) => daily - value));
		const share = up && more > room ? room / more : 1;
		spend += sum(budgets.map(({ daily, value, weights }) => (value + (daily - value) * share) * (weights[day] ?? 0)));
	}
	return spend;
}

/** That the plan cannot be met, where a step a day does not lead there. */
export function limitsSentence(up: boolean, end: number, { total }: Span, { step }: Policy, money: Say): string {
	if (up ? end >= total * (1 - ON_PLAN) : end <= total * (1 + ON_PLAN)) return '';
	const within = `with a step of ${inPercent(step)} a day${up ? ' and the maximum' : ''}`;
	const off = `${money(Math.abs(total - end))} ${up ? 'below' : 'above'} it`;
	return ` The plan cannot be met: ${within} it comes to ${money(end)} at ${up ? 'most' : 'least'}, ${off}.`;
}

/** The furthest that the settings let a budget go; a ceiling that is missing raises nothing. */
function boundOf(up: boolean, { value, minimum }: LeverState, { ceiling, floor }: Policy): number {
	if (up) return Number(ceiling ?? value);
	return Number(floor ?? minimum ?? 1n);
}
