import { jStat } from '../../shared/vendor/jstat';

/** From here on the cube of a normal has more right digits than are ever said (Wilson and Hilferty, 1931). */
const LARGE_SHAPE = 100_000;

/**
 * A quantile of a Gamma distribution. jStat sums as many terms as the shape is large: a column mistaken for results would
 * take minutes.
 */
export function gammaQuantile(probability: number, shape: number, scale: number): number {
	if (shape < LARGE_SHAPE) return jStat.gamma.inv(probability, shape, scale);
	const ninth = 1 / (9 * shape);
	return scale * shape * (1 - ninth + jStat.normal.inv(probability, 0, 1) * Math.sqrt(ninth)) ** 3;
}
