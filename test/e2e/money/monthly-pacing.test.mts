import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { fillIn } from '../browser/fillIn.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(300_000);

let bench: Workbench;

beforeAll(async () => (bench = await Workbench.open()));
afterAll(async () => await bench?.close());
beforeEach(async () => await bench.beginWorld());

const budget = () => bench.emulator.world.get('AdSet', AD_SETS.eurNoBudget).dailyBudget;

async function morning(plan: string, dryRun: boolean): Promise<Record<string, unknown>> {
	const workflow = await bench.bring('monthly-pacing.json', (shipped) => ({
		...shipped,
		nodes: shipped.nodes.map((node) =>
			node.name === 'Adjust budget' ? { ...node, parameters: { ...node.parameters, plan, dryRun } } : node,
		),
	}));
	const { status, error, rows } = await bench.run(workflow, 'Every morning');
	expect([status, error]).toEqual(['success', undefined]);
	const [row] = rows('Adjust budget');
	return row ?? {};
}

describe('workflows/client-pacing.json in a real n8n', () => {
	test('makes its table, and moves the budgets of each client by the same percent, a campaign by its own plan', async () => {
		const ready = fillIn('Adjust budgets', { dryRun: false });
		const workflow = await bench.bring('client-pacing.json', ready);
		const first = await bench.run(workflow, 'Every morning');
		expect([first.status, first.rows('Get plans')]).toEqual(['success', []]);
		const [table] = first.rows('Create table');
		await bench.addRows(String(table?.id), [
			{ client: 'Nordlicht', account: ACCOUNTS.eur, campaign: '', plan: 100_000, ceiling: 100 },
			{ client: 'Nobody', account: ACCOUNTS.foreign, campaign: '', plan: 100, ceiling: 10 },
		]);
		const { status, error, rows } = await bench.run(workflow, 'Every morning');
		expect([status, error]).toEqual(['success', undefined]);
		const applied = rows('Adjust budgets').filter(({ verdict }) => verdict === 'applied');
		expect(applied.length).toBeGreaterThan(1);
		for (const { before, after } of applied) expect(Number(after) / Number(before)).toBeCloseTo(1.15, 2);
		expect(budget()).toBe(1_150);
		expect(rows('Adjust budgets').some((row) => row.error !== undefined)).toBe(true);
		expect(rows('Adjust budgets', 1).map(({ reason }) => reason)).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/lifetime budget, which Meta spreads .+ counts it but doesn’t change it/),
			]),
		);
	});
});

describe('workflows/monthly-pacing.json in a real n8n', () => {
	test('tells in a dry run, then takes one step within the guards', async () => {
		expect(await morning('100000', true)).toMatchObject({
			verdict: 'wouldApply',
			before: 10,
			after: 11.5,
			dryRun: true,
		});
		expect(budget()).toBe(1_000);
		expect(await morning('100000', false)).toMatchObject({
			verdict: 'applied',
			after: 11.5,
			reason: expect.stringContaining('The plan cannot be met'),
		});
		expect(budget()).toBe(1_150);
	});

	test('goes down when the plan is spent', async () => {
		expect(await morning('0.01', false)).toMatchObject({ verdict: 'applied', after: 8.5 });
		expect(budget()).toBe(850);
	});
});
