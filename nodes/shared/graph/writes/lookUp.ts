import { uniqBy } from 'lodash';

import { idOf } from '../../reading/cells';
import { instantOf } from '../../reading/instants';
import { matchExactly, type NameMatch, type MatchName } from '../../reading/nameMatch';
import type { GraphObject } from '../object';
import { fieldList, type GraphParams, type GraphRequest } from '../request';

/**
 * How the object of a create is known again. Graph has no idempotency key, so a create is never sent twice; its object is
 * looked up by what only it can have.
 */
export interface LookUp {
	/** Edge the object appears on: `act_123/campaigns`. */
	readonly edge: string;
	/** Whose quota the look uses; absent for what belongs to a page. */
	readonly account?: string;
	/** The page's token, for an edge that only the page may read. */
	readonly bearer?: string;
	readonly name: string;
	/** Field that shows the name; `name` unless given, null for objects that have none: then the name is for sentences. */
	readonly nameField?: string | null;
	/** Meta chooses the names of copies in the end: they are no proof of whose a copy is. */
	readonly isNamedByMeta?: true;
	/** How its name is compared; exactly unless given. */
	readonly matchName?: MatchName;
	/** A name that is `perhaps` its own counts, too, where all else fits. */
	readonly isWrittenOn?: boolean;
	/** Parameters that narrow the edge where it takes no `filtering` by name. */
	readonly narrow?: GraphParams;
	/**
	 * The object shows no time of creation, and never changes once made. So one of the same name and content serves as
	 * well as the lost one; `matches` decides that.
	 */
	readonly interchangeable?: true;
	/** What the object is called in a sentence: "campaign". */
	readonly noun: string;
	/** IDs of what it lies in, or was made of, by the fields that show them. */
	readonly parents?: Readonly<Record<string, string>>;
	/** More fields to read and compare with what was sent. */
	readonly fields: readonly string[];
	readonly matches: (candidate: GraphObject) => boolean;
	/** What was sent and no field of these shows. Of two lost creates that differ in it alone, neither takes an object for its own. */
	readonly unseen?: unknown;
	/** Where an object says when it was created; `created_time` unless said otherwise. */
	readonly timeField?: string;
}

/** Meta's Date header and created_time both have whole seconds. */
const CLOCK_GRAIN = 1_000;

/** As many as share one name and second; more would be another's doing. */
const CANDIDATES = 50;

const nameIn = ({ nameField = 'name' }: LookUp): string[] => (nameField === null ? [] : [nameField]);
const timeIn = ({ interchangeable, timeField = 'created_time' }: LookUp): string[] =>
	interchangeable ? [] : [timeField];

const fieldsIn = (lookUp: LookUp): string[] => [
	...['id', ...nameIn(lookUp), ...timeIn(lookUp)],
	...[...Object.keys(lookUp.parents ?? {}), ...lookUp.fields],
];

/** Lists what may be the object. */
export const lookRequest = (lookUp: LookUp): GraphRequest => ({
	method: 'GET',
	path: lookUp.edge,
	// Filtering an edge by name is used widely but not documented for every edge: what comes back is compared again.
	params: {
		fields: fieldList(fieldsIn(lookUp)),
		limit: CANDIDATES,
		...(lookUp.narrow ?? { filtering: [{ field: 'name', operator: 'EQUAL', value: lookUp.name }] }),
	},
	effect: 'read',
	account: lookUp.account,
	bearer: lookUp.bearer,
});

/** `creative{id,name}` is the field creative, and Graph takes each field once. */
const plainName = (field: string): string => field.replace(/\{.*$/s, '');

/** Reads the object that an answer names. */
export const ownReadRequest = (lookUp: LookUp, id: string, moreFields: readonly string[]): GraphRequest => ({
	method: 'GET',
	path: id,
	params: { fields: fieldList(uniqBy([...moreFields, ...fieldsIn(lookUp)], plainName)) },
	effect: 'read',
	account: lookUp.account,
	bearer: lookUp.bearer,
});

/** How well the name of an object fits: one without a name fits. */
export const nameMatch = (lookUp: LookUp, object: GraphObject): NameMatch =>
	nameIn(lookUp).reduce<NameMatch>(
		(_, field) => (lookUp.matchName ?? matchExactly)(object[field], lookUp.name),
		'same',
	);

/**
 * Whether an object of the edge can be the one, its name apart.
 *
 * @param startedAt Meta's time before the create was sent, milliseconds
 */
export const isCandidate = (lookUp: LookUp, object: GraphObject, startedAt: number): boolean =>
	timeIn(lookUp).every((field) => (instantOf(object[field]) ?? 0) >= startedAt - CLOCK_GRAIN) &&
	Object.entries(lookUp.parents ?? {}).every(([field, id]) => idOf(object[field]) === id) &&
	lookUp.matches(object);

const plain = (text: string): string => text.normalize().replace(/\s+/g, ' ').trim();

function isNamed(shownName: unknown, { name, matchName = matchExactly }: LookUp): boolean | null {
	return typeof shownName === 'string' ? matchName(plain(shownName), plain(name)) !== 'other' : null;
}

/** Between the clocks of two of Meta's servers: an answer names its object, and only a much older one is surely another's. */
const CLOCK_SKEW = 60_000;

function isNew(madeAt: unknown, startedAt: number | null): boolean | null {
	const at = instantOf(madeAt);
	return at === null || startedAt === null ? null : at >= startedAt - CLOCK_SKEW;
}

/** Meta writes 0 where there is no such object. */
function isThat(shownId: unknown, id: string): boolean | null {
	const other = idOf(shownId);
	return other === null || other === '0' ? null : other === id;
}

/**
 * Whose the object is that an answer names. Another name, another parent or an older time makes it another's. One that shows
 * none of them is nobody's.
 *
 * @param startedAt Meta's time before the create was sent, milliseconds; null where no answer has told it
 */
export function ownership(
	lookUp: LookUp,
	object: GraphObject,
	startedAt: number | null,
): 'own' | 'foreign' | 'unknown' {
	const { isNamedByMeta, parents = {} } = lookUp;
	const signs = [
		...(isNamedByMeta ? [] : nameIn(lookUp).map((field) => isNamed(object[field], lookUp))),
		...timeIn(lookUp).map((field) => isNew(object[field], startedAt)),
		...Object.entries(parents).map(([field, id]) => isThat(object[field], id)),
	];
	if (signs.includes(false)) return 'foreign';
	return signs.includes(true) || (signs.length === 0 && lookUp.matches(object)) ? 'own' : 'unknown';
}
