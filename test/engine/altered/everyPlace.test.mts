import { chunk, groupBy, uniqBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import '../support/lives/fakeTime.mts';
import { nodeTables } from '../../../selfcheck/nodeTables.mts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { newlyMade } from '../../../nodes/shared/adObject/ifItExists/newlyMade.ts';
import { sampled } from '../../support/sampled.mts';
import { samples, type Sample } from '../columns/samples.mts';
import { useBench } from '../support/campaigns.mts';
import { emulatorCredential, type NodeResult } from '../support/harness.mts';
import {
	absentPlaces,
	columnPlaces,
	depthOf,
	HUGE,
	interpret,
	REMOVED,
	shownValue,
	withStruck,
	type Interpreter,
	type WantedFields,
} from './alterations.mts';
import { odditiesOf } from './oddities.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * Every operation, with every place of every answer struck: null, an object, a list, a number that none holds, 60,000
 * characters, nothing. Fields that were asked for and are not in the answer are put in as well. A cell holds a value or none, and a failure is a sentence.
 *
 * Places that cannot hide each other are struck together, and apart where a run fails or shows something odd. In a run of
 * every day an eighth of the groups is struck, each place with one of the six values. `STRUCK=6` (as test/soak does it) gives
 * every place all of them, and `TOGETHER=1` each alone.
 */

const values: readonly unknown[] = [
	null,
	{ odd: 'x' },
	[null, 'x', { odd: 'x' }],
	HUGE,
	'long '.repeat(12_000),
	REMOVED,
];
const TURNS = Number(process.env.STRUCK ?? 1);
const isEveryday = process.env.STRUCK === undefined;

/** It asks what the other operations ask, which are struck themselves: minutes for nothing new. */
const soakOnly = ['account.selfCheck'];
const TOGETHER = Number(process.env.TOGETHER ?? 12);

interface Answer {
	readonly text: string;
	readonly wanted: WantedFields;
}

interface Strike {
	/** Which of the run's answers. */
	readonly answer: number;
	readonly place: string;
	readonly value: unknown;
}

const nodeOf = (name: string): string | undefined =>
	Object.keys(nodeTables).find((node) =>
		nodeTables[node]!.some(({ value, operations }) => operations.some((one) => `${value}.${one.value}` === name)),
	);

const bench = useBench();
let between: Interpreter;
beforeAll(async () => {
	between = await interpret(bench.emulator);
});
afterAll(async () => await between.close());

async function run({ name, form, files, prepare }: Sample, items?: readonly IDataObject[]): Promise<NodeResult> {
	const [resource, operation] = name.split('.');
	prepare?.(bench.emulator.world);
	return await bench.run(
		operation!,
		{ resource, ...form },
		{
			node: nodeOf(name),
			...(items && { items: [...items] }),
			...(files && { files: [...files] }),
			credential: emulatorCredential(between.url),
			onError: 'continueRegularOutput',
		},
	);
}

async function itemsFor({ items, after = [] }: Sample): Promise<readonly IDataObject[] | undefined> {
	let given = items;
	for (const step of after) given = (await run(step, await itemsFor({ ...step, items: given }))).rows;
	return given;
}

/** A run in a world of its own, whose answers are altered; those of the runs before it are not. */
async function alteredRun(sample: Sample, alter: Interpreter['alter']): Promise<NodeResult> {
	bench.emulator.control.reset();
	bench.emulator.control.setInsights({ jobSeconds: 0 });
	ownWrites.clear();
	newlyMade.clear();
	between.alter = (text) => text;
	const items = await itemsFor(sample);
	between.alter = alter;
	return await run(sample, items);
}

const fails = ({ outputs, error }: NodeResult): boolean =>
	error !== undefined || outputs.flat().some(({ json }) => json.error !== undefined);

/** What is odd where these are struck, each told with what struck it. */
async function oddAfter(sample: Sample, strikes: readonly Strike[]): Promise<string[]> {
	const [first] = strikes;
	if (first === undefined) return [];
	const struck = new Map(strikes.map(({ place, value }) => [place, value]));
	let answers = 0;
	const result = await alteredRun(sample, (text) => (answers++ === first.answer ? withStruck(text, struck) : text));
	const odd = odditiesOf(result);
	if (strikes.length === 1)
		return odd.map((oddity) => `answer ${first.answer} ${first.place} = ${shownValue(first.value)} → ${oddity}`);
	if (odd.length === 0 && !fails(result)) return [];
	const half = Math.ceil(strikes.length / 2);
	return [...(await oddAfter(sample, strikes.slice(0, half))), ...(await oddAfter(sample, strikes.slice(half)))];
}

/** Places of one answer and one depth: none lies inside another. */
function groupsOf(answers: readonly Answer[], turn: number): Strike[][] {
	const strikes = answers.flatMap(({ text, wanted }, answer) =>
		[...columnPlaces(text), ...absentPlaces(text, wanted)].map((place, index): Strike => ({
			answer,
			place,
			value: values[(index + answer + turn) % values.length],
		})),
	);
	const apart = groupBy(strikes, ({ answer, place }) => `${answer} ${depthOf(place)}`);
	return Object.values(apart).flatMap((group) => chunk(group, TOGETHER));
}

const titled = samples
	.map((sample, index) => ({ title: `${sample.name} (${index})`, sample }))
	.filter(({ sample: { name } }) => !isEveryday || !soakOnly.includes(name));

it.each(titled)(
	'$title',
	async ({ sample }) => {
		const answers: Answer[] = [];
		const alone = await alteredRun(sample, (text, wanted) => {
			answers.push({ text, wanted });
			return text;
		});
		expect(odditiesOf(alone)).toEqual([]);
		const odd: string[] = [];
		for (let turn = 0; turn < TURNS; turn++)
			for (const group of sampled(groupsOf(answers, turn), () => sample.name))
				odd.push(...(await oddAfter(sample, group)));
		expect(uniqBy(odd, String)).toEqual([]);
	},
	3_600_000,
);

it('every operation is among them', () => {
	const all = Object.values(nodeTables).flatMap((table) =>
		table.flatMap(({ value, operations }) => operations.map((operation) => `${value}.${operation.value}`)),
	);
	expect(all.filter((name) => !samples.some((sample) => sample.name === name))).toEqual([]);
});
