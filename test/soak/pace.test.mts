import { heldIn } from '../../bench/pace/simulate.mts';
import { paceWorlds } from '../../bench/pace/world.mts';

// The same months each time; RUNS makes them more. The page's own figures come of `bench/pace`.

jest.setTimeout(600_000);

const MONTHS = Math.ceil(400 * Number(process.env.RUNS ?? 1));

describe('the pace of a month', () => {
	it.each(paceWorlds)('ends within its range in 75 to 90 of 100 months of $name', (world) => {
		const held = heldIn(world, MONTHS, 90_000_000);
		const chance = 2 * Math.sqrt((0.8 * 0.2) / MONTHS);
		expect(held).toBeGreaterThan(0.75 - chance);
		expect(held).toBeLessThan(0.9 + chance);
	});
});
