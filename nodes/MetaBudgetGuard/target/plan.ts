import { accountDay, toInstant } from '../../shared/accountTime';
import { currencyDecimals, formatMoney } from '../../shared/money';
import { inPercent, WHOLE } from '../policy/lever';
import type { Wish } from '../policy/request';
import type { Policy } from '../policy/settings';
import { DAY, type LeverState } from '../policy/state';
import { nothing } from './counted';
import { dayInWords } from './windows';

/** What is to be spent in a time, and what was spent day by day until now. */
export interface Plan {
	/** The object whose spend was read. */
	readonly object: string;
	/** In the account's currency. */
	readonly total: number;
	/** First and last day, by the account's calendar (`2026-11-01`). */
	readonly since: string;
	readonly until: string;
	/** Spend of each day in the account's currency; a day without any is missing. Some weeks before the plan belong to it. */
	readonly spent: ReadonlyMap<string, number>;
}

/** Days before the present one that tell how spend differs by weekday, and how many of them it takes. */
export const SHAPE_DAYS = 28;
const LEAST_SHAPE_DAYS = 14;

/** How far off the plan it may come out before a step is wanted, as a share of the plan. */
const ON_PLAN = 0.01;

/** A weekday counts as like the others until weeks have told: so many weeks of that are taken for granted. */
const PRIOR_WEEKS = 2;

/** Days of the calendar, which clock changes do not shorten. */
const plus = (date: string, days: number): string => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

const weekdayOf = (date: string): number => new Date(date).getUTCDay();

const daysFrom = (first: string, last: string): string[] => {
	const days: string[] = [];
	for (let date = first; date <= last; date = plus(date, 1)) days.push(date);
	return days;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What a day spends beside an average one, by its weekday: 1 where too little is known. */
function shapeOf({ spent }: Plan, today: string): (date: string) => number {
	const past = daysFrom(plus(today, -SHAPE_DAYS), plus(today, -1)).filter((date) => (spent.get(date) ?? 0) > 0);
	const mean = sum(past.map((date) => spent.get(date) ?? 0)) / past.length;
	if (past.length < LEAST_SHAPE_DAYS) return () => 1;
	const factors = new Map(
		[0, 1, 2, 3, 4, 5, 6].map((weekday) => {
			const same = past.filter((date) => weekdayOf(date) === weekday).map((date) => (spent.get(date) ?? 0) / mean);
			return [weekday, (sum(same) + PRIOR_WEEKS) / (same.length + PRIOR_WEEKS)];
		}),
	);
	return (date) => factors.get(weekdayOf(date)) ?? 1;
}

/** Days that tell how much of its budget an object spends, and how many that spend all of it are taken for granted. */
const LEVEL_DAYS = 14;
const PRIOR_DAYS = 2;
/** Less than this is no steady under-delivery, and a budget that is raised for it would not be spent. */
const LEAST_LEVEL = 0.5;
/**
 * Meta spends up to three quarters more on a day (Business Help Center, "About daily budgets"), so more tells that the
 * budgets of those days are not what the log says.
 */
const MOST_LEVEL = 1.75;

/** The budget in force at a moment, by the log's changes. */
const budgetAt = ({ value, log: { values } }: LeverState, at: number): bigint =>
	values.find((change) => change.at > at)?.from ?? value;

/** What an object spends of its budget on a day like the others: Meta spends less than it may, or some more. */
function levelOf(
	{ spent }: Plan,
	state: LeverState,
	today: string,
	shape: (date: string) => number,
	unit: number,
): number {
	const days = daysFrom(plus(today, -LEVEL_DAYS), plus(today, -1)).filter((date) => spent.has(date));
	const noon = (date: string): number => toInstant(`${date}T12:00:00`, state.zone).toMillis();
	const allowed = sum(days.map((date) => (Number(budgetAt(state, noon(date))) / unit) * shape(date)));
	const assumed = (PRIOR_DAYS * Number(state.value)) / unit;
	const level = (sum(days.map((date) => spent.get(date) ?? 0)) + assumed) / (allowed + assumed);
	return Math.min(MOST_LEVEL, Math.max(LEAST_LEVEL, level));
}

/** Spend until the plan's end, if each day's step goes as far as it may, within the bounds of the settings. */
function furthest(value: number, weights: readonly number[], up: boolean, state: LeverState, policy: Policy): number {
	const step = Number(policy.step) / Number(WHOLE);
	const bound = boundOf(up, state, policy) / 10 ** currencyDecimals(state.currency);
	let daily = value;
	return sum(
		weights.map((weight) => {
			daily = up ? Math.max(daily, Math.min(bound, daily * (1 + step))) : Math.max(bound, daily * (1 - step));
			return daily * weight;
		}),
	);
}

/** Why there is nothing to reckon with; null where there is. */
function beside(plan: Plan, state: LeverState, today: string): string | null {
	if (state.id !== plan.object)
		return 'Its budget is that of its campaign. Choose the campaign, so that the plan and the spend are of the same.';
	if (state.lever !== 'dailyBudget') return 'It has a lifetime budget, which Meta spreads over its time by itself.';
	if (today < plan.since) return `The plan begins on ${dayInWords(plan.since)}.`;
	return today > plan.until ? `The plan ended on ${dayInWords(plan.until)}.` : null;
}

/**
 * What a plan wants of a daily budget: what is left of it, over the days that are left, as spend differs by weekday. Each
 * day looks anew, so that what Meta spends more or less is made up for.
 *
 * @param now milliseconds since 1970
 */
export function wishToPlan(plan: Plan, state: LeverState, policy: Policy, now: number): Wish {
	const today = accountDay(now, state.zone);
	const reason = beside(plan, state, today);
	if (reason !== null) return nothing(reason);
	const unit = 10 ** currencyDecimals(state.currency);
	const money = (amount: number): string => formatMoney(String(Math.round(amount * unit)), state.currency);
	const spent = sum(daysFrom(plan.since, plus(today, -1)).map((date) => plan.spent.get(date) ?? 0));
	const days = daysFrom(today, plan.until);
	const shape = shapeOf(plan, today);
	const level = levelOf(plan, state, today, shape, unit);
	const weights = days.map((date) => level * shape(date));
	const value = Number(state.value) / unit;
	const coming = spent + value * sum(weights);
	const read =
		`${money(spent)} of ${money(plan.total)} spent (${dayInWords(plan.since)} to ${dayInWords(plan.until)}, ` +
		`${days.length} day${days.length === 1 ? '' : 's'} left with today); at ${money(value)} a day it comes to ${money(coming)}`;
	if (spent >= plan.total) {
		const because = `${read}. The plan is spent: down as far as it may go. Pause it to spend nothing more.`;
		return { kind: 'value', value: 1n, because };
	}
	if (Math.abs(coming - plan.total) <= plan.total * ON_PLAN) return nothing(`${read}, as planned: no step.`);
	const wanted = (plan.total - spent) / sum(weights);
	const end = spent + furthest(value, weights, wanted > value, state, policy);
	const because = `${read}; ${money(wanted)} a day would meet the plan.${limits(wanted > value, end, plan, policy, money)}`;
	return { kind: 'value', value: BigInt(Math.max(1, Math.round(wanted * unit))), because };
}

/** That the plan cannot be met, where a step a day does not lead there. */
function limits(
	up: boolean,
	end: number,
	{ total }: Plan,
	{ step }: Policy,
	money: (amount: number) => string,
): string {
	if (up ? end >= total * (1 - ON_PLAN) : end <= total * (1 + ON_PLAN)) return '';
	const within = `with a step of ${inPercent(step)} a day${up ? ' and the ceiling' : ''}`;
	return ` The plan cannot be met: ${within} it comes to ${money(end)} at ${up ? 'most' : 'least'}.`;
}

/** The furthest that the settings let a budget go; a ceiling that is missing raises nothing. */
function boundOf(up: boolean, { value, minimum }: LeverState, { loosest, tightest }: Policy): number {
	if (up) return Number(loosest ?? value);
	return Number(tightest ?? minimum ?? 1n);
}
