import { range } from 'lodash';

import { useBench } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';
import { emulatorCredential } from '../support/harness.mts';
import { alterAnswersOf, type AlteredMeta } from '../../support/fuzz/alteredMeta.mts';
import type { Tally } from '../../support/fuzz/findings.mts';
import { sampled } from '../../support/sampled.mts';
import { fuzzers } from '../../support/fuzz/fuzzers.mts';
import { begin, runOf, steps } from '../../support/fuzz/steps.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

jest.setTimeout(600_000);

/**
 * Each day three seeds of 24. `SEED=7 FUZZ=1 npx jest fuzz` repeats one finding; the long run is in
 * test/soak, its counts in docs/development/fuzzing.md.
 */
const { SEED, FUZZ } = process.env;
const everySeed = range(Number(SEED ?? 1), Number(SEED ?? 1) + Number(FUZZ ?? 24));
const seeds = SEED === undefined && FUZZ === undefined ? sampled(everySeed, () => 'seed') : everySeed;

const bench = useBench();
let meta: AlteredMeta;

beforeAll(async () => (meta = await alterAnswersOf(bench.emulator.url)));
afterAll(async () => await meta.close());

const surroundings = {
	bench,
	get meta() {
		return meta;
	},
};

/** Otherwise the fuzzers would find nothing wrong with steps that do nothing. */
const carriedOut = steps.filter(({ times, effect, dry }) => times !== undefined && (effect !== undefined || dry));

it.each(carriedOut)('$name is carried out once while nothing is altered', async (step) => {
	const { times, dry } = step;
	const items = await begin(bench, step);
	const { world } = bench.emulator;
	const before = times!(world);
	const { rows, error } = await runOf(bench, step, { items, credential: emulatorCredential(meta.url) })();
	expect(error).toBeUndefined();
	expect(rows[0]?.error).toBeUndefined();
	expect(times!(world) - before).toBe(dry ? 0 : 1);
});

it.each(fuzzers(surroundings))(
	'$name: no crash, no hang, no wrong success, no raw text, no odd cell',
	async ({ name, fuzz }) => {
		const tally: Tally = { name, runs: 0, findings: [] };
		for (const seed of seeds) await fuzz(tally, seed);
		expect(tally.findings).toEqual([]);
		expect(tally.runs).toBe(seeds.length);
	},
);
