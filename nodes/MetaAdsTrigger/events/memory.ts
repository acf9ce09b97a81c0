import { pickBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

/**
 * What the trigger remembers between polls, in n8n's static data of the node. It is saved when the workflow is
 * activated, and after a poll that brought something. It does not wait for that. A poll that brought nothing is not
 * saved. So it can be older than the last poll, never newer. All that is done twice because of that has to come out
 * the same.
 */
export interface TriggerMemory {
	/** What the form asks for: with other settings memory starts anew. */
	readonly asked: string;
	/** Nothing older is told: a workflow that is switched on does not flood. Milliseconds since 1970, as all times here. */
	readonly startedAt: number;
	/** Meta's clock at the last poll. */
	readonly polledAt: number;
	/** Log events told in the overlap, with their times. */
	readonly told: Readonly<Record<string, number>>;
	/**
	 * When something was told lately, oldest first: the moments of which n8n has stored the memory. A verdict is named by
	 * the last of them before it, so that a process that starts from stored memory gives it the same name.
	 */
	readonly anchors: readonly number[];
	/** The last review state of each ad that showed. */
	readonly reviews: Readonly<Record<string, string>>;
	/** Verdicts by ad, value and anchor: how many were told, and how many of the log's entries are among them. */
	readonly verdicts: Readonly<Record<string, readonly [told: number, logged: number]>>;
	/** Issues that are there, by object: their codes, and how many of the object were told. */
	readonly issues: Readonly<Record<string, readonly [open: string, told: number]>>;
	/** Thresholds that are passed, and how often each was. */
	readonly thresholds: Readonly<Record<string, readonly [passed: boolean, told: number]>>;
	/** Items handed to n8n lately. */
	readonly handedOver: readonly HandedOver[];
}

/**
 * Nothing remembered yet. The log tells whole seconds: what happens in the second of the start is told, whichever of the
 * two came first.
 */
export const freshMemory = (settingsKey: string, now: number): TriggerMemory => ({
	asked: settingsKey,
	startedAt: now - (now % 1000),
	polledAt: now,
	told: {},
	anchors: [now],
	reviews: {},
	verdicts: {},
	issues: {},
	thresholds: {},
	handedOver: [],
});

export interface HandedOver {
	readonly at: number;
	/** The process that handed it over. */
	readonly by: string;
	readonly item: IDataObject;
}

/** A process that is still there after this time has executed what it was handed, or said in its log that it could not. */
const DELIVERED_AFTER = 15 * 60_000;

/** Static data is one row of n8n's database, written as a whole. */
const MOST_HANDED_OVER = 500;
const MOST_TOLD = 20_000;

/**
 * What has to be handed over again: n8n was stopped or killed since, and may not have come to executing it. It has the
 * same `eventId`, so that a Remove Duplicates step drops it where it had.
 */
export const undeliveredItems = ({ handedOver }: TriggerMemory, process: string): IDataObject[] =>
	handedOver.filter(({ by }) => by !== process).map(({ item }) => item);

/** What is handed over now joins what was lately; the oldest make room, but never one of now. */
export function withHandedOver(
	{ handedOver }: TriggerMemory,
	items: readonly IDataObject[],
	by: string,
	at: number,
): HandedOver[] {
	const recent = handedOver.filter((entry) => entry.by === by && entry.at > at - DELIVERED_AFTER);
	const now = items.map((item): HandedOver => ({ at, by, item }));
	const room = Math.max(0, MOST_HANDED_OVER - now.length);
	return [...recent.slice(Math.max(0, recent.length - room)), ...now];
}

/** Ids of log events that the next polls will read once more. */
export function stillInWindow(toldTimes: Readonly<Record<string, number>>, since: number): Record<string, number> {
	const inWindow = Object.entries(toldTimes).filter(([, at]) => at >= since);
	return Object.fromEntries(inWindow.sort(([, one], [, other]) => other - one).slice(0, MOST_TOLD));
}

/** Anchors of the window, and the last one before it. */
export function recentAnchors(anchors: readonly number[], since: number): number[] {
	const before = anchors.filter((anchor) => anchor < since).length;
	return anchors.slice(Math.max(0, before - 1));
}

/** Verdicts whose anchor is still known. */
export function recentVerdicts(
	verdicts: TriggerMemory['verdicts'],
	since: number,
	anchors: readonly number[],
): TriggerMemory['verdicts'] {
	const [oldest = 0] = recentAnchors(anchors, since);
	const anchorIn = (place: string): number => Number(place.slice(place.lastIndexOf(' ') + 1));
	return pickBy(verdicts, (_, place) => anchorIn(place) >= oldest);
}
