import { appendFileSync, existsSync, readFileSync } from 'node:fs';

import { existingPairs } from '../../engine/pairs/matrix.mts';
import { playPair } from '../../engine/pairs/pair.mts';
import '../../engine/support/lives/fakeTime.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);
jest.setTimeout(24 * 3_600_000);

/**
 * Sixteen features, each next to each, for a month: the log as recorded and late, on one worker and on two. FROM and EVERY take a part
 * (every so manieth run from there), DAYS makes it shorter, SEED repeats it, and TOLD appends what came of each to a file.
 */
const [from, every] = [Number(process.env.FROM ?? 0), Number(process.env.EVERY ?? 1)];
const days = Number(process.env.DAYS ?? 30);
const seed = Number(process.env.SEED ?? 1);
const settings = [
	{ lagSeconds: 0, workers: 1 },
	{ lagSeconds: 1_200, workers: 2 },
	{ lagSeconds: 0, workers: 2 },
	{ lagSeconds: 10_800, workers: 1 },
] as const;
const runs = existingPairs.flatMap(([one, other], index) =>
	settings.map((setting, place) => ({ one, other, ...setting, seed: seed * 1_000 + index * settings.length + place })),
);

const { TOLD } = process.env;
/** What the file tells already is not run again, so that a soak can go on where it was cut off. */
const toldSeeds = new Set(
	TOLD !== undefined && existsSync(TOLD)
		? [...readFileSync(TOLD, 'utf8').matchAll(/"seed":(\d+)/g)].map(([, told]) => Number(told))
		: [],
);

it.each(runs.filter((run, index) => index % every === from && !toldSeeds.has(run.seed)))(
	'$one next to $other, log $lagSeconds s late, $workers workers',
	async ({ one, other, ...run }) => {
		const { broken } = await playPair({ features: [one, other], days, ...run });
		if (TOLD !== undefined) appendFileSync(TOLD, `${JSON.stringify({ one, other, ...run, broken })}\n`);
		expect(broken).toEqual([]);
	},
);
