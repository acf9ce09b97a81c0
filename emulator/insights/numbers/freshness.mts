import memoize from 'lodash/memoize.js';

import { startOf, type Day } from '../query/days.mts';

/** How much of a day's final numbers is known at a moment; above 1 where Meta takes something back later. */
export interface Freshness {
	delivery: number;
	clicks: number;
	conversions: number;
}

const HOUR = 3_600_000;
/** Insights are refreshed about every 15 minutes (Meta: marketing-api/insights/best-practices). */
export const REFRESH = 15 * 60_000;
/** Numbers do not change after 28 days of being reported (Meta: marketing-api/insights/best-practices). */
const SETTLED = 28 * 24 * HOUR;

export const FINAL: Freshness = { delivery: 1, clicks: 1, conversions: 1 };

/** Each row of a report asks for the same few days. */
const beginningOf = memoize(startOf, (day, timeZone) => `${day} ${timeZone}`);

/**
 * About 90 % of a day is there at the account's midnight, 99 % at three, and small changes go on for 18 hours (field
 * measurements of reporting vendors; Meta gives no number). Conversions come in until the 28th day. That clicks are
 * counted a percent too high for two days stands for the invalid ones Meta takes out; how many is not public.
 */
export function freshnessOf(day: Day, timeZone: string, now: number): Freshness {
	const seenAt = Math.floor(now / REFRESH) * REFRESH;
	const start = beginningOf(day, timeZone);
	const end = beginningOf(day + 1, timeZone);
	const age = seenAt - end;
	if (age >= SETTLED) return FINAL;
	const partPassed = Math.min(1, Math.max(0, (seenAt - start) / (end - start)));
	const delivery = age <= 0 ? 0.9 * partPassed : age < 3 * HOUR ? 0.9 + (0.09 * age) / (3 * HOUR) : late(age);
	return {
		delivery,
		clicks: delivery * (age < 48 * HOUR ? 1.01 : 1),
		conversions: delivery * (0.6 + 0.4 * Math.sqrt(Math.max(0, age) / SETTLED)),
	};
}

function late(age: number): number {
	return Math.min(1, 0.99 + (0.01 * (age - 3 * HOUR)) / (15 * HOUR));
}
