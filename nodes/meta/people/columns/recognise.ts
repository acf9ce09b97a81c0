import type { IDataObject } from 'n8n-workflow';

import { isRecord, type Json } from '../../../shared/record';
import { columnNamed } from './columnNamed';
import { aboutConsent, saysLeft, saysNo } from '../consent';
import { labels } from './columns';
import { isAccountState } from '../normalise/state';
import { counts, insideNamed, type Inside } from './within';

/**
 * What a contact's cells hold: id of a column, the value and the input's own name of it, in any order; a column can come
 * several times.
 */
export type Cells = ReadonlyArray<readonly [column: string, value: unknown, from?: string]>;

/** Objects in objects that are looked into: a webhook's body, its customer, their address. */
const DEEPEST = 3;

/** Unused columns that are told by name. */
const NAMED = 50;

type Cell = Cells[number];

/** What a name turned out to be. */
interface Named {
	readonly column?: string;
	readonly inside?: Inside;
}

/** Recognises columns by their names; each name once, however many items have it. */
export class Names {
	private readonly known = new Map<string, Named>();
	/** Paths of what is for nothing. */
	private readonly unused = new Set<string>();
	/** Paths that some item has as a column. */
	private readonly used = new Set<string>();
	private readonly chosen = new Set<string>();
	private asked = false;

	/** The cells of one item: its own first, then those of the objects in it that are of the same contact. */
	cells(json: IDataObject): Cells {
		this.asked = true;
		const cells: Cell[] = [];
		this.collect(cells, json, '', 'all', DEEPEST);
		return cells;
	}

	/** A column that somebody has chosen for consent is for something, whatever its name. */
	choose(path: string): void {
		this.chosen.add(path);
	}

	/** "E-Mail → Email, properties.zip → Postal Code"; null if no name was asked for. */
	inWords(): string | null {
		if (!this.asked) return null;
		const told = [...this.known].flatMap(([path, { column }]) =>
			column === undefined || !this.used.has(path) || this.chosen.has(path) ? [] : [`${path} → ${labels.get(column)}`],
		);
		return [...told, ...[...this.chosen].map((path) => `${path} → ${labels.get('consent')}`)].join(', ');
	}

	/** Names of what is for nothing, and never a value; null if there is none. */
	unusedInWords(): string | null {
		const unused = [...this.unused].filter((path) => !this.used.has(path) && !this.chosen.has(path));
		if (unused.some(looksLikeData)) {
			return `${unused.length} columns, not named here: some of their names look like contact data`;
		}
		const rest = unused.length - NAMED;
		return [...unused.slice(0, NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ') || null;
	}

	private collect(cells: Cell[], object: Json, path: string, inside: Inside, levels: number): void {
		const within: Array<readonly [path: string, object: Json, inside: Inside]> = [];
		for (const [key, value] of Object.entries(object)) {
			const [name, held] =
				Array.isArray(value) && isRecord(value[0]) ? [`${key}[0]`, value[0] as unknown] : [key, value];
			const from = path + key;
			const column = columnOf(this.named(from, key, inside).column, key, value);
			const deeper = column === undefined && isRecord(held) ? this.named(path + name, name, inside).inside : undefined;
			if (column !== undefined) {
				this.used.add(from);
				cells.push([column, valueIn(value, column), from]);
			} else if (deeper !== undefined && isRecord(held) && levels > 0)
				within.push([path + name, held, narrower(inside, deeper)]);
			else this.unused.add(from);
		}
		for (const [inner, held, narrowed] of within) this.collect(cells, held, `${inner}.`, narrowed, levels - 1);
	}

	private named(path: string, name: string, inside: Inside): Named {
		const known = this.known.get(path);
		if (known !== undefined) return known;
		const column = columnNamed(name);
		// A plain "value" in an object is the object's own: the ID of a deal's person (Pipedrive API, Deals).
		const isObjects = path !== name && column === 'value' && name === 'value';
		const fresh: Named = {
			column: column !== undefined && counts(column, inside) && !isObjects ? column : undefined,
			inside: insideNamed(name, inside),
		};
		this.known.set(path, fresh);
		return fresh;
	}
}

/** A table without a header has its first contact in the names' place: an address, or the digits of a number. */
const looksLikeData = (name: string): boolean => name.includes('@') || name.replace(/\D/g, '').length > 3;

/** In an address, everything is only of the place. */
const narrower = (outer: Inside, inner: Inside): Inside => (outer === 'place' ? 'place' : inner);

/** What a column is, seen together with what it holds. */
function columnOf(column: string | undefined, name: string, value: unknown): string | undefined {
	if (column === 'state' && isAccountState(value)) return undefined;
	if (column !== undefined) return column;
	if (name.toLowerCase() === 'status' && saysLeft(value)) return 'optOut';
	return sendingSwitch.test(name) && saysNo(value) ? 'otherConsent' : undefined;
}

/** A switch of Dynamics that is on until somebody turns it off (Dataverse reference, Contact: `donotsendmm`). */
const sendingSwitch = /^send[\s_]?marketing[\s_]?materials$/i;

/** Kinds under which address books keep a person's own addresses and numbers; others are a fax or an assistant. */
const OWN_KINDS: ReadonlySet<string> = new Set(['home', 'work', 'mobile', 'other', 'main', 'personal', 'undefined']);

const SEVERAL: ReadonlySet<string> = new Set(['email', 'phone']);

/**
 * What a cell holds, without what tools wrap it in: HubSpot's API gives each value as `{ value }`, Pipedrive's lists of
 * them, Airtable's lookups lists of one, n8n's Google Contacts node lists by kind, Shopify's API a consent's `state`.
 */
export function valueIn(cell: unknown, column: string): unknown {
	if (Array.isArray(cell)) {
		const values = cell.map(unwrapped);
		return values.length === 1 && !SEVERAL.has(column) ? values[0] : values;
	}
	if (!isRecord(cell) || 'value' in cell) return unwrapped(cell);
	if (aboutConsent.has(column) && typeof cell.state === 'string') return cell.state;
	return SEVERAL.has(column) ? ofOwnKinds(cell) : cell;
}

const ofOwnKinds = (cell: Json): unknown[] =>
	Object.entries(cell).flatMap(([kind, values]) => (OWN_KINDS.has(kind) ? [values].flat().map(unwrapped) : []));

const unwrapped = (cell: unknown): unknown => (isRecord(cell) && 'value' in cell ? cell.value : cell);
