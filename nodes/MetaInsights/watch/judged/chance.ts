import { range, sumBy } from 'lodash';

import { jStat } from '../../../shared/vendor/jstat';

/** What is due on some days. */
export interface Due {
	readonly mean: number;
	/** How much the level of such days strays, as a share squared. */
	readonly uneven: number;
}

/** From here on a count is as good as an amount, its chance a part of the level's, and the sum over levels long. */
const LARGE = 500;

/** Levels of days that a sum is taken over, in deviations of the logarithm; further out nothing is left to add. */
const STEP = 0.25;
const LEVELS = range(-6, 6 + STEP, STEP).map((deviations) => ({
	deviations,
	weight: (STEP * Math.exp(-(deviations ** 2) / 2)) / Math.sqrt(2 * Math.PI),
}));

/** Levels are log-normal, and 1 on average. */
const logLevel = (deviations: number, variance: number): number => Math.sqrt(variance) * deviations - variance / 2;

/** The chance at each level of such days, by how often there is one. */
function overLevels(due: number, unevenness: number, chanceAt: (due: number) => number): number {
	const variance = Math.log(1 + unevenness);
	return sumBy(LEVELS, ({ deviations, weight }) => weight * chanceAt(due * Math.exp(logLevel(deviations, variance))));
}

/** The chance of so much or less, where all of it is the level's; null for what comes in pieces that can be counted. */
function levelBelow(results: number, { mean, uneven }: Due, unit: number): number | null {
	if (Math.max(results, mean) < LARGE * unit) return null;
	const variance = Math.log(1 + uneven + unit / mean);
	const share = Math.max(results / mean, Number.EPSILON);
	return jStat.normal.cdf((Math.log(share) + variance / 2) / Math.sqrt(variance), 0, 1);
}

/** So many pieces or fewer (Poisson). */
const atMost = (pieces: number, due: number): number =>
	pieces < 0 ? 0 : 1 - jStat.gamma.cdf(due, Math.floor(pieces) + 1, 1);

/**
 * How likely so little is, or less. What comes in pieces varies by chance as well as by the level of its days, and can
 * be nothing at all. Half of the very count that came is taken, since it lies on neither side.
 *
 * @param unit size of a piece: 1 for counts, variance of one unit for amounts of orders, 0 for what has none
 */
export function chanceOfLess(results: number, due: Due, unit: number): number {
	const { mean, uneven } = due;
	const [pieces, half] = [results / unit, unit === 1 ? 0.5 : 0];
	return (
		levelBelow(results, due, unit) ??
		overLevels(mean / unit, uneven, (level) => atMost(pieces, level) * (1 - half) + atMost(pieces - 1, level) * half)
	);
}

/** How likely so much is, or more. Amounts have single large orders among them, which a Gamma distribution knows. */
export function chanceOfMore(results: number, due: Due, unit: number): number {
	if (unit <= 1) return 1 - chanceOfLess(results, due, unit);
	return (
		1 -
		(levelBelow(results, due, unit) ??
			overLevels(due.mean / unit, due.uneven, (level) => jStat.gamma.cdf(results / unit, level, 1)))
	);
}
