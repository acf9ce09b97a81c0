import * as fc from 'fast-check';

/** SEED repeats a run, RUNS makes it longer or shorter. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const factor = Number(process.env.RUNS ?? 1);

/** Checks a property many times and prints the seed, so that a night's finding can be had again by day. */
export async function soak<T>(
	name: string,
	arbitrary: fc.Arbitrary<T>,
	property: (value: T) => Promise<void>,
	numRuns: number,
): Promise<void> {
	process.stdout.write(`${name}: SEED=${seed}, ${numRuns * factor} runs\n`);
	await fc.assert(fc.asyncProperty(arbitrary, property), { seed, numRuns: numRuns * factor });
}
