/**
 * What a million events hold that a workflow sends in a loop of 10,000 rows, as n8n's Loop Over Items and its steps for files give
 * them, in a process of its own. The note is kept as n8n's table keeps it. Prints one line of JSON.
 *
 * Argument: number of events.
 */
import type { IDataObject } from 'n8n-workflow';

import { Delivery } from '../../nodes/MetaConversions/event/sending/delivery.ts';
import { processor } from '../processor.mts';
import { ours, recordIn, taking } from './events.mts';
import { inMemory } from './processedRow.mts';

export interface MillionEvents {
	events: number;
	/** Of those, how many the other side took; each once. */
	taken: number;
	/** MB on the heap after garbage collection: after the first tenth, and the most of any later turn. */
	early: number;
	most: number;
	/** Seconds of processor time. */
	work: number;
}

const count = Number(process.argv[2]);
const TURN = 10_000;
const MB = 1024 * 1024;
const collect = (globalThis as { gc?: () => void }).gc;

function heap(): number {
	collect?.();
	return process.memoryUsage().heapUsed / MB;
}

const store = inMemory();
let data: IDataObject = {};
const requests = { requests: 0 };
const began = processor();
let [taken, early, most] = [0, 0, 0];
for (let from = 0; from < count; from += TURN) {
	// Each turn is a run: it finds the static data as the one before has saved them.
	data = JSON.parse(JSON.stringify(data)) as IDataObject;
	const record = recordIn(store, data, `turn ${from}`);
	await record.emptyJournal();
	const settings = { dataset: '1', testEventCode: undefined, again: 'none' } as const;
	const fates = await new Delivery(taking(requests), record, settings).send(ours(TURN, from));
	taken += [...fates.values()].filter(({ kind }) => kind === 'sent').length;
	const turn = (from + TURN) / count;
	if (turn <= 0.2) early = heap();
	else if (from % (10 * TURN) === 0) most = Math.max(most, heap());
}
const result: MillionEvents = { events: count, taken, early, most, work: processor() - began };
process.stdout.write(`${JSON.stringify(result)}\n`);
