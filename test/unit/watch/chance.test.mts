import fc from 'fast-check';

import { poisson } from '../../../bench/rotation/world.mts';
import { uniform } from '../../../bench/uniform.mts';
import { jstat } from '../../../bench/rotation/jstat.mts';
import { normal } from '../../../bench/watch/world.mts';
import { chanceOfLess, chanceOfMore } from '../../../nodes/MetaInsights/watch/judged/chance.ts';
import { isDoneWithin } from '../../support/doneWithin.mts';

const amounts = {
	mean: fc.double({ min: 1, max: 2000, noNaN: true }),
	share: fc.double({ min: 0, max: 4, noNaN: true }),
};
const uneven = fc.double({ min: 0.005, max: 0.3, noNaN: true });

describe('the chance of a count', () => {
	it('is what drawn days show', () => {
		const random = uniform(7);
		jstat.setRandom(random);
		const deviation = Math.sqrt(Math.log(1.04));
		const drawn = Array.from({ length: 20_000 }, () =>
			poisson(30 * Math.exp(deviation * normal(random) - deviation ** 2 / 2)),
		);
		for (const found of [15, 20, 30, 45]) {
			const less = drawn.filter((count) => count < found).length + drawn.filter((count) => count === found).length / 2;
			expect(Math.abs(chanceOfLess(found, { mean: 30, uneven: 0.04 }, 1) - less / drawn.length)).toBeLessThan(0.012);
		}
		// Nothing at all is hardly rarer than by chance alone.
		expect(chanceOfLess(0, { mean: 5, uneven: 0.001 }, 1)).toBeCloseTo(Math.exp(-5) / 2, 4);
	});

	it('grows with what was found, whatever it is made of, up to certainty', () => {
		fc.assert(
			fc.property(
				amounts.mean,
				amounts.share,
				amounts.share,
				uneven,
				fc.constantFrom(0, 1, 80),
				(mean, one, other, level, unit) => {
					const [less, more] = [Math.min(one, other), Math.max(one, other)].map((share) =>
						chanceOfLess(Math.round(share * mean), { mean, uneven: level }, unit),
					);
					expect(less).toBeLessThanOrEqual(more! + 1e-9);
					expect(less).toBeGreaterThanOrEqual(0);
					expect(more).toBeLessThanOrEqual(1 + 1e-9);
				},
			),
			{ numRuns: 200 },
		);
	});

	it('is the rest of the chance of more, and the same on both sides of where counts become amounts', () => {
		const due = { mean: 40, uneven: 0.03 };
		expect(chanceOfLess(50, due, 1) + chanceOfMore(50, due, 1)).toBeCloseTo(1, 9);
		const [below, above] = [499, 501].map((mean) => chanceOfLess(mean * 0.8, { mean, uneven: 0.02 }, 1));
		expect(below! / above!).toBeCloseTo(1, 0);
	});

	it('does not take long, whatever a column is mistaken for results', () => {
		const hundred = (): void => {
			for (let run = 0; run < 100; run++) chanceOfMore(9e9, { mean: 3, uneven: 0.02 }, 1);
		};
		expect(isDoneWithin(1_000, hundred)).toBe(true);
	});
});
