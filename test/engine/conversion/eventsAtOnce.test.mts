import { range } from 'lodash';

import { StoredLedger, type Store } from '../../../nodes/meta/onceLedger.ts';
import { order, useConversionBench } from '../support/conversions.mts';
import { nodeUnderTest, type NodeRun } from '../support/harness.mts';
import { processedData } from '../support/processedData.mts';

/** Pauses of a tenth: how they compare with n8n's table is what counts here. */
jest.mock('../../../nodes/shared/graph/wait', () => ({
	...jest.requireActual('../../../nodes/shared/graph/wait'),
	waitUnless: () => async (milliseconds: number) =>
		await new Promise((resolve) => setTimeout(resolve, milliseconds / 10)),
}));

const bench = useConversionBench();
const pause = async (milliseconds: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The table of a shop is long, and is read, changed and written as a whole. */
function slowTable(): void {
	let turn = 0;
	processedData.gap = () => 1 + ((turn += 7) % 5);
}

it('ten runs at one moment, as a webhook starts them: each sends its own event', async () => {
	await bench.send([order(99, bench.now())]);
	slowTable();
	const results = await Promise.all(range(10).map(async (n) => await bench.send([order(n, bench.now())])));
	const verdicts = results.map(({ outputs, error }) => [error, outputs.flat().map(({ json }) => json.verdict)]);
	expect(verdicts).toEqual(range(10).map(() => [undefined, ['sent']]));
	expect(bench.received()).toHaveLength(11);
});

/** A clock of its own: a machine that is busy elsewhere delays nobody here. */
async function inItsOwnTime<T>(work: () => Promise<T>): Promise<T> {
	jest.useFakeTimers();
	try {
		const working = { result: work(), isOver: false };
		const over = (): boolean => (working.isOver = true);
		working.result.then(over, over);
		while (!working.isOver) await jest.advanceTimersByTimeAsync(1);
		return await working.result;
	} finally {
		jest.useRealTimers();
	}
}

/** A process of its own: it takes no turns with the others of this one. */
function processOf(name: string): StoredLedger {
	const of = { workflow: { id: 'workflow', active: true }, node: nodeUnderTest({ parameters: {} } as NodeRun) };
	const store: Store = {
		checkProcessedAndRecord: async (items, scope, options) =>
			await processedData.checkProcessedAndRecord(items, scope, of, options),
		removeProcessed: async (items, scope) => await processedData.removeProcessed(items, scope, of),
	};
	return new StoredLedger(store, pause, name);
}

it('ten workers at one moment, each a process of its own: each has what it claims', async () => {
	const claims = await inItsOwnTime(async () => {
		await processOf('first').claim(['first']);
		slowTable();
		return await Promise.all(range(10).map(async (n) => await processOf(`run ${n}`).claim([`event ${n}`])));
	});
	expect(claims.map(({ fresh }) => [...fresh])).toEqual(range(10).map((n) => [`event ${n}`]));
});

it('four workers that note ends at one moment: each end stands', async () => {
	const ends = range(4).map((n) => `event ${n}`);
	const last = await inItsOwnTime(async () => {
		await processOf('first').claim(['first', ...ends]);
		slowTable();
		await Promise.all(ends.map(async (id) => await processOf(`run of ${id}`).takeSurely([id])));
		return await processOf('last').claim(ends);
	});
	expect([...last.taken].sort()).toEqual(ends);
});
