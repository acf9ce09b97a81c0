import countBy from 'lodash/countBy.js';

import { emulatorCredential } from '../../../demo/n8n/emulatorCredential.mts';
import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { PIXELS } from '../../../emulator/world/seedIds.mts';
import { Workbench, type Outcome } from '../browser/workbench.mts';
import { tell } from '../places/installation.mts';

jest.setTimeout(240_000);

/** Two runs of the same rows at the same moment, each on a worker process of its own: Meta gets each event once. */

let bench: Workbench;
let metaAdsApi: { id: string; name: string };

beforeAll(async () => {
	bench = await Workbench.open({ workers: 2 });
	metaAdsApi = await bench.credential('metaAdsApi', emulatorCredential(bench.emulator.url).data);
});

afterAll(async () => await bench?.close());

beforeEach(() => bench.emulator.control.reset());

const received = () => bench.emulator.world.events.of(PIXELS.usd);
/** How often each event is at Meta. */
const times = () => Object.values(countBy(received(), ({ event }) => String(event.event_id)));

/** So many orders, sent by one step. */
async function workflow(name: string, orders: number): Promise<string> {
	const items = Array.from({ length: orders }, (_, index) => ({
		email: `buyer${index}@example.com`,
		order_id: `${name} ${index}`,
		order_date: new Date(Date.now() - 3_600_000).toISOString(),
		total: 20.5,
		currency: 'EUR',
	}));
	const assignments = { assignments: [{ id: '1', name: 'orders', type: 'array', value: items }] };
	const nodes = [
		{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: 'List',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [220, 0],
			parameters: { assignments, options: {} },
		},
		{
			id: '4',
			name: 'Orders',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [330, 0],
			parameters: { fieldToSplitOut: 'orders', options: {} },
		},
		{
			id: '3',
			name: 'Send',
			type: 'n8n-nodes-meta-ads.metaConversions',
			typeVersion: 1,
			position: [440, 0],
			parameters: {
				resource: 'event',
				operation: 'send',
				dataset: { __rl: true, mode: 'id', value: PIXELS.usd },
				source: 'website',
				eventName: 'Purchase',
				columns: { mappingMode: 'autoMapInputData', value: null },
				consent: 'everybody',
				timeZone: 'other',
				zone: 'UTC',
				result: 'events',
				options: {},
			},
			credentials: { metaAdsApi },
		},
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const connections = { Start: to('List'), List: to('Orders'), Orders: to('Send') };
	const whole = { name, nodes, connections, settings: { executionOrder: 'v1' } };
	return await bench.bringWorkflow(whole as unknown as Partial<Workflow>);
}

const workerOf = (id: string): number =>
	bench.workers.findIndex(({ output }) => new RegExp(`execution ${id}\\b`, 'i').test(output()));

async function both(id: string): Promise<Outcome[]> {
	const started = await Promise.all([bench.start(id, 'Start'), bench.start(id, 'Start')]);
	const outcomes = await Promise.all(started.map(async ({ executionId }) => await bench.outcome(executionId)));
	for (const { status, error } of outcomes) expect([status, error]).toEqual(['success', undefined]);
	return outcomes;
}

const verdicts = (outcomes: readonly Outcome[]) =>
	countBy(
		outcomes.flatMap(({ rows }) => [...rows('Send', 0), ...rows('Send', 1)]),
		({ verdict }) => String(verdict),
	);

test('the same rows by two workers at once, several times: 0 twice, and once more when all is quiet: 0', async () => {
	const workers = new Set<number>();
	for (let round = 1; round <= 3; round++) {
		bench.emulator.control.reset();
		const id = await workflow(`round ${round}`, 60);
		const outcomes = await both(id);
		for (const one of outcomes) workers.add(workerOf(one.id));
		const said = verdicts(outcomes);
		const atOnce = times();
		expect(atOnce.every((count) => count === 1)).toBe(true);
		expect(said.sent ?? 0).toBe(atOnce.length);
		expect(Object.values(said).reduce((sum, count) => sum + count, 0)).toBe(120);
		const before = atOnce.length;
		const after = await bench.run(id, 'Start');
		expect(times().every((count) => count === 1)).toBe(true);
		tell(
			`round ${round}: ${JSON.stringify(said)}, at Meta ${before} events; one more run: ${JSON.stringify(verdicts([after]))}`,
		);
		expect(times()).toHaveLength(before);
	}
	expect(workers.size).toBe(2);
});
