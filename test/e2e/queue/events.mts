import countBy from 'lodash/countBy.js';

import { PIXELS } from '../../../emulator/world/seedIds.mts';
import type { Outcome, Workbench } from '../browser/workbench.mts';
import { bringStepOfValues, runTogether, workerOf } from '../browser/workers.mts';
import { tell } from '../places/installation.mts';
import { twoWorkers } from './twoWorkers.mts';

/** Two runs of the same rows at the same moment, each on a worker process of its own: Meta gets each event once. */

let bench: Workbench;

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
	return await bringStepOfValues(bench, name, {
		...{ name: 'Send', type: 'metaConversions', field: 'orders', values: items },
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
	});
}

const verdicts = (outcomes: readonly Outcome[]) =>
	countBy(
		outcomes.flatMap(({ rows }) => [...rows('Send', 0), ...rows('Send', 1)]),
		({ verdict }) => String(verdict),
	);

export function eventsOnTwoWorkers(): void {
	beforeAll(async () => (bench = await twoWorkers()));

	test('the same rows by two workers at once, several times: 0 twice, and once more when all is quiet: 0', async () => {
		const workers = new Set<number>();
		for (let round = 1; round <= 3; round++) {
			bench.emulator.control.reset();
			const id = await workflow(`round ${round}`, 60);
			const outcomes = await runTogether(bench, [id, id]);
			for (const one of outcomes) workers.add(workerOf(bench, one));
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
}
