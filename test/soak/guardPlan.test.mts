import { missOf, months } from '../unit/guardTarget/pacing.mts';

// Change → To a Plan over many months: docs/to-a-plan.md has the figures.

it.each([
	[0, 0.97],
	[0.15, 0.95],
	[0.25, 0.94],
	[0.4, 0.78],
])('months with a noise of %d land within 3 %% of the plan in %d of all', (noise, least) => {
	const misses = months(300, noise).map(missOf);
	expect(misses.filter((miss) => Math.abs(miss) <= 0.03).length / misses.length).toBeGreaterThanOrEqual(least);
});
