import { sortBy } from 'lodash';

import '../support/lives/fakeTime.mts';
import { uniform } from '../../../bench/uniform.mts';
import { sampled } from '../../support/sampled.mts';
import { useBench } from '../support/campaigns.mts';
import { waysToFail, type Strike } from './everyFault.mts';
import { FaultFigures } from './faultFigures.mts';
import keptStrikes from './keptOfWorkflows.json';
import { shippedWorkflows, type ShippedWorkflow } from './shippedWorkflows.mts';
import { strikeWorkflow, usualEnd, type UsualEnd } from './workflowFaults.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

jest.setTimeout(3_600_000);

/**
 * Every call of shipped workflows fails, in each way, once and for good. Everyday two strikes of each workflow of the day, forty of
 * each in test/soak: `SEED=7 STRIKES=20` takes others, twenty of each, `STRIKES=all` all, and `WORKFLOW=^launch` some workflows alone.
 */
const { SEED = '20788', STRIKES, WORKFLOW = '', FIGURES } = process.env;
const EVERYDAY = 2;
const MORE_CALLS = 4;

const bench = useBench();

/** In an order of chance. A fault can lead to more calls than there are otherwise: looks at what may have been made. */
function cellsOf({ calls }: UsualEnd, random: () => number): Strike[] {
	const nths = Array.from({ length: calls + MORE_CALLS }, (_, index) => index + 1);
	return sortBy(
		waysToFail.flatMap((way) => nths.map((nth) => ({ ...way, nth }))),
		() => random(),
	);
}

/** A day may end between the two runs that are compared, and a report of other days has other rows. What is wrong stays wrong. */
const TRIES = 3;

async function brokenBy(workflow: ShippedWorkflow, usual: UsualEnd, one: Strike): Promise<string[] | null> {
	let broken = await strikeWorkflow(bench, workflow, usual, one);
	for (let tries = 1; tries < TRIES && broken !== null && broken.length > 0; tries++)
		broken = await strikeWorkflow(bench, workflow, await usualEnd(bench, workflow), one);
	return broken;
}

it.each(keptStrikes)('$file, call $nth, $way, $length: what once was found stays fixed', async ({ file, ...one }) => {
	const workflow = shippedWorkflows.find((other) => other.file === file);
	if (workflow === undefined)
		throw new Error(`There is no workflow ${file} any longer: give its strike another, or take it out`);
	expect(await brokenBy(workflow, await usualEnd(bench, workflow), one as Strike)).toEqual([]);
});

const wanted = shippedWorkflows.filter(({ file }) => new RegExp(WORKFLOW).test(file));
const most = STRIKES === undefined ? EVERYDAY : STRIKES === 'all' ? Infinity : Number(STRIKES);

it.each(STRIKES === undefined ? sampled(wanted, () => 'workflow') : wanted)(
	'$file: nothing is doubled, nothing lost, and what is half made is named, whichever call fails',
	async (workflow) => {
		const usual = await usualEnd(bench, workflow);
		const found: unknown[] = [];
		const figures = new FaultFigures();
		let strikes = 0;
		/** The first call that a run no longer makes, by way. */
		const ends: Record<string, number> = {};
		for (const one of cellsOf(usual, uniform(Number(SEED)))) {
			const how = `${one.way}, ${one.length}`;
			if (strikes >= most || one.nth >= (ends[how] ?? Infinity)) continue;
			const broken = await brokenBy(workflow, usual, one);
			if (broken === null) {
				ends[how] = one.nth;
				continue;
			}
			strikes += 1;
			figures.count(workflow.file, one.nth, broken.length);
			if (broken.length > 0) found.push({ file: workflow.file, ...one, broken });
		}
		process.stdout.write(`${workflow.file}: SEED=${SEED}, ${strikes} strikes, ${found.length} found something\n`);
		if (strikes < most && Object.keys(ends).length === waysToFail.length) figures.completes(workflow.file);
		if (FIGURES !== undefined && STRIKES !== undefined) figures.write();
		expect(found).toEqual([]);
		expect(strikes).toBeGreaterThan(0);
	},
);
