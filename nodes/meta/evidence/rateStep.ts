import { ASSUMED_DAY_VARIANCE } from './dayVariance';

/** Results, and the spend they came of in any unit. */
export interface SpentResults {
	readonly results: number;
	readonly spend: number;
}

/** Beyond so many standard deviations chance alone comes in one of twenty cases. */
const EVIDENT = 1.96;

/** Whether a step is more than chance explains; one that nobody knows is not. */
export const isEvidentStep = (step: number | null): boolean => step !== null && Math.abs(step) >= EVIDENT;

/** With fewer results on both sides together nothing can be said. */
const LEAST_RESULTS = 10;

/**
 * How far the results of one side lie from what its part of the spend lets expect, in standard deviations. Above 0 it brought
 * more for its money. Counts vary by chance, and days by more than that (`ASSUMED_DAY_VARIANCE`). Null where results are too
 * few, or one side spent nothing.
 *
 * @param days that each side has; Infinity leaves out how days vary, so that only the count of results is judged
 */
export function rateStep(one: SpentResults, other: SpentResults, days: number): number | null {
	const [results, spend] = [one.results + other.results, one.spend + other.spend];
	if (!(one.spend > 0) || !(other.spend > 0) || !(days > 0) || results < LEAST_RESULTS) return null;
	const [part, rest] = [one.spend / spend, other.spend / spend];
	const byChance = results * part * rest;
	const byDays = (2 * ASSUMED_DAY_VARIANCE * byChance ** 2) / days;
	return (one.results - results * part) / Math.sqrt(byChance + byDays);
}
