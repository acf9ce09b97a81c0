import { range } from 'lodash';

import { useBench } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';
import { emulatorCredential } from '../support/harness.mts';
import { uniform } from '../../../bench/uniform.mts';
import { sampled } from '../../support/sampled.mts';
import { altered, interpret, type Interpreter } from './alterations.mts';
import { odditiesOf } from './oddities.mts';
import { readOperations } from './readOperations.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * Every operation that reads, with answers in which one place is not what it should be. Whatever Meta answers, a cell
 * holds a value or none, and a failure is a sentence. ALTERED sets how many answers each operation gets within eight days, SEED which.
 */

const RUNS = Number(process.env.ALTERED ?? 8);
const SEED = Number(process.env.SEED ?? 1);

const bench = useBench();
let between: Interpreter;
beforeAll(async () => {
	between = await interpret(bench.emulator);
});
afterAll(async () => await between.close());

it.each(readOperations)(
	'$name',
	async ({ node, parameters: { operation, ...parameters }, prepare }) => {
		const run = async () => {
			bench.emulator.control.reset();
			prepare?.(bench.emulator.world);
			return await bench.run(String(operation), parameters, {
				node,
				credential: emulatorCredential(between.url),
				onError: 'continueRegularOutput',
			});
		};
		between.alter = (text) => text;
		const odd: string[] = [];
		const alone = await run();
		expect(alone.error).toBeUndefined();
		expect(alone.rows.length).toBeGreaterThan(0);
		expect(alone.rows.filter(({ error }) => error !== undefined)).toEqual([]);
		for (const number of sampled(range(RUNS), () => 'answer')) {
			const random = uniform(SEED * 1_000_003 + number);
			// Later answers are altered less often: most of what is told comes from the first ones.
			const struck = Math.floor(random() ** 2 * 4);
			let answers = 0;
			let what = 'nothing';
			between.alter = (text) => {
				if (answers++ !== struck) return text;
				const change = altered(text, random);
				what = `answer ${struck} ${change.what}`;
				return change.text;
			};
			odd.push(...odditiesOf(await run()).map((oddity) => `${what} → ${oddity}`));
		}
		expect(odd).toEqual([]);
	},
	600_000,
);
