import { jStat } from '../../shared/vendor/jstat';

/**
 * Days differ by more than chance: weekday, competitors, what else went out that day. This much variance of a day's
 * level is assumed, since a few days are never enough to measure it. An assumption; what it costs is in the simulation
 * that `docs/how-the-guard-decides.md` shows.
 */
const DAY_VARIANCE = 0.1;

/**
 * Orders differ in value about as much as they are worth on average (a coefficient of variation of 1, an assumption).
 */
const VALUE_VARIANCE = 1;

/** How certain the interval is, and the probability left outside on either side. */
const CREDIBILITY = 0.9;
const TAIL = (1 - CREDIBILITY) / 2;

/** What is known before any result, as one result's worth of "exactly on target". */
const PRIOR = 1;

/** Cost and results of some whole days, in the account's currency. */
export interface Evidence {
	readonly cost: number;
	readonly results: number;
	/** What the results were worth; only for a return on spend. */
	readonly value?: number;
	readonly days: number;
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
export interface Level {
	/** Null without a single result: half the cost cannot be told from none. */
	readonly measured: number | null;
	readonly low: number;
	readonly high: number;
}

/**
 * What the results tell, once days' own variance and that of orders is taken out: as many independent ones would tell
 * it.
 */
function counted(parts: readonly Evidence[], goal: Goal): { results: number; expected: number } | null {
	const sum = (name: 'cost' | 'results' | 'value'): number =>
		parts.reduce((total, part) => total + (part[name] ?? 0), 0);
	const results = sum('results');
	const worth = goal.kind === 'cost' ? 1 / goal.target : results / sum('value') / (1 / goal.target);
	// For a return: how many results would have been expected of this spend, if each is worth what they were worth here.
	const expectedOf = ({ cost }: Evidence): number => cost * worth;
	const expected = parts.reduce((total, part) => total + expectedOf(part), 0);
	// A return beyond any number is a typing error in the rows, nothing to step a budget by.
	if (!Number.isFinite(expected) || expected <= 0 || !Number.isFinite(sum('value') / sum('cost'))) return null;
	const daysApart = parts.reduce((total, part) => total + expectedOf(part) ** 2 / part.days, 0);
	const spread = (1 + (DAY_VARIANCE * daysApart) / expected) * (goal.kind === 'cost' ? 1 : 1 + VALUE_VARIANCE);
	return { results: results / spread, expected: expected / spread };
}

/**
 * The interval in which the level lies with 90 % probability: results are counts (Poisson) around a level of which
 * little is known beforehand (Gamma). Without a result it is wide and reaches up from zero, so that a few quiet days
 * are not taken for an infinite cost.
 *
 * @returns null where nothing can be said: nothing was spent, or a return is asked of results without any
 */
export function levelOf(parts: readonly Evidence[], goal: Goal): Level | null {
	const counts = counted(parts, goal);
	if (counts === null) return null;
	const shape = PRIOR + counts.results;
	const scale = 1 / (PRIOR + counts.expected);
	return {
		measured: counts.results > 0 ? counts.results / counts.expected : null,
		low: quantile(TAIL, shape, scale),
		high: quantile(1 - TAIL, shape, scale),
	};
}

/** From here on the cube of a normal has more right digits than are ever said (Wilson and Hilferty, 1931). */
const LARGE_SHAPE = 100_000;

/**
 * Of a Gamma distribution. jStat sums as many terms as the shape is large: a column mistaken for results would take
 * minutes.
 */
function quantile(probability: number, shape: number, scale: number): number {
	if (shape < LARGE_SHAPE) return jStat.gamma.inv(probability, shape, scale);
	const ninth = 1 / (9 * shape);
	return scale * shape * (1 - ninth + jStat.normal.inv(probability, 0, 1) * Math.sqrt(ninth)) ** 3;
}
