import type { Workflow } from '../../demo/n8n/workflowFile.mts';
import { AD_SETS } from '../../emulator/world/seedIds.mts';
import { Workbench } from './workbench.mts';
import { fillIn } from './fillIn.mts';

jest.setTimeout(300_000);

let bench: Workbench;

beforeAll(async () => {
	bench = await Workbench.open({ workers: 2 });
});

afterAll(async () => await bench?.close());

const { eurNoBudget, eurMinRoas } = AD_SETS;
const STEP = 'One step toward the target';
const budgets = () => [eurNoBudget, eurMinRoas].map((id) => bench.emulator.world.get('AdSet', id).dailyBudget);

/** For real, toward a target that everything misses; with n8n's own second tries. */
const eager = (workflow: Workflow): Workflow => {
	const forReal = fillIn(STEP, { dryRun: false, target: 1 })(workflow);
	return {
		...forReal,
		nodes: forReal.nodes.map((node) =>
			node.name === STEP ? { ...node, retryOnFail: true, maxTries: 3, waitBetweenTries: 100 } : node,
		),
	};
};

test('in queue mode, two runs of workflows/target-cpa.json at the same moment take one step, and a later one waits for new days', async () => {
	const workflow = await bench.bring('target-cpa.json', eager);
	bench.emulator.control.addFault({
		match: { method: 'POST', path: eurNoBudget, times: 1 },
		fault: { kind: 'reset', applied: true },
	});
	bench.emulator.control.setBarrier({ path: eurNoBudget, parties: 2, patience: 2_000 });
	const started = await Promise.all([bench.start(workflow, 'Every morning'), bench.start(workflow, 'Every morning')]);
	const ended = await Promise.all(started.map(async ({ executionId }) => await bench.outcome(executionId)));
	expect(ended.map(({ status, error }) => [status, error])).toEqual([
		['success', undefined],
		['success', undefined],
	]);
	expect(budgets()).toEqual([870, 2_609]);
	for (const { rows } of ended) expect(rows(STEP, 3)).toEqual([]);
	bench.emulator.control.setBarrier();
	const again = await bench.outcome((await bench.start(workflow, 'Every morning')).executionId);
	expect([again.status, again.rows(STEP, 0)]).toEqual(['success', []]);
	for (const { reason } of again.rows(STEP, 1))
		expect(reason).toMatch(/changed on .+ and the numbers begin before that: they show how it was\./);
	expect(again.rows(STEP, 1)).toHaveLength(2);
	expect(budgets()).toEqual([870, 2_609]);
	const told = await bench.tableRows('Steps toward the target');
	expect(told).toHaveLength(6);
	for (const id of [eurNoBudget, eurMinRoas])
		expect(
			told.filter(({ objectId, verdict }) => objectId === id && verdict === 'applied').length,
		).toBeGreaterThanOrEqual(1);
});
