import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import { readRows } from '../../shared/graph/pages';
import type { GraphRequest } from '../../shared/graph/request';
import { pairLists } from '../../shared/lists';
import type { Session } from '../../shared/node/session/session';

/** Nothing instead of what a failing look would have told. */
export async function orNothing<T>(look: Promise<T>): Promise<T | undefined> {
	const passOn = async (thrown: unknown): Promise<undefined> =>
		thrown instanceof GraphFailure ? undefined : await Promise.reject(thrown);
	return await look.catch(passOn);
}

const readId = (id: string): GraphRequest => ({ method: 'GET', path: id, params: { fields: 'id' }, effect: 'read' });

/** Pages read of one list at the most; a longer one counts as not known in full. */
const MOST_PAGES = 1_000;

/**
 * The ids of a whole list. Undefined when it cannot be read, is too long, or is empty: Meta leaves out what the token has
 * no permission to see.
 */
async function wholeList({ graph }: Session, request: GraphRequest): Promise<Set<string> | undefined> {
	const rows = await orNothing(readRows(graph, { ...request, params: { fields: 'id' } }, MOST_PAGES + 1));
	if (rows === undefined || rows.length === 0 || rows.length > MOST_PAGES) return undefined;
	return new Set(rows.map(({ id }) => String(id)));
}

/**
 * Pages that the token cannot use: neither among those of the ad account (`promote_pages`) nor among those of the person
 * (`me/accounts`), and not even readable. Both lists have to be known in full. They are not always what Meta goes by (notes
 * of public clients, 2026), hence the third look.
 */
export async function unusablePages(session: Session, account: string, ids: readonly string[]): Promise<Set<string>> {
	const missingIn = async (request: GraphRequest, pageIds: readonly string[]): Promise<string[]> => {
		const pages = pageIds.length > 0 ? await wholeList(session, request) : undefined;
		return pages === undefined ? [] : pageIds.filter((id) => !pages.has(id));
	};
	const notOfAccount = await missingIn(
		{ method: 'GET', path: `${account}/promote_pages`, effect: 'read', account },
		ids,
	);
	const notOfPerson = await missingIn({ method: 'GET', path: 'me/accounts', effect: 'read' }, notOfAccount);
	const reads = await session.graph.sendMany(notOfPerson.map(readId));
	const unreadable = pairLists(notOfPerson, reads).filter(
		([, { failure }]) => failure?.kind === 'notFound' || failure?.kind === 'permission',
	);
	return new Set(unreadable.map(([id]) => id));
}

export const pageProblem = (id: string, field: readonly PropertyKey[]): InputProblem =>
	new InputProblem(
		field,
		`cannot be used: ${id} is not among the pages of this ad account or of the credential’s user`,
		'Choose a page from the list. If it is missing there, assign it to the user and the ad account in the business settings.',
	);
