import { sumBy } from 'lodash';

import { live, shapeOf } from './life.mts';
import { promises, type Broken } from './promises.mts';
import '../../engine/support/lives/fakeTime.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);
jest.setTimeout(24 * 3_600_000);

/** SEED is the first of so many SEEDS; DAYS makes lives longer or shorter, LINES their stories. */
const first = Number(process.env.SEED ?? 1);
const seeds = Array.from({ length: Number(process.env.SEEDS ?? 12) }, (_, index) => first + index);
const days = Number(process.env.DAYS ?? 60);

const told = ({ promise, seed, day, what, story, lost }: Broken): string =>
	[
		`${promise} (${promises[promise]}), SEED=${seed} SEEDS=1, day ${day}${lost === undefined ? '' : `, lost ${lost}`}`,
		`  ${what}`,
		...story.map((line) => `    ${line}`),
	].join('\n');

it.each(seeds)(`seed %i: ${days} days of an account keep all promises`, async (seed) => {
	const began = performance.now();
	const { broken, tally } = await live(shapeOf(seed), days);
	const seconds = Math.round((performance.now() - began) / 1_000);
	process.stdout.write(`seed ${seed}, ${seconds} s: ${JSON.stringify(tally)}\n${broken.map(told).join('\n')}\n`);
	expect(sumBy(broken, () => 1)).toBe(0);
});
