import { groupBy, uniq } from 'lodash';

import { pausing } from '../../shared/graph/wait';
import { InputProblem } from '../../shared/form/problem';
import { defineOperation, type Job, type Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { eventForm, type EventParams, type EventRunSettings } from './form/eventForm';
import { isReady, type EventLeftOut, type EventReading, type ReadyEvent } from './reading/eventReader';
import { readEvents, type EventItem } from './run';
import { Delivery, notNoted, unreadable, type EventDelivery } from './sending/delivery';
import { EventRecord } from './sending/eventRecord';
import { earlierIds, rememberedOf } from './sending/sameSale';
import { SHARED_NUMBERS, withoutSharedNumbers } from './sameNumber';
import { UnreadableArchive } from '../../meta/takenArchive';
import { eventVerdicts, fateKey, NOT_SENT, SENT_OUTPUT } from './verdicts';

/** Runs that a person has started: the others go on by themselves, and a forgotten code would stay in them. */
const BY_HAND: ReadonlySet<string> = new Set(['manual', 'cli', 'chat', 'evaluation']);

export const send = defineOperation({
	value: 'send',
	name: 'Send',
	action: 'Send conversion events',
	description: 'Send sales, leads and CRM stages to a dataset; each is checked and hashed here, and sent once',
	effect: 'write',
	outputs: [SENT_OUTPUT, NOT_SENT],
	form: eventForm,
	perform: async (session, jobs, settings) => await sendEvents(session, jobs, settings),
});

async function sendEvents(
	session: Session,
	jobs: ReadonlyArray<Job<EventParams>>,
	settings: EventRunSettings,
): Promise<Verdict[]> {
	checkTestCode(session, settings);
	const { items: allItems, recognised, unused } = await readEvents(session, jobs, settings);
	const pause = pausing(session.n8n.getExecutionCancelSignal());
	const items = withoutSharedNumbers(allItems);
	await pause();
	const repeated = repeatedIn(items);
	await pause();
	const fates = await deliver(session, items, repeated, settings);
	const { result, testEventCode } = settings;
	const { verdicts, counts } = await eventVerdicts(
		{ items, fates, repeated, result, testEventCode, recognised, unused },
		pause,
	);
	tell(session, [
		recognised && `Columns: ${recognised}.`,
		Number(counts.unknown) > 0 &&
			`The outcome of ${String(counts.unknown)} events is unknown. They are not sent again by themselves: look in Events Manager first.`,
		[...fates.values()].some(({ kind }) => kind === 'otherSale') && SHARED_NUMBERS,
		testEventCode !== undefined && 'A test event code is set. The events count like any other.',
	]);
	return verdicts;
}

function tell({ n8n }: Session, messages: ReadonlyArray<string | false | null>): void {
	for (const message of messages) if (message) n8n.addExecutionHints({ message, location: 'outputPane', type: 'info' });
}

function checkTestCode({ n8n }: Session, { testEventCode }: EventRunSettings): void {
	if (testEventCode === undefined || BY_HAND.has(n8n.getMode())) return;
	throw new InputProblem(
		['options', 'testEventCode'],
		'is set in a workflow that runs by itself',
		'Test events count like any other. Remove the option once you have seen them in Events Manager.',
	);
}

/** Ready events that are the same as one before, each with the index of that one's item. One that is only checked sends none. */
function repeatedIn(items: readonly EventItem[]): ReadonlyMap<ReadyEvent, number> {
	const first = new Map<string, number>();
	const repeated = new Map<ReadyEvent, number>();
	for (const { dataset, index, isDry, readings } of items) {
		for (const reading of readings.filter(isReady)) {
			const key = `${isDry} ${fateKey(dataset, reading)}`;
			const earlier = first.get(key);
			if (earlier === undefined) first.set(key, index);
			else repeated.set(reading, earlier);
		}
	}
	return repeated;
}

const UNNOTED =
	'n8n could not save the outcome of some events. The next run reports them as unknown. Look in Events Manager before you send them again.';

async function deliver(
	session: Session,
	items: readonly EventItem[],
	repeated: ReadonlyMap<ReadyEvent, number>,
	{ testEventCode, sendAgain }: EventRunSettings,
): Promise<ReadonlyMap<string, EventDelivery>> {
	const record = await openRecord(session);
	const pause = pausing(session.n8n.getExecutionCancelSignal());
	const fates = new Map<string, EventDelivery>();
	for (const [dataset, group] of Object.entries(
		groupBy(
			items.filter(({ isDry }) => !isDry),
			'dataset',
		),
	)) {
		const events = group.flatMap(({ readings }) => readings.filter(isReady)).filter((event) => !repeated.has(event));
		const delivery = new Delivery(session.graph, record, { dataset, testEventCode, again: sendAgain ?? 'none' });
		for (const [event, fate] of await delivery.send(events)) fates.set(fateKey(dataset, event), fate);
		if (delivery.isUnnoted) tell(session, [UNNOTED]);
		await pause();
		// A row that is too old says nothing of one that has just gone.
		for (const event of await sentEarlier(record, group))
			if (!fates.has(fateKey(dataset, event))) fates.set(fateKey(dataset, event), { kind: 'sentBefore' });
	}
	return fates;
}

/** Of events that are too late now: those that were sent when they were not, as far as the saved record says. Nothing is noted. */
async function sentEarlier(record: EventRecord, items: readonly EventItem[]): Promise<EventLeftOut[]> {
	const late = items.flatMap(({ readings }) => readings.filter(isNumbered));
	const claims = await record.look(uniq(late.flatMap(earlierIds)));
	return late.filter((event) => rememberedOf(event, claims) === 'taken');
}

const isNumbered = (one: EventReading): one is EventLeftOut & Required<Pick<EventLeftOut, 'id' | 'key'>> =>
	!isReady(one) && one.id !== undefined && one.key !== undefined;

async function openRecord(session: Session): Promise<EventRecord> {
	try {
		return await EventRecord.open(session);
	} catch (error) {
		throw error instanceof UnreadableArchive ? unreadable() : notNoted(error);
	}
}
