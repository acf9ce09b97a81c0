import { InputProblem } from '../../form/problem';
import { GraphFailure } from '../../graph/error';
import type { GraphObject } from '../../graph/object';
import { LARGE_PAGE, readRows } from '../../graph/pages';
import { fieldList } from '../../graph/request';
import { pairLists } from '../../lists';
import type { Session } from '../../node/session/session';
import { idOf } from '../../reading/cells';
import { composed, matchExactly } from '../../reading/nameMatch';
import type { AdObjectIdentity, AdObjectKind } from '../kind';
import { asKindProblem, ownershipProblem, readObject } from '../target';
import { newlyMade, recallNew } from './newlyMade';

/** Where an object of a name is looked for: in its parent, or in the whole ad account. */
export interface Place {
	/** `act_` and digits. */
	readonly account: string;
	readonly parent?: { readonly kind: AdObjectIdentity; readonly id: string };
}

const pathOf = ({ edge }: AdObjectIdentity, { account, parent }: Place): string => `${parent?.id ?? account}/${edge}`;

/** What names one object of one place: for what is remembered of it, and for runs that take turns at it. */
export const madeKey = (kind: AdObjectIdentity, place: Place, name: string): string =>
	`${pathOf(kind, place)} ${composed(name)}`;

/** Notes what was just made, so that it is found before its list shows it. */
export const noteMade = ({ now }: Session, kind: AdObjectIdentity, place: Place, name: string, id: string): void =>
	newlyMade.remember(madeKey(kind, place, name), { id, at: now() });

/** An object that is there, with its ID as text. */
export type Namesake = GraphObject & { readonly id: string };

/** Tells of an object whose name can be a person's own whether it is the one that is looked for. */
export type IsIt = (object: GraphObject) => Promise<boolean>;

/** Looks for what was given exactly this name in a place, whose list is read once. */
export type FindNamesakes = (place: Place, name: string, isIt?: IsIt) => Promise<Namesake[]>;

/** The time of creation tells which of several is the oldest; creatives have none. */
const namedFields = ['id', 'account_id', 'name', 'status', 'created_time', 'time_created'];

/** The same kind, of which no more is read than a look by name needs. */
const readByName = (kind: AdObjectKind, besides: readonly string[]): AdObjectKind => ({
	...kind,
	fields: [...namedFields.filter((field) => kind.fields.includes(field)), ...besides],
});

/**
 * Looks in Meta's lists alone. Names are compared here and not by Meta: which edges can be narrowed by a name, and whether
 * that finds every one, is not documented, and one that is not found would be made twice.
 *
 * @param besides fields to read of each
 */
export function lookingInLists(session: Session, kind: AdObjectKind, besides: readonly string[] = []): FindNamesakes {
	const read = readByName(kind, besides);
	const lists = new Map<string, Promise<readonly GraphObject[]>>();
	const { matchName = matchExactly } = kind;
	return async (place, name, isIt) => {
		const key = `${place.account} ${pathOf(kind, place)}`;
		const list = lists.get(key) ?? readList(session, read, place);
		lists.set(key, list);
		const namesakesThat = async (match: 'same' | 'perhaps') =>
			(await list).filter((row) => matchName(row.name, name) === match).map((row) => identify(row, kind, name));
		const sameNamed = await namesakesThat('same');
		if (sameNamed.length > 0 || isIt === undefined) return sameNamed;
		const candidates = (await namesakesThat('perhaps')).filter(
			({ id, name: ownName }) => recallNew(madeKey(kind, place, String(ownName)), session.now()) !== id,
		);
		return await chosenBy(session, kind, place, candidates, isIt);
	};
}

/**
 * Looks in Meta's lists, and for what this process has made and they do not show yet.
 *
 * @param besides fields to read of each
 */
export function lookingFor(session: Session, kind: AdObjectKind, besides: readonly string[] = []): FindNamesakes {
	const read = readByName(kind, besides);
	const findInLists = lookingInLists(session, kind, besides);
	return async (place, name, isIt) => {
		const sameNamed = await findInLists(place, name, isIt);
		const madeNow = recallNew(madeKey(kind, place, name), session.now());
		if (madeNow === undefined || sameNamed.some(({ id }) => id === madeNow)) return sameNamed;
		return [...sameNamed, ...(await stillThere(session, read, place, name, madeNow))];
	};
}

/** Reads each whole, since a list shows too little of it. */
async function chosenBy(
	{ graph }: Session,
	kind: AdObjectKind,
	{ account }: Place,
	candidates: readonly Namesake[],
	isIt: IsIt,
): Promise<Namesake[]> {
	const reads = await graph.sendMany(candidates.map(({ id }) => readObject(kind, id, account)));
	const verdicts = pairLists(candidates, reads).map(async ([candidate, { answer, failure }]) => {
		if (failure) throw failure;
		return (await isIt(answer.body as GraphObject)) ? [candidate] : [];
	});
	return (await Promise.all(verdicts)).flat();
}

async function readList({ graph }: Session, kind: AdObjectKind, place: Place): Promise<readonly GraphObject[]> {
	const { account, parent } = place;
	const params = { fields: fieldList(kind.fields) };
	const request = { method: 'GET', path: pathOf(kind, place), params, effect: 'read', account } as const;
	const rows = await readRows(graph, request, Infinity, LARGE_PAGE).catch(
		async (failure: Error) =>
			await Promise.reject(parent === undefined ? failure : asKindProblem(parent.kind, failure)),
	);
	// What an ad account lists beside its own is shared with it: only the one that is found has to be its own.
	const problem = parent && rows.map((row) => ownershipProblem(parent.kind, row, account)).find((one) => one !== null);
	if (problem) throw problem;
	return rows.filter((row) => !isOver(row));
}

/** What this process has made, unless it was deleted, archived or renamed since. */
async function stillThere(
	{ graph }: Session,
	kind: AdObjectKind,
	{ account }: Place,
	name: string,
	id: string,
): Promise<Namesake[]> {
	const { answer, failure } = await graph.sendOne(readObject(kind, id, account));
	if (failure?.kind === 'notFound') return [];
	if (failure) throw failure;
	const object = answer.body as GraphObject;
	return isOver(object) || (kind.matchName ?? matchExactly)(object.name ?? name, name) === 'other'
		? []
		: [{ ...object, id }];
}

/** Meta's lists leave these out unless they are asked for (Marketing API, "Manage ad object status"). */
const isOver = ({ status }: GraphObject): boolean => status === 'ARCHIVED' || status === 'DELETED';

/** @throws GraphFailure for one without an ID: it is there, so none may be made in its place */
function identify(row: GraphObject, { noun }: AdObjectIdentity, name: string): Namesake {
	const id = idOf(row.id);
	if (id !== null) return { ...row, id };
	throw new GraphFailure({
		kind: 'temporary',
		message: `Meta listed the ${noun} “${name}” without its ID`,
		advice: 'Run the step again. Nothing was made in its place.',
	});
}

/** More IDs than these make no sentence clearer. */
const MOST_TOLD = 10;

/**
 * The one object of exactly this name, or nothing where there is none.
 *
 * @throws InputProblem where there are several, with their IDs
 */
export async function namesake(
	look: FindNamesakes,
	{ noun, plural }: AdObjectIdentity,
	place: Place,
	name: string,
	isIt?: IsIt,
): Promise<string | undefined> {
	const ids = (await look(place, name, isIt)).map(({ id }) => id);
	if (ids.length < 2) return ids[0];
	const idList = ids.slice(0, MOST_TOLD).join(', ');
	const more = ids.length > MOST_TOLD ? ` and ${ids.length - MOST_TOLD} more` : '';
	throw new InputProblem(
		['options', 'ifItExists'],
		`There are ${ids.length} ${plural} called “${name}”: ${idList}${more}`,
		`Several match. Rename the others, or use the ID of the ${noun} in the next nodes.`,
	);
}
