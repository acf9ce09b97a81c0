import { uniq } from 'lodash';

import { inLanes } from '../../../shared/lanes';
import { existing } from '../../../shared/lists';
import type { GraphClient } from '../../../shared/graph/client';
import { GraphFailure } from '../../../shared/graph/error';
import { isRecord } from '../../../shared/record';
import { askedIds, notedIds, ownId, rememberedOf, type Remembered } from './sameSale';
import { withoutPersons } from './withoutPersons';
import { namedEvent } from './namedEvent';
import { sendHalved, type PartAnswer, type EventFate } from './halving';
import type { EventRecord } from './eventRecord';
import type { ReadyEvent } from '../reading/eventReader';

/** Meta: conversions-api/using-the-api, "up to 1,000 events in data". */
const BATCH_EVENTS = 1_000;
/** Characters of one request; what Meta allows is not documented. */
const BATCH_LENGTH = 2_000_000;
/** Requests under way at once. */
const LANES = 4;
/** Events that are noted as begun together: so many are unknown at most when n8n is killed. */
const CLAIMED = 5_000;

export interface DeliverySettings {
	readonly dataset: string;
	/** Shows the events under Test Events; absent for events that count. */
	readonly testEventCode: string | undefined;
	/** Which of those that were begun before go once more, under their own IDs. */
	readonly again: 'none' | 'unknown' | 'all';
}

/** Bad events of a run after which it stops: every refusal counts against the app (Marketing API, "Rate limiting": error rate). */
const MOST_REFUSED = 200;

/** What became of an event: as sending tells, or as it was before, perhaps under another name. */
export type EventDelivery =
	| EventFate
	| { readonly kind: 'sentBefore' | 'openBefore' | 'otherSale' | 'otherSource' | 'otherLead' }
	/** It is older than the record, which goes back to that day. */
	| { readonly kind: 'beforeRecord'; readonly since: string };

/** How an event ends that is not sent because of what the record says. */
const endsOfStates = {
	fresh: 'openBefore',
	taken: 'sentBefore',
	open: 'openBefore',
	otherSale: 'otherSale',
	otherSource: 'otherSource',
	otherLead: 'otherLead',
} as const satisfies Readonly<Record<Remembered, string>>;

interface Claimed {
	readonly states: ReadonlyMap<ReadyEvent, Remembered>;
	/** Noted now as begun. */
	readonly ids: ReadonlySet<string>;
}

/** Sends the events of one dataset, each once. */
export class Delivery {
	private refusals = 0;
	private stop: GraphFailure | undefined;
	/** Meta took events, and that could not be noted: the next run tells them as unknown. */
	isUnnoted = false;

	constructor(
		private readonly graph: GraphClient,
		private readonly record: Pick<
			EventRecord,
			'completeSince' | 'claim' | 'look' | 'take' | 'leaveOpen' | 'release' | 'takenSoon'
		>,
		private readonly settings: DeliverySettings,
	) {}

	/** @param events with different keys */
	async send(events: readonly ReadyEvent[]): Promise<ReadonlyMap<ReadyEvent, EventDelivery>> {
		const fates = new Map<ReadyEvent, EventDelivery>();
		for (let from = 0; from < events.length; from += CLAIMED) {
			const part = events.slice(from, from + CLAIMED);
			for (const [event, fate] of await this.sendPart(part)) fates.set(event, fate);
		}
		const open = new Map(
			[...fates].flatMap(([event, { kind }]) => (kind === 'openBefore' ? [[ownId(event), event]] : [])),
		);
		// The others' rows say what became of them even if n8n's table fails, or somebody stops the run here.
		const takenSoon = await this.record.takenSoon([...open.keys()]).catch(() => new Set<string>());
		for (const id of takenSoon) fates.set(existing(open.get(id), 'an open event'), { kind: 'sentBefore' });
		return fates;
	}

	private async sendPart(events: readonly ReadyEvent[]): Promise<Array<readonly [ReadyEvent, EventDelivery]>> {
		if (this.stop !== undefined) return unsent(events, this.stop);
		const claimed = await this.claim(events).catch((error: unknown) => (this.stop = notNoted(error)));
		// Those before these have been sent, and their rows say so.
		if (claimed instanceof GraphFailure) return unsent(events, claimed);
		const stateOf = (event: ReadyEvent) => existing(claimed.states.get(event), 'the state of an event');
		const { again } = this.settings;
		const goes = (event: ReadyEvent): boolean =>
			(stateOf(event) === 'fresh' && !this.isBeforeRecord(event)) ||
			again === 'all' ||
			(again === 'unknown' && ['open', 'fresh'].includes(stateOf(event)));
		const going = events.filter(goes);
		const fates = (await inLanes(batchesOf(going), LANES, async (batch) => await this.sendBatch(batch))).flat();
		await this.note(going, fates, claimed.ids);
		return [
			...events
				.filter((event) => !goes(event))
				.map((event): [ReadyEvent, EventDelivery] => [event, this.endOf(event, stateOf(event))]),
			...going.map((event, index): [ReadyEvent, EventDelivery] => [
				event,
				existing(fates[index], 'the fate of an event'),
			]),
		];
	}

	/** Why an event is not sent. */
	private endOf(event: ReadyEvent, state: Remembered): EventDelivery {
		const { completeSince: since } = this.record;
		return state === 'fresh' && since !== null && this.isBeforeRecord(event)
			? { kind: 'beforeRecord', since }
			: { kind: endsOfStates[state] };
	}

	/** Whether an event may have been sent before the record begins, which had no room for more. */
	private isBeforeRecord({ time }: ReadyEvent): boolean {
		const { completeSince: since } = this.record;
		return since !== null && time < Date.parse(`${since}T00:00:00Z`) / 1000;
	}

	/** Claims all IDs of events. What no event of these goes under is given back. */
	private async claim(events: readonly ReadyEvent[]): Promise<Claimed> {
		// To claim is to write, and of other leads nothing is to be noted.
		const others = await this.record.look(uniq(events.flatMap(({ otherLeads = [] }) => otherLeads)));
		const claims = await this.record.claim(uniq(events.flatMap(askedIds)));
		const knownIds = {
			taken: new Set([...claims.taken, ...others.taken]),
			open: new Set([...claims.open, ...others.open]),
		};
		const states = new Map(events.map((event) => [event, rememberedOf(event, knownIds)] as const));
		const isFresh = (event: ReadyEvent): boolean => states.get(event) === 'fresh' && !this.isBeforeRecord(event);
		const ids = new Set(events.filter(isFresh).flatMap(notedIds));
		await this.record.release([...claims.fresh].filter((id) => !ids.has(id))).catch(async (error: unknown) => {
			await this.record.release([...claims.fresh]).catch(() => undefined);
			throw error;
		});
		return { states, ids };
	}

	private async sendBatch(batch: readonly ReadyEvent[]): Promise<EventFate[]> {
		return await sendHalved(
			batch,
			async (group) => await this.request(group),
			() => (++this.refusals < MOST_REFUSED ? null : (this.stop ??= tooManyRefused)),
		);
	}

	/** What was refused or not sent is nobody's any more; of what may have arrived the claim stays. */
	private async note(
		events: readonly ReadyEvent[],
		fates: readonly EventFate[],
		claimedIds: ReadonlySet<string>,
	): Promise<void> {
		const idsOf = (...kinds: readonly string[]): string[] =>
			uniq(events.flatMap((event, index) => (kinds.includes(fates[index]?.kind ?? '') ? notedIds(event) : [])));
		const sentIds = idsOf('sent');
		// One sale can stand under two sources of a number: what one of them is noted by stays.
		const heldIds = new Set(idsOf('sent', 'unknown'));
		const unheld = idsOf('refused', 'unsent').filter((id) => claimedIds.has(id) && !heldIds.has(id));
		// What became of the events is told whatever n8n's table does.
		const isNoted = await Promise.resolve()
			.then(async () => (sentIds.length > 0 ? await this.record.take(sentIds) : undefined))
			.then(async () => await this.record.leaveOpen(idsOf('unknown').filter((id) => !sentIds.includes(id))))
			.then(async () => await this.record.release(unheld))
			.then(
				() => true,
				() => false,
			);
		this.isUnnoted ||= !isNoted;
	}

	private async request(events: readonly ReadyEvent[]): Promise<PartAnswer> {
		if (this.stop !== undefined) return { kind: 'stopped', failure: this.stop };
		const { dataset, testEventCode } = this.settings;
		const data = `[${events.map(({ body }) => JSON.stringify(body)).join(',')}]`;
		const answering = await this.graph.sendOne({
			method: 'POST',
			path: `${dataset}/events`,
			params: { data, test_event_code: testEventCode },
			// Never sent again by itself: whether Meta drops a repeated event is not known (UNCONFIRMED 120).
			effect: 'create',
		});
		if (answering.answer) return tookAll(answering.answer.body, events.length);
		const failure = withoutPersons(answering.failure, events);
		if (answering.ambiguous) return { kind: 'unknown', failure };
		if (isAboutEvents(failure)) return { kind: 'refused', failure, blamedPlace: namedEvent(answering.failure) };
		this.stop = failure;
		return { kind: 'stopped', failure };
	}
}

const unsent = (events: readonly ReadyEvent[], failure: GraphFailure): Array<[ReadyEvent, EventDelivery]> =>
	events.map((event) => [event, { kind: 'unsent', failure }]);

const tooManyRefused = new GraphFailure({
	kind: 'invalidParameter',
	message: `Meta refused ${MOST_REFUSED} events of this run, so the others were not tried`,
	advice: 'Correct what the refused rows have in common, then run the step again: what was sent is not sent twice.',
});

/** Nothing is sent of which n8n cannot note that it was begun. */
export const notNoted = (thrown: unknown): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: 'n8n could not note which events are about to be sent, so none was',
		advice: `Save the workflow, then run the step again. n8n says: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
	});

/** Nothing is sent of which nobody can say whether it was sent before. */
export const unreadable = (): GraphFailure =>
	new GraphFailure({
		kind: 'outcomeUnknown',
		message: 'The record of sent events was changed by hand and cannot be read, so nothing was sent',
		advice:
			'Make a copy of this step: it begins with an empty record. Before you run it, take out the rows that Meta already has.',
	});

/** An answer that tells of fewer events, or of none, tells nothing of a single one. */
function tookAll(body: unknown, count: number): PartAnswer {
	const receivedCount = isRecord(body) ? body.events_received : undefined;
	if (receivedCount === count) return { kind: 'taken' };
	const countInWords =
		typeof receivedCount === 'number' ? `${receivedCount} of ${count} events` : 'no number of events';
	return {
		kind: 'unknown',
		failure: new GraphFailure({
			kind: 'outcomeUnknown',
			message: `Meta’s answer confirms ${countInWords}`,
			advice: 'Look at the dataset in Events Manager before you send them again.',
		}),
	};
}

/** Refusals by one event: subcodes 2804000 to 2804999; of others with code 100 nobody knows, except that the dataset is missing. */
const isAboutEvents = ({ kind, meta }: GraphFailure): boolean =>
	meta?.code === 100 && meta.subcode !== 33 && kind === 'invalidParameter';

function batchesOf(events: readonly ReadyEvent[]): Array<readonly ReadyEvent[]> {
	const batches: ReadyEvent[][] = [];
	let open: ReadyEvent[] | undefined;
	let length = 0;
	for (const event of events) {
		const own = JSON.stringify(event.body).length;
		if (open === undefined || open.length >= BATCH_EVENTS || length + own > BATCH_LENGTH) {
			batches.push((open = []));
			length = 0;
		}
		open.push(event);
		length += own;
	}
	return batches;
}
