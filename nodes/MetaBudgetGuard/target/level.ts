import { unevenness } from '../../meta/evidence/dayVariance';
import { gammaQuantile } from '../../meta/evidence/gamma';

/**
 * Orders differ in value about as much as they are worth on average (a coefficient of variation of 1, an assumption).
 */
const VALUE_VARIANCE = 1;

/** How certain the interval is, and the probability left outside on either side. */
export const CREDIBILITY = 0.9;
const TAIL = (1 - CREDIBILITY) / 2;

/** What is known before any result, as one result's worth of "exactly on target". */
const PRIOR = 1;

/** Cost and results of some whole days, in the account's currency. */
export interface Stretch {
	readonly cost: number;
	readonly results: number;
	/** What the results were worth; only for a return on spend. */
	readonly value?: number;
	readonly days: number;
	/** How much of it counts; all unless said. */
	readonly weight?: number;
}

export interface Goal {
	readonly kind: 'cost' | 'roas';
	/** Cost per result in the account's currency, or return per unit spent. */
	readonly target: number;
}

/**
 * How good the results are against the target: 1 is exactly there, 2 is twice as good (half the cost, twice the
 * return).
 */
export interface TargetLevel {
	/** Null without a single result: half the cost cannot be told from none. */
	readonly measured: number | null;
	readonly low: number;
	readonly high: number;
}

/**
 * What the results tell, once days' own variance and that of orders is taken out: as many independent ones would tell
 * it.
 */
function countsOf(
	parts: readonly Stretch[],
	goal: Goal,
	dayVariance: number,
): { results: number; expected: number } | null {
	const sum = (of: (part: Stretch) => number): number =>
		parts.reduce((total, part) => total + of(part) * (part.weight ?? 1), 0);
	const results = sum((part) => part.results);
	const value = sum((part) => part.value ?? 0);
	const worth = goal.kind === 'cost' ? 1 / goal.target : (results / value) * goal.target;
	// For a return: how many results would have been expected of this spend, if each is worth what they were worth here.
	const expectedOf = ({ cost }: Stretch): number => cost * worth;
	const expectedResults = sum(expectedOf);
	// A return beyond any number is a typing error in the rows, nothing to step a budget by.
	if (!Number.isFinite(expectedResults) || expectedResults <= 0 || !Number.isFinite(value / sum(({ cost }) => cost)))
		return null;
	const squares = sum((part) => expectedOf(part) ** 2 / part.days);
	const spread = unevenness(expectedResults, squares, dayVariance) * (goal.kind === 'cost' ? 1 : 1 + VALUE_VARIANCE);
	return { results: results / spread, expected: expectedResults / spread };
}

/**
 * The interval in which the level lies with 90 % probability: results are counts (Poisson) around a level of which
 * little is known beforehand (Gamma). Without a result it is wide and reaches up from zero, so that a few quiet days
 * are not taken for an infinite cost.
 *
 * @param dayVariance of a day's level, beside chance
 * @returns null where nothing can be said: nothing was spent, or a return is asked of results without any
 */
export function targetLevelOf(parts: readonly Stretch[], goal: Goal, dayVariance: number): TargetLevel | null {
	const counts = countsOf(parts, goal, dayVariance);
	if (counts === null) return null;
	const shape = PRIOR + counts.results;
	const scale = 1 / (PRIOR + counts.expected);
	return {
		measured: counts.results > 0 ? counts.results / counts.expected : null,
		low: gammaQuantile(TAIL, shape, scale),
		high: gammaQuantile(1 - TAIL, shape, scale),
	};
}
