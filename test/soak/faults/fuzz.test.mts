import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { useBench } from '../../engine/support/campaigns.mts';
import '../../engine/support/lives/fakeTime.mts';
import { alterAnswersOf, type AlteredMeta } from '../../support/fuzz/alteredMeta.mts';
import { kinds, type Tally } from '../../support/fuzz/findings.mts';
import { fuzzers } from '../../support/fuzz/fuzzers.mts';
import { fuzzPage } from '../../support/fuzz/fuzzPage.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);

jest.setTimeout(3_600_000);

/** Other seeds each night; `SEED=… RUNS=…` repeats or lengthens it, `UPDATE_DOCS=1` writes down what it counted. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 30);
const runs = 2_000 * Number(process.env.RUNS ?? 1);

const bench = useBench();
let meta: AlteredMeta;
const tallies: Tally[] = [];

beforeAll(async () => (meta = await alterAnswersOf(bench.emulator.url)));

afterAll(async () => {
	await meta.close();
	if (process.env.UPDATE_DOCS === '1')
		await writeFile(join(process.cwd(), 'docs/development/fuzzing.md'), fuzzPage(tallies, seed));
});

const surroundings = {
	bench,
	get meta() {
		return meta;
	},
};

it.each(fuzzers(surroundings))('$name', async ({ name, fuzz }) => {
	process.stdout.write(`${name}: SEED=${seed}, ${runs} runs\n`);
	const tally: Tally = { name, runs: 0, findings: [] };
	tallies.push(tally);
	for (let one = seed; one < seed + runs; one++) await fuzz(tally, one);
	for (const kind of kinds) expect([kind, tally.findings.filter((found) => found.kind === kind)]).toEqual([kind, []]);
});
