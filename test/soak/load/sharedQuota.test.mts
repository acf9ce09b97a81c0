import { share, type Ending, type Job } from '../../unit/graph/quota/sharedQuota.mts';

jest.setTimeout(3_600_000);

/** Other jobs each night; `SEED=… RUNS=…` repeats or lengthens it. */
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 30);
const RUNS = Math.ceil(40 * Number(process.env.RUNS ?? 1));

/** Jobs of a third of the most to all of it, one a worker. */
const jobsOf = (seed: number, most: number, workers: number): Job[] =>
	Array.from({ length: workers }, (_, index) => index + 1).map((worker) => ({
		changes: Math.ceil(most * (1 / 3 + (((seed * 7 + worker * 31) % 67) / 67) * (2 / 3))),
	}));

const share100 = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

function told(name: string, endings: readonly Ending[]): { ratio: number; worst: number; refused: number } {
	const sum = (of: (ending: Ending) => number) => endings.reduce((total, ending) => total + of(ending), 0);
	const ratio = sum(({ seconds, best }) => seconds / best) / endings.length;
	const worst = Math.max(...endings.map(({ seconds, best }) => seconds / best));
	const refused = sum((ending) => ending.refused) / sum(({ sent }) => sent);
	process.stdout.write(
		`${name}: SEED=${SEED}, ${endings.length} runs, ${sum(({ sent }) => sent)} calls: ${share100(refused, 1)} refused, ` +
			`${ratio.toFixed(3)} × of the best schedule, at worst ${worst.toFixed(3)} ×\n`,
	);
	return { ratio, worst, refused };
}

it.each([
	{ workers: 3, tier: 'development_access', most: 120, runs: RUNS },
	{ workers: 4, tier: 'development_access', most: 120, runs: RUNS },
	{ workers: 3, tier: 'standard_access', most: 4_000, runs: Math.ceil(RUNS / 5) },
	{ workers: 4, tier: 'standard_access', most: 4_000, runs: Math.ceil(RUNS / 5) },
] as const)('$workers workers share the quota of $tier', async ({ workers, tier, most, runs }) => {
	const endings: Ending[] = [];
	for (let seed = SEED; seed < SEED + runs; seed++) endings.push(await share(tier, jobsOf(seed, most, workers), seed));
	const { ratio, refused } = told(`${workers} workers, ${tier}`, endings);
	expect(ratio).toBeLessThanOrEqual(1.15);
	expect(refused).toBeLessThanOrEqual(0.01);
	// After a refusal the emulator counts from zero, which may be sooner than the points end: that is no schedule.
	expect(ratio).toBeGreaterThanOrEqual(1);
});

it.each([1, 5, 20])(
	'four workers with four runs of %i changes each share the quota of development_access',
	async (changes) => {
		const jobs = Array.from({ length: 16 }, (_, index) => ({ changes, worker: index % 4 }));
		const endings: Ending[] = [];
		for (let seed = SEED; seed < SEED + RUNS; seed++) endings.push(await share('development_access', jobs, seed));
		const { ratio, refused } = told(`four workers, four runs each of ${changes}`, endings);
		expect(ratio).toBeLessThanOrEqual(1.15);
		expect(refused).toBeLessThanOrEqual(0.01);
	},
);

it('a small job does not starve behind big ones', async () => {
	const endings: Ending[] = [];
	for (let seed = SEED; seed < SEED + RUNS / 4; seed++) {
		const small = { changes: 4, startsAt: 300 + (seed % 10) * 60 };
		endings.push(await share('development_access', [{ changes: 100 }, { changes: 100 }, small], seed));
	}
	const { ratio, refused } = told('with a small job', endings);
	// Two that are always there leave free what four would need.
	expect(ratio).toBeLessThanOrEqual(1.25);
	expect(refused).toBeLessThanOrEqual(0.01);
	const small = endings.map(({ each }) => each[2] ?? Infinity);
	process.stdout.write(`the small job: ${Math.round(Math.max(...small))} s at worst\n`);
	expect(Math.max(...small)).toBeLessThanOrEqual(1_500);
});

it('eight workers, more than are reckoned with, are slowed by the first refusals', async () => {
	const jobs = Array.from({ length: 8 }, () => ({ changes: 600 }));
	const endings = [await share('standard_access', jobs, SEED)];
	told('eight workers', endings);
	expect(endings[0].refused / endings[0].sent).toBeLessThanOrEqual(0.025);
});
