import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(300_000);

let bench: Workbench;

beforeAll(async () => (bench = await Workbench.open()));
afterAll(async () => await bench?.close());
beforeEach(async () => await bench.beginWorld());

const schedules = () =>
	bench.emulator.log.filter(({ method, path }) => method === 'POST' && /budget_schedules$/.test(path));

async function sale(dryRun: boolean): Promise<Record<string, unknown>> {
	const workflow = await bench.bring('sales-days.json', (shipped) => ({
		...shipped,
		nodes: shipped.nodes.map((node) =>
			node.name === 'Increase budget' ? { ...node, parameters: { ...node.parameters, dryRun } } : node,
		),
	}));
	const { status, error, rows } = await bench.run(workflow, 'Start');
	expect([status, error]).toEqual(['success', undefined]);
	const [row] = [...rows('Increase budget'), ...rows('Increase budget', 1)];
	return row ?? {};
}

describe('workflows/sales-days.json in a real n8n', () => {
	test('tells in a dry run, makes one schedule, and none for hours that are taken', async () => {
		expect(await sale(true)).toMatchObject({ verdict: 'wouldApply', before: 10, after: 11.5, dryRun: true });
		expect(schedules()).toHaveLength(0);
		expect(await sale(false)).toMatchObject({ verdict: 'applied', before: 10, after: 11.5 });
		expect(schedules()).toHaveLength(1);
		expect(await sale(false)).toMatchObject({ verdict: 'held' });
		expect(schedules()).toHaveLength(1);
		expect(bench.emulator.world.get('AdSet', AD_SETS.eurNoBudget).dailyBudget).toBe(1_000);
	});
});
