import { InputProblem } from '../../form/problem';
import type { GraphObject } from '../../graph/object';
import { LARGE_PAGE, readRows } from '../../graph/pages';
import { fieldList } from '../../graph/request';
import type { Session } from '../../node/session';
import { idOf } from '../columns';
import type { AdObjectIdentity, AdObjectKind } from '../kind';
import { asKindProblem, ownershipProblem } from '../target';

/** Where an object of a name is looked for: in its parent, or in the whole ad account. */
export interface Place {
	/** `act_` and digits. */
	readonly account: string;
	readonly parent?: { readonly kind: AdObjectIdentity; readonly id: string };
}

/** An object of the list: what tells it from others. */
interface Listed {
	readonly id: string;
	readonly name: string;
}

/** Reads what lies in a place, once a run for all items that look there. */
export type Lists = (place: Place) => Promise<readonly Listed[]>;

/**
 * Names are compared here and not by Meta: which edges can be narrowed by a name, and whether that finds every one, is
 * not documented, and one that is not found would be made twice.
 */
export function listsOf(session: Session, kind: AdObjectKind): Lists {
	const known = new Map<string, Promise<readonly Listed[]>>();
	return async (place) => {
		const path = `${place.parent?.id ?? place.account}/${kind.edge}`;
		const list = known.get(path) ?? readList(session, kind, place, path);
		known.set(path, list);
		return await list;
	};
}

async function readList(
	{ graph }: Session,
	kind: AdObjectKind,
	{ account, parent }: Place,
	path: string,
): Promise<readonly Listed[]> {
	const own = ['id', 'account_id', 'name', 'status'].filter((field) => kind.fields.includes(field));
	const request = { method: 'GET', path, params: { fields: fieldList(own) }, effect: 'read', account } as const;
	const rows = await readRows(graph, request, Infinity, LARGE_PAGE).catch(
		async (failure: Error) =>
			await Promise.reject(parent === undefined ? failure : asKindProblem(parent.kind, failure)),
	);
	// What an ad account lists beside its own is shared with it: only the one that is found has to be its own.
	const problem = parent && rows.map((row) => ownershipProblem(parent.kind, row, account)).find((one) => one !== null);
	if (problem) throw problem;
	return rows.flatMap((row) => {
		const id = idOf(row.id);
		return id === null || isOver(row) ? [] : [{ id, name: String(row.name ?? '') }];
	});
}

/** Meta's lists leave these out unless they are asked for (Marketing API, "Manage ad object status"). */
const isOver = ({ status }: GraphObject): boolean => status === 'ARCHIVED' || status === 'DELETED';

/** More IDs than these make no sentence clearer. */
const MOST_TOLD = 10;

/**
 * The one object of exactly this name, or nothing where there is none.
 *
 * @throws InputProblem where there are several, with their IDs
 */
export async function namesake(
	lists: Lists,
	{ noun, plural }: AdObjectIdentity,
	place: Place,
	name: string,
): Promise<string | undefined> {
	const ids = (await lists(place)).filter((listed) => listed.name === name).map(({ id }) => id);
	if (ids.length < 2) return ids[0];
	const told = ids.slice(0, MOST_TOLD).join(', ');
	const more = ids.length > MOST_TOLD ? ` and ${ids.length - MOST_TOLD} more` : '';
	throw new InputProblem(
		['options', 'ifItExists'],
		`There are ${ids.length} ${plural} called “${name}”: ${told}${more}`,
		`Which of them is meant cannot be told. Rename the others, or use the ID of the ${noun} in the next steps.`,
	);
}
