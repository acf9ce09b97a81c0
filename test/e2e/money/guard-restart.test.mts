import { setTimeout as sleep } from 'node:timers/promises';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { Workbench } from '../browser/workbench.mts';
import { fillIn, filledIn, intoTable } from '../browser/fillIn.mts';

jest.setTimeout(240_000);

/**
 * n8n dies between a step and its answer: nothing of the run is stored, and no process remembers it. What Meta shows has
 * to be enough to take no second step.
 */

let bench: Workbench;

beforeAll(async () => {
	bench = await Workbench.open({ own: true });
});

afterAll(async () => await bench?.close());

const { eurNoBudget, eurMinRoas } = AD_SETS;
const STEP = 'Adjust budgets';
const budgets = () => [eurNoBudget, eurMinRoas].map((id) => bench.emulator.world.get('AdSet', id).dailyBudget);
const START = [1_000, 3_000];

/** Waits until Meta has the first change, whose answer n8n never gets. */
async function firstWrite(): Promise<void> {
	for (const until = Date.now() + 60_000; String(budgets()) === String(START); await sleep(20))
		if (Date.now() > until) throw new Error(`No step was taken:\n${bench.output.slice(-3_000)}`);
}

/** Starts the workflow, and n8n dies before it hears how its first change ended. */
async function killedAfterAStep(workflow: Parameters<Workbench['start']>[0]): Promise<void> {
	const { control } = bench.emulator;
	control.addFault({
		match: { method: 'POST', path: `${eurNoBudget}|${eurMinRoas}` },
		fault: { kind: 'timeout', applied: true, ms: 60_000 },
	});
	await bench.start(workflow, 'Every morning');
	await firstWrite();
	await bench.crashAndRestart();
	control.clearFaults();
}

test.each([
	[
		'shows the step',
		0,
		/The budget of “.+” changed on .+\. The daily budget is cut about 6 hours after that at the earliest\./,
	],
	['stays silent', 1, /^Something of “.+”, untold by Meta’s log, changed on .+, and the data starts before/],
])(
	'workflows/target-cpa.json, killed right after a step was sent, takes no second one: the log %s',
	async (name, dropEvery, why) => {
		const { control } = bench.emulator;
		control.reset();
		control.setActivityLag(0, { dropEvery });
		const workflow = await bench.bring(
			'target-cpa.json',
			filledIn(fillIn(STEP, { dryRun: false, target: 1 }), intoTable(`Killed, log ${name}`)),
		);
		await killedAfterAStep(workflow);
		const changed = budgets();
		const moved: string[] = [eurNoBudget, eurMinRoas].filter((_, index) => changed[index] !== START[index]);

		const { status, error, rows } = await bench.run(workflow, 'Every morning');
		expect([status, error]).toEqual(['success', undefined]);
		const held = rows(STEP, 1).filter(({ objectId }) => moved.includes(String(objectId)));
		expect(held.map(({ objectId }) => objectId).sort()).toEqual([...moved].sort());
		for (const { reason } of held) expect(reason).toMatch(why);
		// What was moved before n8n died is where that step left it, whatever the others did.
		for (const [index, value] of changed.entries()) if (value !== START[index]) expect(budgets()[index]).toBe(value);
	},
);

const proposed = (objectId: string, from: string, to: string) => ({
	objectType: 'adSet',
	objectId,
	object: 'An ad set',
	field: 'dailyBudget',
	from,
	to,
});

/** Makes this proposal, and nothing else. */
const makes = (proposal: object) =>
	filledIn(
		fillIn(STEP, {
			operation: 'applyProposal',
			adAccount: { __rl: true, mode: 'id', value: ACCOUNTS.eur },
			proposal: JSON.stringify(proposal),
			approved: '={{ $json !== undefined }}',
			ceiling: '100',
			guards: {},
		}),
		intoTable('Proposal, killed'),
		(workflow) => ({
			...workflow,
			connections: {
				...workflow.connections,
				'Create table': { main: [[{ node: STEP, type: 'main', index: 0 }]] },
			},
		}),
	);

test('a proposal that was being made when n8n was killed is made to the end by the next run, and nothing twice', async () => {
	const { control } = bench.emulator;
	control.reset();
	const at = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
	const steps = [proposed(eurNoBudget, '1000', '1100'), proposed(eurMinRoas, '3000', '3300')];
	const proposal = { accountId: ACCOUNTS.eur, currency: 'EUR', madeAt: at(-0.1), expiresAt: at(23), steps };
	const workflow = await bench.bring('target-cpa.json', makes(proposal));
	await killedAfterAStep(workflow);
	const moved = budgets().flatMap((value, index) => (value === START[index] ? [] : [steps[index].objectId]));

	const { status, error, rows } = await bench.run(workflow, 'Every morning');
	expect([status, error]).toEqual(['success', undefined]);
	expect(budgets()).toEqual([1_100, 3_300]);
	const held = rows(STEP, 1);
	expect(held.map(({ objectId }) => objectId).sort()).toEqual([...moved].sort());
	for (const { reason } of held) expect(reason).toMatch(/^The daily budget is already \d+\.00 EUR/);
	const again = await bench.run(workflow, 'Every morning');
	expect([again.rows(STEP, 0), again.rows(STEP, 1).length, budgets()]).toEqual([[], 2, [1_100, 3_300]]);
});
