import { get } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Cells } from '../../meta/people/columns/recognise';
import { columnsInForm } from '../../meta/people/consent/columnsInForm';
import { consentQuestion } from '../../meta/people/consent/consentQuestion';
import { aboutConsent, ConsentReaders } from '../../meta/people/consent/consentReader';
import { consentOf } from '../../meta/people/consent/consentRule';
import { pausing } from '../../shared/graph/wait';
import { InputProblem } from '../../shared/form/problem';
import { existing, mapWithPauses } from '../../shared/lists';
import type { Job } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { isRefusedValue, cellText } from '../../meta/people/normalise/value';
import { conversionColumns } from './columns/eventColumns';
import { mappedCells, type ColumnMapping } from '../../meta/people/columns/mappedColumns';
import { bestOf, eventNames } from './columns/eventNames';
import { isOwnName } from './form/eventFields';
import type { EventParams, EventRunSettings } from './form/eventForm';
import { EventReader, type EventReading } from './reading/eventReader';
import { writtenTime } from './reading/eventTime';
import { isOfPayment } from './reading/payment/orderState';
import { reachedStages } from './reading/stages';
import { Orders } from './orders';
import { StillOut } from './stillOut';

/** One item, with the events that it comes to. */
export interface EventItem {
	/** Index of the input item. */
	readonly index: number;
	readonly dataset: string;
	readonly isDry: boolean;
	readonly readings: readonly EventReading[];
}

export interface ReadEvents {
	readonly items: readonly EventItem[];
	/** Which column was taken for what, in words; null where the form says so. */
	readonly recognised: string | null;
	readonly unused: string | null;
}

const columnIds = new Set(conversionColumns.map(({ id }) => id));

/** What identifies people; a country alone is nobody's. */
const ABOUT_NOBODY: ReadonlySet<string> = new Set([
	...[
		'eventTime',
		'value',
		'currency',
		'orderId',
		'orderSource',
		'eventId',
		'contents',
		'stage',
		'sourceUrl',
		'country',
		'consent',
	],
	...['optOut', 'otherConsent', 'limitedDataUse', 'deviceInfo', 'advertiserTracking', 'applicationTracking'],
]);

interface Prepared {
	readonly job: Job<EventParams>;
	readonly json: IDataObject;
	readonly cells: Cells;
}

/**
 * Reads the events of all items.
 *
 * @throws InputProblem where no column says who people are, when something happened, who has agreed, or whether an order was paid
 */
export async function readEvents(
	session: Session,
	jobs: ReadonlyArray<Job<EventParams>>,
	settings: EventRunSettings,
): Promise<ReadEvents> {
	const names = eventNames(settings.source === 'crm');
	const input = session.n8n.getInputData();
	let isRecognised = false;
	const pause = pausing(session.n8n.getExecutionCancelSignal());
	const preparedJobs = await mapWithPauses(jobs, pause, (job): Prepared => {
		const { json } = existing(input[job.index], `input item ${job.index}`);
		const { columns } = job.params;
		if (columns.mappingMode === 'defineBelow') return { job, json, cells: mappedCells(columns, columnIds) };
		isRecognised = true;
		return { job, json, cells: names.cells(json) };
	});
	checkColumns(preparedJobs, settings);
	const zones = await zonesOf(session, preparedJobs, settings);
	const consents = new ConsentReaders();
	const heard = await mapWithPauses(preparedJobs, pause, ({ job: { params }, json, cells }) => {
		const isMapped = params.columns.mappingMode === 'defineBelow';
		const mapped = isMapped ? cells.filter(([column]) => aboutConsent.has(column)) : null;
		return consents.read(consentOf(params), json, mapped);
	});
	const problem = consentQuestion(consents, {
		items: () => preparedJobs.map(({ json }) => json),
		usedColumns: columnsInForm(session.n8n.getNode().parameters),
		columnOf: (name, path) => {
			const column = names.vocabulary.columnOf(name, path);
			// What was bought and how it was paid is read, and asked about, elsewhere.
			return column === 'contents' || (settings.source !== 'crm' && isOfPayment(name)) ? null : column;
		},
	});
	if (problem !== null) throw problem;
	const out = new StillOut();
	const orders = new Orders(settings.source);
	const items = await mapWithPauses(preparedJobs, pause, ({ job, json, cells }, position): EventItem => {
		const { params, index } = job;
		const reader = new EventReader(readerSettings(session, params, settings, zones));
		const inUnits = orders.cells(cells, json, params);
		const readings = eventsOf(reader, { job, json, cells: inUnits }, settings);
		const { stand: ownStand, asked } = existing(heard[position], `what item ${index} says of consent`);
		// Who lacks a column in which others say yes has not said it.
		const stand = ownStand === 'yes' && (asked?.lacking.length ?? 0) > 0 ? 'unclear' : ownStand;
		if (stand === 'no') out.refuse(reader.identities(cells));
		return {
			index,
			dataset: params.dataset,
			isDry: params.options.dryRun || session.dryRun,
			readings: out.standing(orders.paid(readings, cells, json, { params, mayBeSent: stand === 'yes' }), stand),
		};
	});
	orders.ask();
	for (const identities of refusedElsewhere(session, preparedJobs, settings)) out.refuse(identities);
	return {
		items: await mapWithPauses(items, pause, (item) => ({ ...item, readings: out.withoutRefused(item.readings) })),
		recognised: isRecognised ? names.inWords(consents.heard) : null,
		unused: isRecognised ? names.unusedInWords(consents.heard) : null,
	};
}

/**
 * Who says no in items whose own form could not be read, in the mode that goes on. Their settings nobody knows, so they are read by
 * those of the first item.
 */
function refusedElsewhere(
	session: Session,
	preparedJobs: readonly Prepared[],
	settings: EventRunSettings,
): Array<readonly string[]> {
	const input = session.n8n.getInputData();
	const [first] = preparedJobs;
	if (first === undefined || preparedJobs.length === input.length) return [];
	const readable = new Set(preparedJobs.map(({ job }) => job.index));
	const { params } = first.job;
	const names = eventNames(settings.source === 'crm');
	const consents = new ConsentReaders();
	const hasOneCountry = preparedJobs.every(({ job }) => job.params.defaultCountry === params.defaultCountry);
	const defaultCountry = hasOneCountry ? params.defaultCountry : undefined;
	const reader = new EventReader(readerSettings(session, { ...params, defaultCountry }, settings, new Map()));
	return input.flatMap(({ json }, index) => {
		if (readable.has(index)) return [];
		const isMapped = params.columns.mappingMode === 'defineBelow';
		const cells = isMapped ? mappedCells(mappingOf(session, params, index), columnIds) : names.cells(json);
		const mapped = isMapped ? cells.filter(([column]) => aboutConsent.has(column)) : null;
		return consents.read(consentOf(params), json, mapped).stand === 'no' ? [reader.identities(cells)] : [];
	});
}

/** What the form maps for an item of which another field cannot be read; nothing where it is the mapping itself. */
function mappingOf({ n8n }: Session, { columns }: EventParams, index: number): ColumnMapping {
	try {
		return { ...columns, value: n8n.getNodeParameter('columns.value', index) as ColumnMapping['value'] };
	} catch {
		return { ...columns, value: null };
	}
}

function eventsOf(reader: EventReader, { job, json, cells }: Prepared, { source }: EventRunSettings): EventReading[] {
	const { params } = job;
	const time = bestOf(cells, 'eventTime');
	if (source !== 'crm') {
		const name = isOwnName(params.eventName) ? params.ownEventName : params.eventName;
		return [reader.read(cells, name ?? '', time)];
	}
	const stage = cellText(bestOf(cells, 'stage')?.value);
	const current = isRefusedValue(stage) ? '' : stage;
	const stages = params.stages ?? [];
	if (stages.length === 0) return [reader.read(cells, current, time)];
	const stagesSoFar = reachedStages(stages, json, current, time?.value);
	if (stagesSoFar === null) return [{ name: current, time: null, problem: 'Stage is not in Stages in Order' }];
	if (stagesSoFar.length === 0)
		return [{ name: '', time: null, problem: 'has reached no stage: neither a stage nor a time of one is there' }];
	return stagesSoFar.map(({ name, time: at }) =>
		reader.read(cells, name, at === undefined ? undefined : { value: at, from: '' }),
	);
}

function readerSettings(
	session: Session,
	{ dataset, adAccount, defaultCountry, crmName, messagingChannel, options }: EventParams,
	{ source }: EventRunSettings,
	zones: ReadonlyMap<string, string>,
) {
	const now = session.now();
	return {
		dataset,
		source,
		now,
		zone: zones.get(adAccount ?? '') ?? 'UTC',
		thisYear: new Date(now).getUTCFullYear(),
		defaultCountry: defaultCountry ?? '',
		defaultCurrency: options.defaultCurrency ?? '',
		orderSource: options.orderSource ?? '',
		dateOrder: options.dateOrder ?? '',
		keepSpaces: options.keepSpaces,
		crmName: crmName ?? '',
		messagingChannel,
		isMeasuredOnly: options.measureOnly,
		isLimited: options.limitedDataUse,
		customData: options.customData ?? {},
	} as const;
}

/** The zone of each item's ad account, read only where a time says none of its own: a send-only token reads nothing. */
async function zonesOf(
	session: Session,
	preparedJobs: readonly Prepared[],
	{ timeZone, zone, source }: EventRunSettings,
): Promise<ReadonlyMap<string, string>> {
	const accounts = new Set<string>();
	const zones = new Map<string, string>();
	const pause = pausing(session.n8n.getExecutionCancelSignal());
	for (const { job, json, cells } of preparedJobs) {
		await pause();
		const account = job.params.adAccount ?? '';
		if (accounts.has(account)) continue;
		const times =
			source === 'crm'
				? (job.params.stages ?? []).map(({ timeColumn }) => json[timeColumn] ?? get(json, timeColumn))
				: [];
		const isZoneless = [bestOf(cells, 'eventTime')?.value, ...times].some(
			(cell) =>
				cell !== undefined && cell !== null && 'clock' in writtenTime(cell, job.params.options.dateOrder ?? 'dayFirst'),
		);
		if (isZoneless) accounts.add(account);
	}
	for (const account of accounts)
		zones.set(account, timeZone === 'other' ? (zone ?? 'UTC') : (await session.account(account)).timeZone);
	return zones;
}

function checkColumns(preparedJobs: readonly Prepared[], { source }: EventRunSettings): void {
	const has = (test: (column: string) => boolean): boolean =>
		preparedJobs.some(({ cells }) => cells.some(([column]) => test(column)));
	if (!has((column) => !ABOUT_NOBODY.has(column))) {
		const advice =
			'No email, phone, lead ID or other identifier column found. Rename the column, or map each column manually.';
		throw new InputProblem(['columns'], 'name nobody', advice);
	}
	if (source !== 'crm' && !has((column) => column === 'eventTime')) {
		const advice = 'No column with the time of the event found. Rename the column to event_time, or map it manually.';
		throw new InputProblem(['columns'], 'have no Event Time', advice);
	}
}
