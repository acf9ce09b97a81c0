import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { partition } from 'lodash';

import '../support/lives/fakeTime.mts';
import { uniform } from '../../../bench/uniform.mts';
import { everyOperation, silent, operationOf, steps, type Step } from '../cancel/steps.mts';
import type { Single } from '../faults/faultSingles.mts';
import { useBench } from '../support/campaigns.mts';
import { strike, usualOf, waysOfCreates, waysToFail, type Strike } from './everyFault.mts';
import { FaultFigures, operationsOnPage } from './faultFigures.mts';
import { lackingSteps } from './shippedRun.mts';
import { shippedWorkflows, unplayedWorkflows } from './shippedWorkflows.mts';
import keptStrikes from './kept.json';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

jest.setTimeout(3_600_000);

/**
 * Every call of every operation fails, in each way, once and for good. Everyday as many as fit into some seconds, always the
 * same; all of them in test/soak. `SEED=7 STRIKES=500` tries others, `STEP=^campaign` some steps alone, and `FIGURES=1` writes what
 * a run of all their calls came to into docs/development/every-fault.md.
 */
const { SEED = '1', STRIKES = '60', STEP = '', WAY = '', FIGURES } = process.env;
/** No step makes more calls; one that goes on meeting faults would never end. */
const MOST_CALLS = 80;
const WORKFLOWS = join(__dirname, '../../../workflows');

const bench = useBench();
const random = uniform(Number(SEED));
const shuffled = <T,>(list: readonly T[]): T[] =>
	list
		.map((value) => [random(), value] as const)
		.sort(([one], [other]) => one - other)
		.map(([, value]) => value);

it.each(keptStrikes)(
	'$step, call $nth, $way, $length: what once was found stays fixed',
	async ({ step: name, ...one }) => {
		const step = steps.find((other) => other.name === name);
		if (step === undefined)
			throw new Error(`There is no step ${name} any longer: give its strike another, or take it out`);
		expect(await strike(bench, step, await usualOf(bench, step), one as Strike)).toEqual([]);
	},
);

it('nothing is doubled, nothing lost, and rows say what is there, whichever call fails', async () => {
	const chosen = new RegExp(STEP);
	const isChosen = (step: Step): boolean => !silent.includes(operationOf(step)) && chosen.test(step.name);
	// Here each run fails at each call, whichever write it is about.
	const loud = steps.filter((step) => isChosen(step) && (step as Partial<Single>).isPart !== true);
	const waysOf = (step: Step) => [...waysToFail, ...((step as Partial<Single>).effect === 'set' ? [] : waysOfCreates)];
	const cells = shuffled(loud.flatMap((step) => waysOf(step).map((way) => ({ step, ...way })))).filter(({ way }) =>
		new RegExp(WAY).test(way),
	);
	const most = STRIKES === 'all' ? Infinity : Number(STRIKES);
	let strikes = 0;
	const figures = new FaultFigures();
	const found: Array<Strike & { step: string; broken: readonly string[] }> = [];
	for (const { step, way, length } of cells) {
		if (strikes >= most) break;
		const usual = await usualOf(bench, step);
		for (let nth = 1; nth <= MOST_CALLS; nth++) {
			const broken = await strike(bench, step, usual, { way, length, nth });
			if (broken === null) break;
			strikes += 1;
			figures.count(operationOf(step), nth, broken.length);
			if (broken.length === 0) continue;
			found.push({ step: step.name, way, length, nth, broken });
			process.stdout.write(`${JSON.stringify(found.at(-1))}\n`);
		}
	}
	process.stdout.write(`Every fault: SEED=${SEED}, ${strikes} strikes on ${figures.operations} operations\n`);
	if (FIGURES !== undefined && STRIKES === 'all') figures.write();
	expect(found).toEqual([]);
	expect(strikes).toBeGreaterThan(0);
});

it.each(shippedWorkflows)('$file has each step that it is played with', (workflow) =>
	expect(lackingSteps(workflow)).toEqual([]),
);

it('the page of figures has each workflow and each operation that calls Meta, and none that is gone', () => {
	const files = readdirSync(WORKFLOWS).filter((name) => !(name in unplayedWorkflows));
	const [workflows, operations] = partition(operationsOnPage(), (name) => name.endsWith('.json'));
	expect(workflows.toSorted()).toEqual(files.toSorted());
	expect(shippedWorkflows.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
	const calling = everyOperation.filter((name) => !silent.includes(name));
	expect(operations.toSorted()).toEqual(calling.toSorted());
});
