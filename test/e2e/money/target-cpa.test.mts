import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { Workbench } from '../browser/workbench.mts';
import { fillIn, filledIn, intoTable } from '../browser/fillIn.mts';

jest.setTimeout(240_000);

let bench: Workbench;

beforeAll(async () => {
	bench = await Workbench.open();
});

afterAll(async () => await bench?.close());

beforeEach(async () => await bench.beginWorld());

const { eurNoBudget, eurMinRoas } = AD_SETS;
const STEP = 'Adjust budgets';
const budgets = () => [eurNoBudget, eurMinRoas].map((id) => bench.emulator.world.get('AdSet', id).dailyBudget);
const writes = () =>
	bench.emulator.log.filter(
		({ method, path, params }) =>
			method === 'POST' && path !== '' && !(params.execution_options ?? '').includes('validate_only'),
	);

test('workflows/target-cpa.json in a real n8n tells in a table what it would do and why, and changes nothing', async () => {
	const workflow = await bench.bring('target-cpa.json');
	const { status, error, rows } = await bench.run(workflow, 'Every morning');
	expect([status, error]).toEqual(['success', undefined]);
	expect(rows('Get last 28 days').length).toBeGreaterThan(40);
	const told = await bench.tableRows('Steps toward the target');
	expect(told.map(({ objectId }) => objectId).sort()).toEqual([eurNoBudget, eurMinRoas]);
	for (const row of told) {
		expect(row).toMatchObject({
			verdict: expect.stringMatching(/^(wouldApply|held)$/),
			dryRun: true,
			currency: 'EUR',
		});
		expect(row.reason).toMatch(
			/^\d+ results? for [\d,.]+ EUR.*; with 90 % certainty .* against a target of 50\.00 EUR/,
		);
	}
	expect(writes()).toEqual([]);
	expect(budgets()).toEqual([1_000, 3_000]);
});

test('for real it takes one step, and none before the cooldown is over', async () => {
	const workflow = await bench.bring(
		'target-cpa.json',
		filledIn(fillIn(STEP, { dryRun: false, target: 1 }), intoTable('For real')),
	);
	const first = await bench.run(workflow, 'Every morning');
	expect([first.status, first.error]).toEqual(['success', undefined]);
	expect(budgets()).toEqual([870, 2_609]);
	const again = await bench.run(workflow, 'Every morning');
	expect([again.status, again.rows(STEP, 0)]).toEqual(['success', []]);
	expect(again.rows(STEP, 1)).toHaveLength(2);
	for (const { reason } of again.rows(STEP, 1))
		expect(reason).toMatch(/changed on .+\. The daily budget is cut about 6 hours after that at the earliest\./);
	expect(budgets()).toEqual([870, 2_609]);
	const told = (await bench.tableRows('For real')).map(({ objectId, verdict, before, after }) => ({
		objectId,
		verdict,
		before,
		after,
	}));
	expect(told).toEqual([
		{ objectId: eurNoBudget, verdict: 'applied', before: 10, after: 8.7 },
		{ objectId: eurMinRoas, verdict: 'applied', before: 30, after: 26.09 },
		{ objectId: eurNoBudget, verdict: 'held', before: 8.7, after: 8.7 },
		{ objectId: eurMinRoas, verdict: 'held', before: 26.09, after: 26.09 },
	]);
});

test('a step that fails is told in the table and does not keep the others from theirs; more is given only below the ceiling', async () => {
	bench.emulator.control.addFault({
		match: { method: 'POST', path: eurNoBudget },
		fault: { kind: 'graph', code: 368 },
	});
	const failing = await bench.bring(
		'target-cpa.json',
		filledIn(fillIn(STEP, { dryRun: false, target: 1 }), intoTable('One fails')),
	);
	const { status, rows } = await bench.run(failing, 'Every morning');
	expect([status, rows(STEP, 3)]).toEqual(['success', [expect.objectContaining({ error: expect.anything() })]]);
	expect(budgets()).toEqual([1_000, 2_609]);
	const told = await bench.tableRows('One fails');
	expect(told).toEqual([
		expect.objectContaining({
			objectId: eurNoBudget,
			object: 'Deutschland',
			verdict: 'failed',
			reason: expect.stringContaining('Meta blocked the action'),
		}),
		expect.objectContaining({ objectId: eurMinRoas, verdict: 'applied' }),
	]);

	await bench.beginWorld();
	const cheap = await bench.bring(
		'target-cpa.json',
		filledIn(fillIn(STEP, { dryRun: false, target: 400, ceiling: 32 }), intoTable('Cheap')),
	);
	await bench.run(cheap, 'Every morning');
	expect((await bench.tableRows('Cheap')).find(({ objectId }) => objectId === eurMinRoas)).toMatchObject({
		verdict: 'applied',
		before: 30,
		after: 32,
	});
	expect(budgets()[1]).toBe(3_200);
});

test('a step whose answer is lost is unknown in the table', async () => {
	bench.emulator.control.addFault({
		match: { method: 'POST', path: eurNoBudget },
		fault: { kind: 'http', status: 500 },
	});
	const form = filledIn(fillIn(STEP, { dryRun: false, target: 1 }), intoTable('One is lost'));
	await bench.run(await bench.bring('target-cpa.json', form), 'Every morning');
	expect(await bench.tableRows('One is lost')).toEqual([
		expect.objectContaining({
			objectId: eurNoBudget,
			verdict: 'unknown',
			reason: expect.stringMatching(/^It is unknown whether Meta carried out the change/),
		}),
		expect.objectContaining({ objectId: eurMinRoas, verdict: 'applied' }),
	]);
});
