import { sha256 } from '../../../meta/people/sha256';
import type { UserData } from './userData';

/** What an event is recognised by when it comes again. */
export interface EventMarks {
	readonly dataset: string;
	readonly name: string;
	/** UNIX seconds. */
	readonly time: number;
	readonly orderId: string;
	/** The shop, register or year that gave the order's number; '' where nothing says it. */
	readonly source: string;
	readonly userData: UserData;
	readonly value: number | null;
	/** A stage is reached once, whenever that was. */
	readonly isStage: boolean;
}

/** Enough of a hash to tell all events of a shop apart. */
const LENGTH = 32;

/** What people have from the start comes first. */
const IDENTITIES = ['lead_id', 'em', 'external_id', 'ph', 'madid'];

const allOf = (userData: UserData): string[] => IDENTITIES.flatMap((key) => [userData[key] ?? []].flat());

const firstOf = (userData: UserData): string | undefined => allOf(userData)[0];

/**
 * The same ID for the same event, whoever makes it and when. An order gives its number, a stage its lead, and anything
 * else the lead or person, the time and the value. The time is no part of an order's, since shops change theirs. Of a person one
 * thing counts, which is there from the start. A phone or a customer's number that comes later makes no new event.
 */
export function madeEventId(
	{ dataset, name, time, orderId, source, userData, value, isStage }: EventMarks,
	person = firstOf(userData) ?? JSON.stringify(userData),
): string {
	const order = source === '' ? ['order', orderId] : ['order', orderId, 'of', source];
	const marks = orderId !== '' ? order : isStage ? ['stage', person] : ['person', person, time, value];
	return sha256(JSON.stringify([dataset, name, ...marks])).slice(0, LENGTH);
}

/** What a stage was noted by if less was known of its lead then, or in another order. */
export const otherStageKeys = (marks: EventMarks): string[] =>
	allOf(marks.userData)
		.slice(1)
		.map((person) => madeEventId(marks, person));

/**
 * By what an event is recognised here that has an ID of its own: one order can be bought and refunded under one ID. Meta tells
 * events apart by ID and name (Meta: conversions-api/deduplicate-pixel-and-server-events), each dataset by itself.
 */
export const ownEventKey = (dataset: string, name: string, id: string): string =>
	sha256(JSON.stringify([dataset, name, 'own', id])).slice(0, LENGTH);

const DAY = 86_400;

/**
 * By what a sale is recognised among others of its number: the amount, the day and the person. Of a person one thing counts, as in
 * the ID.
 */
export function saleKey(key: string, { time, value, userData }: EventMarks, currency: string): string {
	const sale = [key, 'sale', value, currency, Math.floor(time / DAY), firstOf(userData) ?? null];
	return sha256(JSON.stringify(sale)).slice(0, LENGTH);
}
