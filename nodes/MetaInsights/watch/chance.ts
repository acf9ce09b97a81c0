import { jStat } from '../../shared/vendor/jstat';

/** What is due, and how far it strays. */
export interface Due {
	readonly mean: number;
	readonly variance: number;
}

/** From here on a count is as good as an amount, and the exact sum would be long. */
const LARGE = 2_000;

/**
 * How likely so little is, or less. What comes in pieces can be nothing at all by chance: a negative binomial of the pieces;
 * the rest is a Gamma distribution.
 *
 * @param unit size of a piece: 1 for counts, 0 for what has none
 */
export function chanceOfLess(found: number, { mean, variance }: Due, unit: number): number {
	const [pieces, due] = [found / unit, mean / unit];
	const size = mean ** 2 / (variance - unit * mean);
	if (unit > 0 && pieces < LARGE && size > 0) return jStat.beta.cdf(size / (size + due), size, Math.floor(pieces) + 1);
	return jStat.gamma.cdf(Math.max(found + unit / 2, Number.EPSILON), mean ** 2 / variance, variance / mean);
}

/** How likely so much is, or more. Amounts have single large orders among them, which a Gamma distribution knows. */
export function chanceOfMore(found: number, due: Due, unit: number): number {
	if (unit === 1) return found < 1 ? 1 : 1 - chanceOfLess(found - 1, due, unit);
	return 1 - chanceOfLess(found, due, 0);
}
