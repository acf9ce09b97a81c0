import type { IDataObject } from 'n8n-workflow';
import sdk from 'facebook-nodejs-business-sdk';

import { eventNames } from '../../nodes/MetaConversions/event/columns/eventNames.ts';
import { EventReader, isReady, type ReadyEvent } from '../../nodes/MetaConversions/event/reading/eventReader.ts';
import { bestOf } from '../../nodes/MetaConversions/event/columns/eventNames.ts';
import { Delivery } from '../../nodes/MetaConversions/event/sending/delivery.ts';
import { EventRecord, type RecordParts } from '../../nodes/MetaConversions/event/sending/eventRecord.ts';
import { TakenArchive } from '../../nodes/meta/takenArchive.ts';
import type { GraphClient } from '../../nodes/shared/graph/client.ts';
import { median } from '../median.mts';
import { processor } from '../processor.mts';
import { inMemory } from './processedRow.mts';

/** Rows of a shop to requests, on one core, by turns with Meta's own server-side classes. */
export interface Events {
	events: number;
	/** Events a second of processor time, median of the rounds. */
	wholePath: number;
	/** The same with n8n's table of processed data in memory, hashed and written as n8n does. */
	withLedger: number;
	sdk: number;
	requests: number;
}

const { ServerEvent, UserData, CustomData } = sdk;

const ROUNDS = 3;
const NOW = Date.UTC(2026, 10, 29, 12);
const BATCH = 1_000;

const rowOf = (index: number) => ({
	email: ` Buyer.${index}@Example.com`,
	phone: `+1 555 201 ${String(index % 10_000).padStart(4, '0')}`,
	first_name: 'Zebra',
	last_name: `Quagga-${index % 97}`,
	city: 'San José',
	country: 'US',
	order_id: `A-${index}`,
	event_time: new Date(NOW - 60_000 - (index % 3_600) * 1000).toISOString(),
	value: '20.50',
	currency: 'usd',
});

/** @param from number of the first row */
export function ours(count: number, from = 0): ReadyEvent[] {
	const names = eventNames(false);
	const reader = new EventReader({
		dataset: '1',
		source: 'website',
		now: NOW,
		zone: 'UTC',
		thisYear: 2026,
		defaultCountry: '',
		orderSource: '',
		defaultCurrency: '',
		dateOrder: '',
		keepSpaces: false,
		crmName: '',
		messagingChannel: undefined,
		isMeasuredOnly: false,
		isLimited: false,
		customData: {},
	});
	return Array.from({ length: count }, (_, index) => {
		const cells = names.cells(rowOf(from + index));
		return reader.read(cells, 'Purchase', bestOf(cells, 'eventTime'));
	}).filter(isReady);
}

function written(events: readonly ReadyEvent[]): number {
	let length = 0;
	for (let at = 0; at < events.length; at += BATCH)
		length += JSON.stringify(events.slice(at, at + BATCH).map(({ body }) => body)).length;
	return length;
}

/** What their classes are given is a time in seconds and a number: they read neither dates nor amounts. */
function theirs(count: number): number {
	let length = 0;
	for (let at = 0; at < count; at += BATCH) {
		const events = Array.from({ length: Math.min(BATCH, count - at) }, (_, offset) => {
			const row = rowOf(at + offset);
			const userData = new UserData()
				.setEmails([row.email])
				.setPhones([row.phone])
				.setFirstName(row.first_name)
				.setLastName(row.last_name)
				.setCity(row.city)
				.setCountry(row.country);
			const customData = new CustomData().setValue(20.5).setCurrency(row.currency).setOrderId(row.order_id);
			return new ServerEvent()
				.setEventName('Purchase')
				.setEventTime(NOW / 1000)
				.setEventId(row.order_id)
				.setActionSource('website')
				.setUserData(userData)
				.setCustomData(customData)
				.normalize();
		});
		length += JSON.stringify(events).length;
	}
	return length;
}

/** Answers at once that all were received. */
export const taking = (count: { requests: number }): GraphClient =>
	({
		sendOne: async ({ params }: { params: { data: string } }) => {
			count.requests += 1;
			const events = JSON.parse(params.data) as unknown[];
			return { answer: { body: { events_received: events.length }, headers: {} } };
		},
	}) as unknown as GraphClient;

/** A record with n8n's row and the static data of a workflow. */
export const recordIn = (store: RecordParts['store'], data: IDataObject, run: string): EventRecord =>
	new EventRecord({
		...{ step: 'workflow node', store, run, now: Date.now },
		archive: new TakenArchive(data, 'node'),
		wait: async () => await Promise.resolve(),
		pause: async () => await Promise.resolve(),
	});

export async function measureEvents(events: number): Promise<Events> {
	const seconds = { whole: [] as number[], ledger: [] as number[], sdk: [] as number[] };
	const count = { requests: 0 };
	const timed = async (list: number[], work: () => unknown): Promise<void> => {
		const began = processor();
		await work();
		list.push(processor() - began);
	};
	for (let round = 0; round < ROUNDS; round++) {
		await timed(seconds.whole, () => written(ours(events)));
		await timed(seconds.sdk, () => theirs(events));
		count.requests = 0;
		await timed(seconds.ledger, async () => {
			const record = recordIn(inMemory(), {}, `round ${round}`);
			const settings = { dataset: '1', testEventCode: undefined, again: 'none' } as const;
			await new Delivery(taking(count), record, settings).send(ours(events));
		});
	}
	const rate = (list: number[]): number => Math.round(events / median(list));
	return {
		events,
		wholePath: rate(seconds.whole),
		withLedger: rate(seconds.ledger),
		sdk: rate(seconds.sdk),
		requests: count.requests,
	};
}
