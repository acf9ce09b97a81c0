import { AD_SETS } from '../../emulator/world/seedIds.mts';
import { Workbench } from './workbench.mts';

jest.setTimeout(300_000);

let bench: Workbench;

beforeAll(async () => (bench = await Workbench.open({ own: true })));
afterAll(async () => await bench?.close());
beforeEach(() => bench.emulator.control.reset());

const budget = () => bench.emulator.world.get('AdSet', AD_SETS.eurNoBudget).dailyBudget;

async function morning(plan: string, dryRun: boolean): Promise<Record<string, unknown>> {
	const workflow = await bench.bring('monthly-pacing.json', (shipped) => ({
		...shipped,
		nodes: shipped.nodes.map((node) =>
			node.name === 'Toward the plan' ? { ...node, parameters: { ...node.parameters, plan, dryRun } } : node,
		),
	}));
	const { status, error, rows } = await bench.run(workflow, 'Every morning');
	expect([status, error]).toEqual(['success', undefined]);
	const [row] = rows('Toward the plan');
	return row ?? {};
}

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
