import { countBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { metaText } from '../../shared/graph/error';
import type { GraphFailure } from '../../shared/graph/error';
import { mapWithPauses } from '../../shared/lists';
import type { Row, Verdict } from '../../shared/node/operation';
import type { Pause } from '../../shared/graph/wait';
import { momentText } from '../../shared/reading/instants';
import { isReady, type EventLeftOut, type EventReading, type ReadyEvent } from './reading/eventReader';
import type { EventItem } from './run';
import { OTHER_LEAD, otherSaleProblem, otherSourceProblem } from './sameNumber';
import type { EventDelivery } from './sending/delivery';

/** Names of the outputs. */
export const SENT_OUTPUT = 'Sent';
export const NOT_SENT = 'Not Sent';

/** The ends an event can have, as rows tell them. */
type EventVerdict = 'sent' | 'sentBefore' | 'checked' | 'leftOut' | 'refused' | 'unknown' | 'notSent';

interface Told {
	readonly verdict: EventVerdict;
	readonly problem: string | null;
}

const OPEN =
	'An earlier run began to send it, and its end is not known. Look in Events Manager; to send it once more, add the option Send Again.';
const beforeRecord = (since: string): string =>
	`The record of sent events goes back to ${since} only, and this event is older: it may have been sent. To send it once more, add the option Send Again.`;
const ANSWER_LOST = 'Meta’s answer was lost: the event may be there. It is not sent again by itself.';

const inWords = (failure: GraphFailure): string =>
	[`${failure.message}.`, failure.advice, failure.meta === undefined ? '' : metaText(failure.meta)]
		.filter(Boolean)
		.join(' ');

function toldOf(fate: EventDelivery, event: Pick<EventLeftOut, 'id' | 'key'>): Told {
	switch (fate.kind) {
		case 'sent':
		case 'sentBefore':
			return { verdict: fate.kind, problem: null };
		case 'beforeRecord':
			return { verdict: 'unknown', problem: beforeRecord(fate.since) };
		case 'otherSale':
			return { verdict: 'leftOut', problem: otherSaleProblem(event, 'was sent before') };
		case 'otherSource':
			return { verdict: 'leftOut', problem: otherSourceProblem(event) };
		case 'otherLead':
			return { verdict: 'leftOut', problem: OTHER_LEAD };
		case 'openBefore':
			return { verdict: 'unknown', problem: OPEN };
		case 'unknown':
			return { verdict: 'unknown', problem: `${ANSWER_LOST} ${inWords(fate.failure)}` };
		case 'refused':
			return { verdict: 'refused', problem: inWords(fate.failure) };
		case 'unsent':
			return { verdict: 'notSent', problem: inWords(fate.failure) };
	}
}

/** All that is known of a run. */
export interface EventOutcome {
	readonly items: readonly EventItem[];
	/** What became of ready events by dataset and key; the others were only checked. */
	readonly fates: ReadonlyMap<string, EventDelivery>;
	/** Events that are the same as one of an earlier item. */
	readonly repeated: ReadonlyMap<ReadyEvent, number>;
	readonly result: 'events' | 'totals';
	readonly testEventCode: string | undefined;
	readonly recognised: string | null;
	readonly unused: string | null;
}

/** What a fate is looked up by: two sales of one number have a fate each. */
export const fateKey = (dataset: string, { key, sale }: Pick<EventLeftOut, 'key' | 'sale'>): string =>
	`${dataset} ${sale ?? key ?? ''}`;

function tellEvent({ fates, repeated }: EventOutcome, { dataset, isDry }: EventItem, reading: EventReading): Told {
	if (!isReady(reading)) {
		const knownFate = reading.key === undefined ? undefined : fates.get(fateKey(dataset, reading));
		return knownFate?.kind === 'sentBefore'
			? toldOf(knownFate, reading)
			: { verdict: 'leftOut', problem: reading.problem };
	}
	const twin = repeated.get(reading);
	if (twin !== undefined) return { verdict: 'leftOut', problem: `is the same event as row ${twin + 1}` };
	const fate = fates.get(fateKey(dataset, reading));
	return isDry || fate === undefined ? { verdict: 'checked', problem: null } : toldOf(fate, reading);
}

const isGood = (verdict: EventVerdict): boolean => ['sent', 'sentBefore', 'checked'].includes(verdict);

function eventRow(outcome: EventOutcome, item: EventItem, reading: EventReading, { verdict, problem }: Told): Row {
	const ready = isReady(reading) ? reading : null;
	return {
		output: isGood(verdict) ? SENT_OUTPUT : NOT_SENT,
		json: {
			row: item.index + 1,
			verdict,
			problem,
			hint: ready?.hint ?? null,
			eventName: reading.name,
			eventTime: reading.time === null ? null : momentText(reading.time * 1000, 'UTC'),
			eventId: reading.id ?? null,
			keys: ready?.keys.join(', ') ?? '',
			testEventCode: outcome.testEventCode ?? null,
			datasetId: item.dataset,
			...(verdict === 'checked' ? { validated: true } : {}),
		},
	};
}

/** Whether anything of an item was to be sent. */
const isUnsent = (events: readonly Told[]): boolean =>
	events.every(({ verdict }) => verdict === 'leftOut' || verdict === 'sentBefore' || verdict === 'checked');

/** The answer for every item. The totals are paired with the first one that has not failed. */
export async function eventVerdicts(
	outcome: EventOutcome,
	pause: Pause,
): Promise<{ verdicts: Verdict[]; counts: IDataObject }> {
	const all: EventVerdict[] = [];
	const problems: string[] = [];
	const eventsOfItems = await mapWithPauses(outcome.items, pause, (item) =>
		item.readings.map((reading) => tellEvent(outcome, item, reading)),
	);
	for (const { verdict, problem } of eventsOfItems.flat()) {
		all.push(verdict);
		if (verdict === 'leftOut' && problem !== null) problems.push(problem);
	}
	const counts = countsOf(all);
	const perEvent = outcome.result === 'events';
	let owesTotals = !perEvent;
	const verdicts = await mapWithPauses(outcome.items, pause, (item, position): Verdict => {
		const own = eventsOfItems[position] ?? [];
		const failure = wholeFailure(outcome, item, own);
		if (failure !== undefined) return { failure };
		const rows = item.readings.flatMap((reading, index): Row[] => {
			const one = own[index];
			return one === undefined || !(perEvent || !isGood(one.verdict)) ? [] : [eventRow(outcome, item, reading, one)];
		});
		const totals = owesTotals ? [totalsRow(outcome, counts, problems)] : [];
		owesTotals = false;
		return { rows: [...totals, ...rows], unsent: isUnsent(own) };
	});
	return { verdicts, counts };
}

/** An item of which nothing was tried, because nothing of the run could be. */
function wholeFailure(
	{ fates }: EventOutcome,
	{ dataset, readings }: EventItem,
	events: readonly Told[],
): GraphFailure | undefined {
	if (events.length === 0 || !events.every(({ verdict }) => verdict === 'notSent' || verdict === 'leftOut'))
		return undefined;
	const unsent = readings
		.filter(isReady)
		.map((reading) => fates.get(fateKey(dataset, reading)))
		.find((fate) => fate?.kind === 'unsent');
	return unsent?.kind === 'unsent' ? unsent.failure : undefined;
}

const countsOf = (all: readonly EventVerdict[]): IDataObject => {
	const { sent = 0, sentBefore = 0, checked = 0, leftOut = 0, refused = 0, unknown = 0, notSent = 0 } = countBy(all);
	return { events: all.length, sent, sentBefore, checked, leftOut, refused, unknown, notSent };
};

/** Reasons that are told of all that was left out. */
const REASONS = 5;

function totalsRow(outcome: EventOutcome, counts: IDataObject, problems: readonly string[]): Row {
	const reasons = Object.entries(countBy(problems)).sort(([, one], [, other]) => other - one);
	return {
		output: SENT_OUTPUT,
		json: {
			...counts,
			reasons:
				reasons
					.slice(0, REASONS)
					.map(([problem, count]) => `${count} × ${problem}`)
					.join('; ') || null,
			recognisedColumns: outcome.recognised,
			unusedColumns: outcome.unused,
			testEventCode: outcome.testEventCode ?? null,
		},
	};
}
