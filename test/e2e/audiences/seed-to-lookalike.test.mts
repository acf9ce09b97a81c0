import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(180_000);

let bench: Workbench;

beforeAll(async () => {
	bench = await Workbench.open();
});
afterAll(async () => await bench?.close());
beforeEach(() => bench.emulator.control.reset());

/** As a person fills in the steps. */
const filled =
	(minutes: number, audience: string = AUDIENCES.usdNewsletter, tries = 48) =>
	(workflow: Workflow): Workflow => {
		const text = JSON.stringify(workflow)
			.replace('"amount":60', `"amount":${minutes}`)
			.replace(AUDIENCES.usdNewsletter, audience)
			.replace('"rightValue":48', `"rightValue":${tries}`);
		return JSON.parse(text) as Workflow;
	};

const made = () =>
	bench.emulator.world
		.all('CustomAudience')
		.filter(({ subtype, id }) => subtype === 'LOOKALIKE' && id !== AUDIENCES.usdLookalike);

test('a source that is ready: two lookalikes, once however often it is started', async () => {
	const workflow = await bench.bring('seed-to-lookalike.json');
	const first = await bench.run(workflow, 'Start');
	expect([first.status, first.error]).toEqual(['success', undefined]);
	expect(first.rows('Lookalikes created?')).toMatchObject([
		{ created: true, lookalikeSize: '1%' },
		{ created: true, lookalikeSize: '1–3%' },
	]);
	const second = await bench.run(workflow, 'Start');
	expect(second.rows('Lookalikes created?').map(({ created }) => created)).toEqual([false, false]);
	expect(made()).toHaveLength(2);
});

test('a source that becomes ready while the workflow waits', async () => {
	const source = bench.emulator.world.get('CustomAudience', AUDIENCES.usdNewsletter);
	Object.assign(source, { readyAt: bench.emulator.world.clock.now() + 4_000, shownSize: 0 });
	const workflow = await bench.bring('seed-to-lookalike.json', filled(0.05));
	const { status, error, rows, steps } = await bench.run(workflow, 'Start');
	expect([status, error]).toEqual(['success', undefined]);
	expect(steps['Create lookalikes']?.length).toBeGreaterThan(1);
	expect(rows('Lookalikes created?')).toMatchObject([{ created: true }, { created: true }]);
});

test('gives up after the chosen number of tries and says what is missing', async () => {
	const workflow = await bench.bring('seed-to-lookalike.json', filled(0.01, AUDIENCES.usdRegulars, 2));
	const { status, error, steps } = await bench.run(workflow, 'Start');
	expect(status).toBe('error');
	expect(error).toContain('The source audience “Regulars” is still not ready (too small).');
	expect(steps['Create lookalikes']).toHaveLength(2);
	expect(made()).toEqual([]);
});
