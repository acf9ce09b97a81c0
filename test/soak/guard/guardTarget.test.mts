import { guarded } from '../../../bench/target/rules.mts';
import { simulate } from '../../../bench/target/simulate.mts';
import { expectGrown, expectHalved, expectStill } from '../../unit/guardTarget/simulationBounds.mts';

// The simulation behind docs/development/target-simulation.md in its full length, on other seeds each time.

jest.setTimeout(1_800_000);

/** SEED repeats a run, RUNS makes it longer or shorter. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const adSets = Math.ceil(200 * Number(process.env.RUNS ?? 1));

/** As uneven as the guard assumes days to be. */
const USUAL = { variance: 0.3, memory: 0 };

const truths = [
	[1, 'stay', expectStill],
	[2, 'are halved', expectHalved],
	[0.5, 'grow within the caps', expectGrown],
] as const;

describe.each([
	['daily', 24],
	['hourly', 1],
] as const)('toward a target, %s', (_name, everyHours) => {
	it.each(truths)('budgets whose results cost %d × the target %s', (truth, _what, keepsBounds) => {
		process.stdout.write(`toward a target: SEED=${seed}, ${adSets} ad sets\n`);
		keepsBounds(simulate(guarded(everyHours, ''), truth, USUAL, seed, adSets));
	});
});
