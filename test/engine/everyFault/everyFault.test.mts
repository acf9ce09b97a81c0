import '../support/lives/fakeTime.mts';
import { uniform } from '../../../bench/uniform.mts';
import { silent, operationOf, steps } from '../cancel/steps.mts';
import { useBench } from '../support/campaigns.mts';
import { lengths, strike, usualOf, ways, type Strike, type Way } from './everyFault.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

jest.setTimeout(3_600_000);

/**
 * Every call of every operation fails, in each way, once and for good. Everyday as many as fit into some seconds, always the
 * same; all of them in test/soak. `SEED=7 STRIKES=500` tries others.
 */
const { SEED = '1', STRIKES = '60', STEP } = process.env;
/** No step makes more calls; one that goes on meeting faults would never end. */
const MOST_CALLS = 80;

const bench = useBench();
const random = uniform(Number(SEED));
const shuffled = <T,>(list: readonly T[]): T[] =>
	list
		.map((value) => [random(), value] as const)
		.sort(([one], [other]) => one - other)
		.map(([, value]) => value);

it('nothing is doubled, nothing lost, and rows say what is there, whichever call fails', async () => {
	const loud = steps.filter((step) => !silent.includes(operationOf(step)) && (STEP ?? step.name) === step.name);
	const cells = shuffled(
		loud.flatMap((step) =>
			(Object.keys(ways) as Way[]).flatMap((way) => lengths.map((length) => ({ step, way, length }))),
		),
	);
	const most = STRIKES === 'all' ? Infinity : Number(STRIKES);
	let strikes = 0;
	const operations = new Set<string>();
	const found: Array<Strike & { step: string; broken: readonly string[] }> = [];
	for (const { step, way, length } of cells) {
		if (strikes >= most) break;
		const usual = await usualOf(bench, step);
		for (let nth = 1; nth <= MOST_CALLS; nth++) {
			const broken = await strike(bench, step, usual, { way, length, nth });
			if (broken === null) break;
			strikes += 1;
			operations.add(operationOf(step));
			if (broken.length > 0) found.push({ step: step.name, way, length, nth, broken });
		}
	}
	process.stdout.write(`Every fault: SEED=${SEED}, ${strikes} strikes on ${operations.size} operations\n`);
	expect(found).toEqual([]);
	expect(strikes).toBeGreaterThan(0);
});
