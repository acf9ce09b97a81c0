import { createOne, type NewObject } from '../../shared/adObject/createOne';
import type { GraphClient, SettledRequest } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import { readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphRequest } from '../../shared/graph/request';
import type { Creation } from '../../shared/graph/writes/create';
import { existing } from '../../shared/lists';
import { ProcessMemory } from '../../shared/memory';
import type { Session } from '../../shared/node/session/session';
import { recordOf } from '../../shared/reading/json';
import { textCell } from '../../shared/reading/cells';

/** Far more pages than one n8n works with. */
const MOST_PAGES = 2_000;

/**
 * Tokens of pages, by the token they were got with, in the memory of this process alone. One that was got with a
 * long-lived token has no end of its own (Meta: "Access Tokens"). It ends with that token, and is then got once more.
 */
export const pageTokens = new ProcessMemory<string>(MOST_PAGES);

const keyOf = (graph: GraphClient, page: string): string => `${graph.identity} ${page}`;

const isRefusedToken = (failure: unknown): boolean => failure instanceof GraphFailure && failure.kind === 'auth';

/** The page's own token, which lead forms, leads and subscriptions ask for (Graph API, Page reference: leadgen_forms). */
async function tokenOf(graph: GraphClient, page: string): Promise<string> {
	const remembered = pageTokens.recall(keyOf(graph, page));
	if (remembered !== undefined) return remembered;
	const { body } = await graph.send({ method: 'GET', path: page, params: { fields: 'access_token' }, effect: 'read' });
	const bearer = textCell(recordOf(body).access_token);
	if (bearer === null) throw notAssigned();
	pageTokens.remember(keyOf(graph, page), bearer);
	return bearer;
}

/** Meta leaves the token out of its answer where the credential's user has no task on the page. */
const notAssigned = (): GraphFailure =>
	new GraphFailure({
		kind: 'permission',
		message: 'The credential’s user has no role on this page, so Meta gives no access to its forms and leads',
		advice:
			'In Business settings, open the page and assign it to the credential’s user with the tasks Ads and Leads. Then run the node again.',
	});

/** Whether Meta refused the page's token because what was asked for is of another page (or none of a page). */
export const isOfAnotherPage = (failure: unknown): boolean =>
	failure instanceof GraphFailure &&
	failure.meta?.code === 190 &&
	/page access token/i.test(failure.meta.message ?? '');

/** Does something in a page's name. Where Meta refuses the page's token it gets another one, once. */
export async function inPagesName<T>(
	graph: GraphClient,
	page: string,
	work: (bearer: string) => Promise<T>,
): Promise<T> {
	return await work(await tokenOf(graph, page)).catch(async (failure: unknown) => {
		if (!isRefusedToken(failure)) return await Promise.reject(failure);
		pageTokens.forget(keyOf(graph, page));
		return await work(await tokenOf(graph, page));
	});
}

/**
 * Creates one object in the page's name. Meta does not say that what a refused token sent was not carried out: the object is
 * looked up before it is sent with another token.
 */
export async function createAsPage(
	session: Session,
	page: string,
	creationOf: (bearer: string) => Creation,
): Promise<NewObject> {
	let triedAt: number | undefined;
	return await inPagesName(session.graph, page, async (bearer) => {
		const earlier = triedAt;
		triedAt ??= session.graph.now;
		return await createOne(session, creationOf(bearer), earlier);
	});
}

/** All rows of a list that Meta gives to the page alone. */
export const readPagesRows = async (
	graph: GraphClient,
	page: string,
	request: GraphRequest,
	most: number,
	pageSize?: number,
): Promise<GraphObject[]> =>
	await inPagesName(graph, page, async (bearer) => await readRows(graph, { ...request, bearer }, most, pageSize));

/** Sends one request in the page's name. */
export const sendAsPage = async (graph: GraphClient, page: string, request: GraphRequest): Promise<GraphObject> =>
	await inPagesName(graph, page, async (bearer) => recordOf((await graph.send({ ...request, bearer })).body));

/** Sends many in the page's name, each with an ending of its own; refused tokens are got once more, for those they struck. */
export async function sendManyAsPage(
	graph: GraphClient,
	page: string,
	requests: readonly GraphRequest[],
): Promise<SettledRequest[]> {
	const send = async (some: readonly GraphRequest[]): Promise<SettledRequest[]> => {
		const bearer = await tokenOf(graph, page);
		return await graph.sendMany(some.map((request) => ({ ...request, bearer })));
	};
	const answers = await send(requests);
	const struck = answers.flatMap(({ failure }, index) => (isRefusedToken(failure) ? [index] : []));
	if (struck.length === 0) return answers;
	pageTokens.forget(keyOf(graph, page));
	const again = await send(struck.map((index) => existing(requests[index], 'a request')));
	return answers.map((one, index) => {
		const place = struck.indexOf(index);
		return place < 0 ? one : existing(again[place], 'the ending of a request');
	});
}
