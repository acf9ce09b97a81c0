import { simulate } from '../../../bench/stopLoss/simulate.mts';

// The simulation behind docs/development/stop-loss-simulation.md on other seeds each time: SEED repeats a run, RUNS makes it longer or shorter.

jest.setTimeout(1_800_000);

const seed = Number(process.env.SEED ?? Date.now() % 10_000);
const adSets = Math.ceil(300 * Number(process.env.RUNS ?? 1));

it.each([
	[0.3, 0.02],
	[1, 0.04],
])('of a loss of five times the target four fifths are saved; days of variance %d', (variance, mostStopped) => {
	const [loss, good] = [5, 1].map((truth) => simulate(truth, { variance, memory: 0 }, seed, adSets));
	process.stdout.write(
		`stop-loss: SEED=${seed}, ${adSets} ad sets: saved ${loss!.saved}, on target stopped ${good!.stopped}\n`,
	);
	expect(loss!.saved).toBeGreaterThan(0.78);
	expect(good!.stopped).toBeLessThanOrEqual(mostStopped);
});
