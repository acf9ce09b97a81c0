import type { Workflow } from '../../demo/n8n/workflowFile.mts';
import { Workbench } from './workbench.mts';

jest.setTimeout(180_000);

let bench: Workbench;
beforeAll(async () => {
	bench = await Workbench.open();
});
afterAll(async () => await bench?.close());
beforeEach(() => bench.emulator.control.reset());

/** As a person chooses it in the form. */
const atLevel =
	(level: string) =>
	(workflow: Workflow): Workflow =>
		JSON.parse(JSON.stringify(workflow).replace('"level":"plan"', `"level":"${level}"`)) as Workflow;

describe('workflows/self-check.json in a real n8n', () => {
	test('as imported it calls nothing and shows its plan', async () => {
		const { status, error, rows } = await bench.run(await bench.bring('self-check.json'), 'Start');
		expect([status, error]).toEqual(['success', undefined]);
		expect(rows('Show the report')).toEqual([expect.objectContaining({ level: 'plan', report: null })]);
		expect(bench.emulator.log).toEqual([]);
	});

	test('shows a report that names nobody, and changes nothing', async () => {
		const workflow = await bench.bring('self-check.json', atLevel('validateOnly'));
		const { status, error, rows, steps } = await bench.run(workflow, 'Start');
		expect([status, error]).toEqual(['success', undefined]);
		const [row] = rows('Show the report');
		expect(row).toMatchObject({ finished: true, refused: 0, leftBehind: '' });
		expect(JSON.stringify(row)).not.toMatch(/Harbor|Spring Roast|\d{12}/);
		expect(JSON.stringify(steps['Show the report'])).toContain('self-check.json');
		const writes = bench.emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '');
		expect(writes.filter(({ params }) => !params.execution_options?.includes('validate_only'))).toEqual([]);
		expect(writes.length).toBeGreaterThan(5);
	});
});
