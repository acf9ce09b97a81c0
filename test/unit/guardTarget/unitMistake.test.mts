import * as fc from 'fast-check';

import { unitMistake } from '../../../nodes/MetaBudgetGuard/target/unitMistake.ts';

/** Values of a rule that can only be a mistake of the unit. */

it.each([
	['ctr', 0.012, 'is 0.012 %, for a CTR in percent: did you mean 1.2?'],
	['ctr', 0.0499, 'is 0.0499 %, for a CTR in percent: did you mean 4.99?'],
	['ctr', 120, 'is 120 %, for a CTR in percent: did you mean 1.2?'],
	['ctr', 1_000_000, 'is 1000000 %, for a CTR in percent'],
	['roas', 250, 'is 250, for a ROAS, the return per unit spent: did you mean 2.5?'],
	['roas', 100.5, 'is 100.5, for a ROAS, the return per unit spent: did you mean 1.005?'],
	['frequency', 250, 'is 250, for a frequency, the times that one person saw it: did you mean 2.5?'],
	['frequency', 0.035, 'is 0.035, for a frequency, the times that one person saw it: did you mean 3.5?'],
	['frequency', 0.5, 'is 0.5, for a frequency, the times that one person saw it'],
] as const)('%s %d %s', (metric, value, words) => {
	expect(unitMistake({ metric, value })).toContain(words);
});

it.each([
	['ctr', [0, 0.05, 0.1, 1.2, 12, 100]],
	['roas', [0, 0.01, 0.5, 2.5, 30, 100]],
	['frequency', [0, 1, 1.1, 20, 100]],
] as const)('%s at the edge of what there is passes: %j', (metric, values) => {
	for (const value of values) expect(unitMistake({ metric, value })).toBeNull();
});

const metrics = fc.constantFrom('ctr' as const, 'roas' as const, 'frequency' as const);

it('what is asked for instead is no mistake itself, and only 100 times away', () => {
	fc.assert(
		fc.property(metrics, fc.double({ min: 0, max: 1e6, noNaN: true }), (metric, value) => {
			const [, meant] = /did you mean ([\d.e+-]+)\?/.exec(unitMistake({ metric, value }) ?? '') ?? [];
			if (meant === undefined) return;
			expect(unitMistake({ metric, value: Number(meant) })).toBeNull();
			const times = Number(meant) / value;
			expect(Math.min(Math.abs(times - 100), Math.abs(times - 0.01) * 1e4)).toBeLessThan(1e-6);
		}),
	);
});

it('amounts and counts can be anything', () => {
	const anything = fc.constantFrom(
		'spend' as const,
		'results' as const,
		'costPerResult' as const,
		'costPerLead' as const,
	);
	fc.assert(
		fc.property(anything, fc.double({ min: 0, noNaN: true }), (metric, value) => {
			expect(unitMistake({ metric, value })).toBeNull();
		}),
	);
});
