import { accountMonths } from '../../unit/guardTarget/accountPacing.mts';
import { missOf, months } from '../../unit/guardTarget/pacing.mts';

// Change → Pace to a Monthly Budget over many months: docs/development/target-simulation.md has the figures.

const within = (misses: readonly number[]): number =>
	misses.filter((miss) => Math.abs(miss) <= 0.03).length / misses.length;

it.each([
	[0, 0.97],
	[0.15, 0.95],
	[0.25, 0.94],
	[0.4, 0.78],
])('months with a noise of %d land within 3 %% of the plan in %d of all', (noise, least) => {
	expect(within(months(300, noise).map(missOf))).toBeGreaterThanOrEqual(least);
});

it.each([
	[false, 0.15, 0.97],
	[false, 0.25, 0.97],
	[false, 0.4, 0.94],
	[true, 0.15, 0.95],
	[true, 0.25, 0.94],
])(
	'months of an account of five campaigns, shared %p noise of %d, land as near in %d of all',
	(isShared, noise, least) => {
		const all = accountMonths(100, { noise, isShared });
		for (const days of all.flatMap(({ each }) => each))
			for (const [day, budget] of days.slice(1).entries())
				expect(Math.abs(Number(budget) / Number(days[day]) - 1)).toBeLessThanOrEqual(0.150_001);
		const share = within(all.map(missOf));

		expect(share).toBeGreaterThanOrEqual(least);
	},
);
