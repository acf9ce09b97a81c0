import { sortBy } from 'lodash';

import '../support/lives/fakeTime.mts';
import { uniform } from '../../../bench/uniform.mts';
import { useBench } from '../support/campaigns.mts';
import { waysToFail, type Strike } from './everyFault.mts';
import { FaultFigures } from './faultFigures.mts';
import { shippedWorkflows, type ShippedWorkflow } from './shippedWorkflows.mts';
import { strikeWorkflow, usualEnd } from './workflowFaults.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

jest.setTimeout(3_600_000);

/**
 * Every call of shipped workflows fails, in each way, once and for good. Everyday some of them by chance, all in test/soak:
 * `SEED=7 STRIKES=200` tries others, `WORKFLOW=^launch` some workflows alone.
 */
const { SEED = '1', STRIKES = '8', WORKFLOW = '', FIGURES } = process.env;
const MORE_CALLS = 4;

const bench = useBench();

interface Cell extends Strike {
	readonly workflow: ShippedWorkflow;
}

it('nothing is doubled, nothing lost, and what is half made is named, whichever call of a workflow fails', async () => {
	const random = uniform(Number(SEED));
	const chosen = shippedWorkflows.filter(({ file }) => new RegExp(WORKFLOW).test(file));
	const cells: Cell[] = [];
	for (const workflow of chosen) {
		// A fault can lead to more calls than there are otherwise: looks at what may have been made.
		const calls = (await usualEnd(bench, workflow)).calls + MORE_CALLS;
		for (const way of waysToFail) for (let nth = 1; nth <= calls; nth++) cells.push({ workflow, ...way, nth });
	}
	const most = STRIKES === 'all' ? cells.length : Number(STRIKES);
	const found: unknown[] = [];
	const figures = new FaultFigures();
	let strikes = 0;
	for (const { workflow, ...one } of sortBy(cells, () => random())) {
		if (strikes >= most) break;
		const broken = await brokenBy(workflow, one);
		if (broken === null) continue;
		strikes += 1;
		figures.count(workflow.file, one.nth, broken.length);
		if (broken.length > 0) found.push({ file: workflow.file, ...one, broken });
	}
	process.stdout.write(`Workflows: SEED=${SEED}, ${strikes} strikes on ${figures.operations} workflows\n`);
	if (FIGURES !== undefined && STRIKES === 'all') figures.write();
	expect(found).toEqual([]);
	expect(strikes).toBeGreaterThan(0);
});

/** A day may end between the two runs that are compared: what is wrong is wrong twice. */
async function brokenBy(workflow: ShippedWorkflow, one: Strike): Promise<string[] | null> {
	const strike = async () => await strikeWorkflow(bench, workflow, await usualEnd(bench, workflow), one);
	const broken = await strike();
	return broken === null || broken.length === 0 ? broken : await strike();
}
