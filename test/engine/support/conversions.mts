import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { ReceivedEvent } from '../../../emulator/datasets/eventStore.mts';
import { recentIds } from '../../../nodes/MetaConversions/event/sending/eventRecord.ts';
import { PIXELS } from '../../../emulator/world/seedIds.mts';
import type { EmulatorOptions } from '../../../emulator/http/server.mts';
import { useBench, type Bench } from './campaigns.mts';
import { byId, nodeUnderTest, type NodeResult, type NodeRun } from './harness.mts';
import { processedData } from './processedData.mts';

export const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface ConversionBench extends Omit<Bench, 'run'> {
	/** Runs Meta Conversions → Event → Send with the USD account's dataset, unless the parameters say otherwise. */
	send(items: IDataObject[], parameters?: IDataObject, more?: Partial<NodeRun>): Promise<NodeResult>;
	/** Notes entries of the step in n8n's table of processed data, as an earlier version has left them. */
	noted(entries: string[]): Promise<unknown>;
	/** What the dataset has received. */
	received(): readonly ReceivedEvent[];
	/** Seconds, by the emulator's clock. */
	now(): number;
	run: Bench['run'];
}

/** The emulator of a file; every test starts from the seed and an empty ledger. */
export function useConversionBench(options?: EmulatorOptions): ConversionBench {
	const bench = useBench(options);
	beforeEach(() => {
		processedData.clear();
		recentIds.clear();
	});
	const run: Bench['run'] = async (operation, parameters = {}, more = {}) =>
		await bench.run(operation, parameters, { node: 'metaConversions', ...more });
	return Object.assign(Object.create(bench) as Bench, {
		run,
		send: async (items: IDataObject[], parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
			await run(
				'send',
				{ resource: 'event', dataset: byId(PIXELS.usd), consent: 'everybody', ...parameters },
				{ items, ...more },
			),
		noted: async (entries: string[]) => {
			const node = nodeUnderTest({ parameters: {} } as NodeRun);
			const workflow = { id: 'workflow', active: false };
			return await processedData.checkProcessedAndRecord(entries, 'node', { workflow, node }, { mode: 'entries' });
		},
		received: () => bench.emulator.world.events.of(PIXELS.usd),
		now: () => Math.floor(bench.emulator.world.clock.now() / 1000),
	}) as unknown as ConversionBench;
}

/** An order as a shop has it; number `n` of its customers. */
export const order = (n: number, time: number, more: IDataObject = {}): IDataObject => ({
	email: `Buyer${n}@Example.com`,
	order_id: `A-${n}`,
	order_date: new Date(time * 1000).toISOString(),
	total: 20.5,
	currency: 'EUR',
	...more,
});
