import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { EventRecord, type RecordParts } from '../../../nodes/MetaConversions/event/sending/eventRecord.ts';
import { TakenArchive } from '../../../nodes/meta/takenArchive.ts';
import { sendHalved, type PartAnswer } from '../../../nodes/MetaConversions/event/sending/halving.ts';
import { Delivery, type EventDelivery } from '../../../nodes/MetaConversions/event/sending/delivery.ts';
import { StoredLedger, type Store } from '../../../nodes/meta/onceLedger.ts';
import type { ReadyEvent } from '../../../nodes/MetaConversions/event/reading/eventReader.ts';
import type { GraphClient } from '../../../nodes/shared/graph/client.ts';
import { GraphFailure } from '../../../nodes/shared/graph/error.ts';
import type { GraphRequest } from '../../../nodes/shared/graph/request.ts';

const failureOf = (kind: GraphFailure['kind'], code = 100, subcode?: number): GraphFailure =>
	new GraphFailure({ kind, message: 'Refused', advice: 'Correct it.', meta: { code, subcode, blame: [] } });

describe('halving', () => {
	/** How many requests a batch takes with these bad ones, and what became of each. */
	async function halve(
		count: number,
		bad: ReadonlySet<number>,
		named: (group: readonly number[]) => number | null = () => null,
	) {
		let calls = 0;
		const taken = new Array<number>(count).fill(0);
		const events = Array.from({ length: count }, (_, index) => index);
		const fates = await sendHalved(events, async (group): Promise<PartAnswer> => {
			calls += 1;
			if (group.some((one) => bad.has(one))) {
				return { kind: 'refused', failure: failureOf('invalidParameter'), blamedPlace: named(group) };
			}
			for (const one of group) taken[one] += 1;
			return { kind: 'taken' };
		});
		return { calls, taken, fates };
	}

	it('finds every bad one and sends every other exactly once', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.uniqueArray(fc.nat(299)), async (count, numbers) => {
				const bad = new Set(numbers.filter((one) => one < count));
				const { taken, fates } = await halve(count, bad);
				expect(fates.map(({ kind }) => kind)).toEqual(taken.map((_, index) => (bad.has(index) ? 'refused' : 'sent')));
				expect(taken).toEqual(taken.map((_, index) => (bad.has(index) ? 0 : 1)));
			}),
		);
	});

	it('asks for each bad one three times at most where Meta names the first', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(fc.nat(999), { maxLength: 50 }), async (numbers) => {
				const bad = new Set(numbers);
				const { calls, taken } = await halve(1_000, bad, (group) => group.findIndex((one) => bad.has(one)));
				expect(taken).toEqual(taken.map((_, index) => (bad.has(index) ? 0 : 1)));
				expect(calls - 1).toBeLessThanOrEqual(3 * bad.size);
			}),
		);
	});

	it('finds every bad one also where the named place is wrong', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(fc.nat(199)), fc.nat(), async (numbers, seed) => {
				const bad = new Set(numbers);
				const { taken, fates } = await halve(200, bad, (group) => seed % (group.length + 2));
				expect(fates.map(({ kind }) => kind)).toEqual(taken.map((_, index) => (bad.has(index) ? 'refused' : 'sent')));
				expect(taken).toEqual(taken.map((_, index) => (bad.has(index) ? 0 : 1)));
			}),
		);
	});

	// Where none is named, one answer is one bit: which k of 1,000 are bad cannot be told by fewer than log2(C(1000, k)) of them.
	it.each([
		[1, 11],
		[2, 22],
		[3, 44],
		[5, 64],
		[10, 110],
		[50, 355],
		[1_000, 1_030],
	])('%i bad of 1,000 cost at most %i requests more', async (k, most) => {
		let worst = 0;
		for (let round = 0; round < 60; round++) {
			const bad = new Set<number>();
			while (bad.size < k) bad.add(k === 1_000 ? bad.size : Math.floor(Math.random() * 1_000));
			worst = Math.max(worst, (await halve(1_000, bad)).calls - 1);
		}
		expect(worst).toBeLessThanOrEqual(most);
	});
});

/** n8n's row of processed data, which two runs may read and write at the same moment. Of two who insert it one is refused. */
class Row {
	entries: readonly string[] | null = null;
	/** The workflow's static data as they are saved. */
	staticData = '{}';
	/** Milliseconds of the virtual clock between reading and writing. */
	gap = 0;

	constructor(private readonly clock: Clock) {}

	store(isKilled: () => boolean): RecordParts['store'] {
		const change = async <T,>(turn: (row: readonly string[]) => readonly [string[], T]): Promise<T> => {
			const read = this.entries;
			await this.clock.sleep(this.gap);
			if (isKilled()) return await new Promise<T>(() => undefined);
			if (read === null && this.entries !== null) throw new Error('UNIQUE constraint failed: processed_data');
			const [next, result] = turn(read ?? []);
			this.entries = next;
			return result;
		};
		return {
			checkProcessedAndRecord: async (items) =>
				await change((row) => {
					const known = new Set(row);
					const output = {
						new: items.filter((one) => !known.has(String(one))),
						processed: items.filter((one) => known.has(String(one))),
					};
					return [[...new Set([...row, ...items.map(String)])], output];
				}),
			removeProcessed: async (items) => {
				const gone = new Set(items.map(String));
				await change((row) => [row.filter((one) => !gone.has(one)), undefined]);
			},
			getProcessedDataCount: async () => await Promise.resolve(this.entries?.length ?? 0),
			clearAllProcessedItems: async () => {
				this.entries = null;
				await Promise.resolve();
			},
		};
	}
}

/** Time that passes only while everybody waits. */
class Clock {
	now = 0;
	private readonly waiting: Array<{ at: number; wake: () => void }> = [];

	async sleep(milliseconds: number): Promise<void> {
		await new Promise<void>((wake) => this.waiting.push({ at: this.now + milliseconds, wake }));
	}

	/** Lets time pass until a promise has ended, or nobody waits for anything. */
	async until(done: Promise<unknown>): Promise<void> {
		let isDone = false;
		void done.finally(() => (isDone = true)).catch(() => undefined);
		for (let idle = 0; !isDone && idle < 50;) {
			await new Promise((resolve) => setImmediate(resolve));
			this.waiting.sort((one, other) => one.at - other.at);
			const next = this.waiting.shift();
			if (next === undefined) idle += 1;
			else {
				idle = 0;
				this.now = next.at;
				next.wake();
			}
		}
	}
}

type Fault = 'none' | 'lost' | 'lostTaken' | 'refusedRight' | 'killed' | 'killedTaken';

/** A dataset that takes events, drops no repeats, and does to each request what the script says. */
class Dataset {
	readonly taken = new Map<string, number>();
	private calls = 0;

	constructor(
		private readonly bad: ReadonlySet<string>,
		private readonly script: readonly Fault[],
		private readonly clock: Clock,
	) {}

	client(kill: () => void): GraphClient {
		return {
			sendOne: async ({ params }: GraphRequest) => {
				const events = JSON.parse(String(params?.data)) as Array<{ event_id: string }>;
				const fault = this.script[this.calls++] ?? 'none';
				await this.clock.sleep(20);
				const isRefused = events.some(({ event_id: id }) => this.bad.has(id));
				const isTaken = !isRefused && fault !== 'lost' && fault !== 'killed' && fault !== 'refusedRight';
				if (isTaken) for (const { event_id: id } of events) this.taken.set(id, (this.taken.get(id) ?? 0) + 1);
				if (fault.startsWith('killed')) {
					kill();
					return await new Promise(() => undefined);
				}
				if (fault.startsWith('lost')) return { failure: failureOf('temporary', 2), ambiguous: true, isRepeated: false };
				if (fault === 'refusedRight') return { failure: failureOf('auth', 190), ambiguous: false, isRepeated: false };
				if (isRefused)
					return { failure: failureOf('invalidParameter', 100, 2804050), ambiguous: false, isRepeated: false };
				return { answer: { body: { events_received: events.length }, headers: {} } };
			},
		} as unknown as GraphClient;
	}
}

const eventOf = (id: string): ReadyEvent => ({
	name: 'Purchase',
	time: 1,
	id,
	key: id,
	body: { event_id: id, user_data: {} },
	keys: [],
	identities: [],
	hint: null,
});

/** An order whose number has a source: it is noted by the number with it, and by its sale with it and without it. */
const orderOf = (id: string): ReadyEvent => ({
	...eventOf(id),
	sale: `${id} sale`,
	unsourced: { key: `${id} number`, sale: `${id} sale of the number` },
});

const byId = (fates: ReadonlyMap<ReadyEvent, EventDelivery>): ReadonlyMap<string, EventDelivery> =>
	new Map([...fates].map(([{ id }, fate]) => [id, fate]));

const faults: readonly Fault[] = ['none', 'none', 'lost', 'lostTaken', 'refusedRight', 'killed', 'killedTaken'];

/** Runs of the same events, one after the other or at once, and what befalls them. */
interface Story {
	readonly count: number;
	/** Numbers of the events that Meta refuses. */
	readonly bad: readonly number[];
	/** What befalls each request. */
	readonly script: readonly Fault[];
	readonly runs: number;
	readonly atOnce: boolean;
	/** Milliseconds between reading and writing n8n's row. */
	readonly gap: number;
	/** Milliseconds between runs that follow each other. */
	readonly rest: number;
	readonly event: (id: string) => ReadyEvent;
}

/** A record as a run finds it: n8n's row, and the static data as they were saved when it began. Its end saves its own over it. */
async function recordIn(row: Row, clock: Clock, run: string, isKilled: () => boolean) {
	const data = JSON.parse(row.staticData) as IDataObject;
	const record = new EventRecord({
		// Each run is a process of its own.
		step: run,
		store: row.store(isKilled),
		archive: new TakenArchive(data, 'node'),
		wait: async (ms) => await clock.sleep(ms),
		pause: async () => await Promise.resolve(),
		now: () => clock.now,
		run,
	});
	await record.emptyJournal();
	return { record, save: () => (row.staticData = JSON.stringify(data)) };
}

/** Nothing is sent twice, nothing is said that is not so, and one more run when all is quiet sends nothing that was taken. */
async function isOnce({ count, bad: numbers, script, runs, atOnce, gap, rest, event }: Story): Promise<void> {
	const clock = new Clock();
	const row = new Row(clock);
	row.gap = gap;
	const ids = Array.from({ length: count }, (_, index) => `event ${index}`);
	const bad = new Set(numbers.map((index) => `event ${index}`));
	const dataset = new Dataset(bad, script, clock);
	const said: Array<ReadonlyMap<string, EventDelivery>> = [];
	const run = async (number: number): Promise<void> => {
		let killed = false;
		const { record, save } = await recordIn(row, clock, `run ${number}`, () => killed);
		const graph = dataset.client(() => (killed = true));
		const delivery = new Delivery(graph, record, { dataset: '1', testEventCode: undefined, again: 'none' });
		said.push(byId(await delivery.send(ids.map(event))));
		save();
	};
	const numbered = Array.from({ length: runs }, (_, index) => index);
	if (atOnce) await clock.until(Promise.allSettled(numbered.map(run)));
	else
		for (const number of numbered) {
			await clock.until(run(number));
			clock.now += rest;
		}
	const before = new Map(dataset.taken);
	await clock.until(run(99));
	for (const id of ids) {
		expect(dataset.taken.get(id) ?? 0).toBeLessThanOrEqual(1);
		if (before.has(id)) expect(dataset.taken.get(id)).toBe(1);
		for (const fates of said) {
			const fate = fates.get(id)?.kind;
			if (fate === 'sent' || fate === 'sentBefore') expect(dataset.taken.get(id)).toBe(1);
			if (fate === 'refused') expect(bad.has(id)).toBe(true);
		}
	}
}

describe('each event once, over lost answers, refusals, kills, retries and two workers at once', () => {
	const story = (most: number, event: Story['event']): fc.Arbitrary<Story> =>
		fc.record({
			count: fc.integer({ min: 1, max: most }),
			bad: fc.uniqueArray(fc.nat(most - 1), { maxLength: 3 }),
			script: fc.array(fc.constantFrom(...faults), { maxLength: 12 }),
			runs: fc.integer({ min: 1, max: 4 }),
			atOnce: fc.boolean(),
			gap: fc.nat(100),
			rest: fc.constantFrom(0, 60_000, 7_200_000),
			event: fc.constant(event),
		});

	it('in one request, halved where it is refused', async () => {
		await fc.assert(fc.asyncProperty(story(12, eventOf), isOnce), { numRuns: 150 });
	}, 60_000);

	it('of orders whose numbers have a source', async () => {
		await fc.assert(fc.asyncProperty(story(12, orderOf), isOnce), { numRuns: 50 });
	}, 60_000);

	it('in several requests, of which a kill cuts some off', async () => {
		// Two of these are more than one request may hold.
		const padding = 'x'.repeat(1_100_000);
		const long = (id: string): ReadyEvent => ({ ...eventOf(id), body: { event_id: id, user_data: {}, padding } });
		await fc.assert(fc.asyncProperty(story(6, long), isOnce), { numRuns: 40 });
	}, 60_000);
});

it.each([
	['an event', eventOf],
	['an order', orderOf],
])(
	'%s: of two at once each says what the other has sent; what a killed one left stays unknown',
	async (_title, make) => {
		const ids = Array.from({ length: 40 }, (_, index) => `event ${index}`);
		const together = async (script: readonly Fault[]): Promise<string[][]> => {
			const clock = new Clock();
			const row = new Row(clock);
			row.gap = 30;
			const dataset = new Dataset(new Set(), script, clock);
			const run = async (name: string): Promise<string[]> => {
				let killed = false;
				const { record } = await recordIn(row, clock, name, () => killed);
				const client = dataset.client(() => (killed = true));
				const delivery = new Delivery(client, record, { dataset: '1', testEventCode: undefined, again: 'none' });
				return [...(await delivery.send(ids.map(make))).values()].map(({ kind }) => kind);
			};
			const said: string[][] = [];
			const runs = ['one', 'two'].map(async (name) => said.push(await run(name)));
			await clock.until(Promise.all(runs));
			for (const id of ids) expect(dataset.taken.get(id) ?? 0).toBeLessThanOrEqual(1);
			return said.map((kinds) => [...new Set(kinds)]).sort();
		};
		expect(await together([])).toEqual([['sent'], ['sentBefore']]);
		expect(await together(['killedTaken'])).toEqual([['openBefore']]);
	},
);

it('whoever only asks takes no claim away that another run has made meanwhile', async () => {
	const clock = new Clock();
	const row = new Row(clock);
	row.gap = 20;
	row.entries = [];
	const wait = async (ms: number): Promise<void> => await clock.sleep(ms);
	const open = row.store(() => false);
	// Its second call reaches the database when the other run has written.
	const late: Store = {
		...open,
		removeProcessed: async (...asked) => await clock.sleep(15).then(async () => await open.removeProcessed(...asked)),
	};
	const asking = new StoredLedger(late, wait, 'asking').ends(['event']);
	const claiming = clock.sleep(10).then(async () => await new StoredLedger(open, wait, 'sending').claim(['event']));
	await clock.until(Promise.all([asking, claiming]));
	expect([...(await claiming).fresh]).toEqual(['event']);
	const third = new StoredLedger(open, wait, 'third').claim(['event']);
	await clock.until(third);
	expect([...(await third).fresh]).toEqual([]);
});

it('a table that fails afterwards takes nothing from the rows', async () => {
	const record = {
		completeSince: null,
		look: async () => await Promise.resolve({ taken: new Set<string>(), open: new Set<string>() }),
		claim: async (ids: readonly string[]) =>
			await Promise.resolve({ fresh: new Set(ids.slice(1)), taken: new Set<string>(), open: new Set(ids.slice(0, 1)) }),
		take: async () => await Promise.resolve(),
		leaveOpen: async () => await Promise.resolve(),
		release: async () => await Promise.resolve(),
		takenSoon: async () => await Promise.reject(new Error('the database is gone')),
	};
	const clock = { sleep: async () => await Promise.resolve() } as unknown as Clock;
	const client = new Dataset(new Set(), [], clock).client(() => undefined);
	const delivery = new Delivery(client, record, { dataset: '1', testEventCode: undefined, again: 'none' });
	const fates = byId(await delivery.send(['a', 'b', 'c'].map(eventOf)));
	expect([...fates].map(([id, { kind }]) => [id, kind]).sort()).toEqual([
		['a', 'openBefore'],
		['b', 'sent'],
		['c', 'sent'],
	]);
});

it('after two hundred refused events the run ends, and says why', async () => {
	const clock = { sleep: async () => await Promise.resolve() } as unknown as Clock;
	const ids = Array.from({ length: 600 }, (_, index) => `event ${index}`);
	const dataset = new Dataset(new Set(ids), [], clock);
	const { record } = await recordIn(new Row(clock), clock, 'run', () => false);
	const delivery = new Delivery(
		dataset.client(() => undefined),
		record,
		{ dataset: '1', testEventCode: undefined, again: 'none' },
	);
	const fates = [...(await delivery.send(ids.map(eventOf))).values()];
	expect(fates.filter(({ kind }) => kind === 'refused')).toHaveLength(200);
	const rest = fates.filter((fate) => fate.kind === 'unsent');
	expect(rest).toHaveLength(400);
	expect(rest[0]).toMatchObject({ failure: { message: expect.stringMatching(/^Meta refused 200 events/) } });
});
