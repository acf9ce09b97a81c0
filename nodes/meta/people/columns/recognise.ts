import type { IDataObject } from 'n8n-workflow';

import { isRecord, type Json } from '../../../shared/record';
import { columnNamed } from './columnNamed';
import { isWithin } from '../consent/askedColumns';
import { aboutConsent } from '../consent/consentReader';
import { isMemberState } from '../consent/consentWords';
import { pairIn } from '../consent/namedValues';
import type { ItemEntries } from '../consent/hearing';
import { shownPath } from '../consent/unheard';
import { columnLabels } from './columns';
import { isOfContact } from '../namesOfContacts';
import { isAccountState } from '../normalise/state';
import { countsInside, insideNamed, type Inside } from './within';

/**
 * What a contact's cells hold: id of a column, the value and the input's own name of it, in any order. A column can come
 * several times.
 */
export type Cells = ReadonlyArray<readonly [column: string, value: unknown, from?: string]>;

/** Objects in objects that are looked into: a webhook's body, its customer, their address. An event's has more envelopes. */
const DEEPEST = 3;
const DEEPEST_OF_EVENTS = 6;

/** Unused columns that are told by name. */
const MOST_NAMED = 50;

type Cell = Cells[number];

/** What a name turned out to be. */
interface Named {
	readonly column?: string;
	readonly inside?: Inside;
	/** Some item has it as a column. */
	isUsed: boolean;
}

/** What columns a kind of item has: a person's alone, or an event's as well. */
export interface Vocabulary {
	/** @param path of the object that the name stands in; '' for the item itself */
	columnOf(name: string, path: string): string | undefined;
	readonly labels: ReadonlyMap<string, string>;
	/** What an object of that name holds; undefined when it is for nothing. */
	inside(name: string, outer: Inside): Inside | undefined;
	/** Items are events: their envelopes are deeper, and what a deal is worth is the event's. */
	readonly isOfEvents?: boolean;
}

const ofPeople: Vocabulary = { columnOf: columnNamed, labels: columnLabels, inside: insideNamed };

/** Recognises columns by their names; each name once, however many items have it. */
export class ColumnNames {
	private readonly namedColumns = new Map<string, Named>();
	/** Paths of what is for nothing. */
	private readonly unused = new Set<string>();
	private isAsked = false;

	constructor(readonly vocabulary: Vocabulary = ofPeople) {}

	/** The cells of one item: its own first, then those of the objects in it that are of the same contact. */
	cells(json: IDataObject, entries: ItemEntries = Object.entries(json)): Cells {
		this.isAsked = true;
		const cells: Cell[] = [];
		this.collect(cells, json, '', 'all', this.vocabulary.isOfEvents ? DEEPEST_OF_EVENTS : DEEPEST, entries);
		return cells;
	}

	/**
	 * "E-Mail → Email, properties.zip → Postal Code"; null if no name was asked for.
	 *
	 * @param heard what says something of consent, by its path
	 */
	inWords(heard: ReadonlyMap<string, string>): string | null {
		if (!this.isAsked) return null;
		const usedWords = [...this.namedColumns].flatMap(([path, { column, isUsed }]) =>
			column === undefined || !isUsed ? [] : [`${path} → ${this.vocabulary.labels.get(column)}`],
		);
		const labelled = this.vocabulary.labels;
		return [
			...usedWords,
			...[...heard].map(([path, column]) => `${shownPath(path)} → ${labelled.get(column) ?? labelled.get('consent')}`),
		].join(', ');
	}

	/** Names of what is for nothing, and never a value; null if there is none. */
	unusedInWords(heard: ReadonlyMap<string, string>): string | null {
		const places = [...heard.keys()];
		const unusedPaths = [...this.unused].filter(
			(path) => this.namedColumns.get(path)?.isUsed !== true && !places.some((place) => isWithin(place, path)),
		);
		if (unusedPaths.some(looksLikeData)) {
			return `${unusedPaths.length} columns, not named here: some of their names look like contact data`;
		}
		const rest = unusedPaths.length - MOST_NAMED;
		return [...unusedPaths.slice(0, MOST_NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ') || null;
	}

	private collect(
		cells: Cell[],
		object: Json,
		path: string,
		inside: Inside,
		levels: number,
		entries: ItemEntries = Object.entries(object),
	): void {
		const within: Array<readonly [path: string, object: Json, inside: Inside]> = [];
		const isUsers = USERS_OWN.some((key) => key in object);
		for (const [key, value] of entries) {
			if (Array.isArray(value) && levels > 0 && NAMED_VALUES.test(key)) {
				this.namedValues(cells, value, `${path}${key}`, inside, key === 'identifiers' ? identifierIn : pairIn);
				continue;
			}
			const from = path + key;
			const own = isUsers ? key.replace(/^user_/, '') : key;
			const namedColumn = this.columnNamed(from, own, inside);
			const column = columnOf(namedColumn.column, value, object, this.vocabulary.isOfEvents === true);
			if (column !== undefined) {
				// What it says is heard elsewhere.
				if (aboutConsent.has(column)) continue;
				namedColumn.isUsed = true;
				cells.push([column, valueIn(value, column), from]);
				continue;
			}
			const isListed = Array.isArray(value) && isRecord(value[0]);
			const name = isListed ? `${key}[0]` : key;
			const content: unknown = isListed ? value[0] : value;
			const deeper = isRecord(content) ? this.columnNamed(path + name, name, inside).inside : undefined;
			if (deeper !== undefined && isRecord(content) && levels > 0)
				within.push([path + name, content, narrower(inside, deeper)]);
			else this.unused.add(from);
		}
		for (const [inner, part, narrowed] of within) this.collect(cells, part, `${inner}.`, narrowed, levels - 1);
	}

	/** Fields that stand as a list of names with values. */
	private namedValues(
		cells: Cell[],
		entries: readonly unknown[],
		path: string,
		inside: Inside,
		pairOf: typeof pairIn,
	): void {
		for (const entry of entries) {
			const pair = isRecord(entry) ? pairOf(entry) : null;
			const from = `${path}.${pair?.name ?? ''}`;
			const namedColumn = pair === null ? undefined : this.columnNamed(from, pair.name, inside);
			if (pair === null || namedColumn?.column === undefined || aboutConsent.has(namedColumn.column)) continue;
			const { column } = namedColumn;
			namedColumn.isUsed = true;
			cells.push([column, valueIn(pair.value, column), from]);
		}
		const isUsed = [...this.namedColumns].some(([from, ofPath]) => ofPath.isUsed && from.startsWith(`${path}.`));
		if (!isUsed) this.unused.add(path);
	}

	private columnNamed(path: string, name: string, inside: Inside): Named {
		const columnKnown = this.namedColumns.get(path);
		if (columnKnown !== undefined) return columnKnown;
		const column = this.vocabulary.columnOf(name, path.slice(0, -name.length));
		// A plain "value" in an object is the object's own: the ID of a deal's person (Pipedrive API, Deals).
		const isObjects = path !== name && column === 'value' && name === 'value' && !this.vocabulary.isOfEvents;
		const fresh: Named = {
			column: column !== undefined && countsInside(column, inside) && !isObjects ? column : undefined,
			inside: this.vocabulary.inside(name, inside),
			isUsed: false,
		};
		this.namedColumns.set(path, fresh);
		return fresh;
	}
}

/** A table without a header has its first contact in the names' place: an address, or the digits of a number. */
const looksLikeData = (name: string): boolean => name.replace(/\D/g, '').length > 3 || isOfContact(name);

/** In an address, everything is only of the place. */
const narrower = (outer: Inside, inner: Inside): Inside => (outer === 'place' ? 'place' : inner);

/** What a column is, seen together with what it holds. */
function columnOf(column: string | undefined, value: unknown, object: Json, isOfEvents: boolean): string | undefined {
	if (column === 'state' && isState(value)) return undefined;
	if (column === 'value' && !isOfEvents && DEALS_OWN.some((key) => key in object)) return undefined;
	// "data" is a date in Italian and Polish, and an envelope of webhooks.
	if (column === 'eventTime' && isRecord(value) && !('value' in value)) return undefined;
	if (isOfEvents && deliverysOwn(column) && DELIVERIES_OWN.some((key) => key in object)) return undefined;
	return column;
}

/** Of an account or of a member, and not where somebody lives. */
const isState = (value: unknown): boolean => isAccountState(value) || isMemberState(value);

/** What a deal has: its `value` is no customer's (Pipedrive API, Deals). */
const DEALS_OWN = ['stage_id', 'pipeline_id', 'deal_id', 'person_id'];

/** What a webhook's delivery has: its `event_id` is another one each time (Square, Paddle, HubSpot). */
const DELIVERIES_OWN = ['notification_id', 'merchant_id', 'portalId'];

const deliverysOwn = (column: string | undefined): boolean => column === 'eventId' || column === 'subscriptionId';

/** Of a record with one of these the user is the customer (WordPress, users). */
const USERS_OWN = ['user_login', 'user_nicename', 'user_registered'];

/** monday API, Items; Agile CRM API, Contacts; Meta's lead form, Lead; ClickUp API, Tasks; Omnisend API v5, Contacts. */
const NAMED_VALUES = /^(?:column_values|properties|field_data|custom_fields|identifiers)$/;

/** An identifier: its kind, and as its `id` what it is (Omnisend API v5, Contacts). */
const identifierIn: typeof pairIn = ({ type, id }) => (typeof type === 'string' ? { name: type, value: id } : null);

/** Kinds under which address books keep a person's own addresses and numbers; others are a fax or an assistant. */
const OWN_KINDS: ReadonlySet<string> = new Set(['home', 'work', 'mobile', 'other', 'main', 'personal', 'undefined']);

const SEVERAL: ReadonlySet<string> = new Set(['email', 'phone']);

/**
 * What a cell holds, without what tools wrap it in: HubSpot's API gives each value as `{ value }`, Pipedrive's lists of
 * them, Airtable's lookups lists of one, n8n's Google Contacts node lists by kind, Shopify's API a consent's `state`.
 */
export function valueIn(cell: unknown, column: string): unknown {
	if (Array.isArray(cell)) {
		const values = cell.map((one: unknown) => withoutWrapper(one, column));
		return values.length === 1 && !SEVERAL.has(column) ? values[0] : values;
	}
	if (!isRecord(cell) || 'value' in cell) return withoutWrapper(cell, column);
	if (SEVERAL.has(column)) {
		if (Array.isArray(cell.items)) return valueIn(cell.items, column);
		const own = withoutWrapper(cell, column);
		if (own !== cell) return own;
	}
	return SEVERAL.has(column) ? ofOwnKinds(cell) : cell;
}

const ofOwnKinds = (cell: Json): unknown[] =>
	Object.entries(cell).flatMap(([kind, values]) =>
		OWN_KINDS.has(kind) ? [values].flat().map((one) => withoutWrapper(one, 'email')) : [],
	);

/** Under which names tools keep an address or a number in an object of its own, beside its kind. */
const WRAPPED: Readonly<Record<string, readonly string[]>> = {
	email: ['value', 'VALUE', 'email', 'email_address', 'emailAddress', 'address', 'Address'],
	phone: ['value', 'VALUE', 'number', 'phone', 'phoneNumber', 'FreeFormNumber', 'e164Phone'],
};

function withoutWrapper(cell: unknown, column: string): unknown {
	// An amount with its currency is one value (PayPal and Mollie, `{ value, currency }`).
	if (!isRecord(cell) || 'currency' in cell || 'currency_code' in cell) return cell;
	const key = (WRAPPED[column] ?? ['value']).find((name) => name in cell && !isRecord(cell[name]));
	return key === undefined ? cell : cell[key];
}
