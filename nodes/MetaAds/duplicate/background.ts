import { classify, GraphFailure, readMetaError } from '../../shared/graph/error';
import { lookFor, unknownCreate, type Created } from '../../shared/graph/outcome';
import type { GraphObject } from '../../shared/graph/object';
import { poll } from '../../shared/graph/poll';
import { fieldList, formBody, parseGraphJson, type GraphRequest } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session';
import type { Plan } from './plan';

/** Graph API, "Asynchronous batch requests": at most fifty in one call. */
const MOST_REQUESTS = 50;

const nameAt = (index: number): string => `copy-${index + 1}`;

/** The one call that starts copies in the background: each gets a session that can be asked for its state. */
export const backgroundRequest = (plans: readonly Plan[]): GraphRequest => ({
	method: 'POST',
	path: '',
	params: { asyncbatch: plans.map(({ request }, index) => ({ method: 'POST', relative_url: request.path, name: nameAt(index), body: formBody(request) })) },
	effect: 'create',
	account: plans[0].account.id,
});

/** Ended in whichever way, or not heard of again. */
type End = { readonly isSuccess: boolean; readonly result: GraphObject } | undefined;

/**
 * Copies what is too large to be copied while we wait for an answer. What is not heard of, breaks down or takes too long
 * is looked for among the copies of its model, never sent again.
 */
export async function copyInBackground(session: Session, plans: readonly Plan[]): Promise<Created[]> {
	const created: Created[] = [];
	for (let start = 0; start < plans.length; start += MOST_REQUESTS) created.push(...(await copyGroup(session, plans.slice(start, start + MOST_REQUESTS))));
	return created;
}

async function copyGroup(session: Session, plans: readonly Plan[]): Promise<Created[]> {
	const startedAt = session.graph.serverTime();
	const [settled] = await session.graph.sendMany([backgroundRequest(plans)]);
	if (settled.failure && !settled.ambiguous) return plans.map(() => ({ failure: settled.failure }));
	const sessions = settled.answer ? sessionsIn(settled.answer.body as GraphObject) : new Map<string, string>();
	const ends = await waitForEnds(session, plans, sessions);
	const idOf = (end: End, { idIn }: Plan): string | undefined => (end?.isSuccess && typeof end.result[idIn] === 'string' ? String(end.result[idIn]) : undefined);
	const open = plans.flatMap((plan, index) => (idOf(ends[index], plan) === undefined ? [index] : []));
	const found = await lookFor(session.graph, open.map((index) => plans[index].lookUp), startedAt, session);
	return plans.map((plan, index): Created => {
		const id = idOf(ends[index], plan);
		if (id !== undefined) return { id, found: false, answer: ends[index]?.result };
		const foundId = found[open.indexOf(index)];
		return foundId === undefined ? { failure: failureOf(plan, ends[index], sessions.get(nameAt(index)), settled.failure) } : { id: foundId, found: true };
	});
}

const sessionsIn = ({ async_sessions: list }: GraphObject): Map<string, string> =>
	new Map((Array.isArray(list) ? (list as GraphObject[]) : []).map(({ id, name }) => [String(name), String(id)]));

async function waitForEnds(session: Session, plans: readonly Plan[], sessions: ReadonlyMap<string, string>): Promise<End[]> {
	const ends = new Array<End>(plans.length);
	const open = new Set(plans.flatMap((_, index) => (sessions.has(nameAt(index)) ? [index] : [])));
	const look = async (): Promise<true | null> => {
		const indices = [...open];
		const states = await session.graph.sendMany(indices.map((index) => stateRequest(sessions.get(nameAt(index)) ?? '', plans[index].account.id)));
		indices.forEach((index, position) => {
			const end = endOf(states[position].answer?.body as GraphObject | undefined);
			if (end === undefined) return;
			ends[index] = end;
			open.delete(index);
		});
		return open.size === 0 ? true : null;
	};
	if (open.size > 0) await poll(look, { cap: Math.max(...plans.map(({ waitUpTo }) => waitUpTo)), wait: session.wait, now: session.now });
	return ends;
}

const stateRequest = (id: string, account: string): GraphRequest => ({ method: 'GET', path: id, params: { fields: fieldList(['status', 'result', 'error_code', 'exception']) }, effect: 'read', account });

/** COMPLETED and FAILED end a session (Meta’s guide of managed partner ads); every other state, known or not, does not. */
function endOf(state: GraphObject | undefined): End {
	const status = String(state?.status).toUpperCase();
	if (status !== 'COMPLETED' && status !== 'FAILED') return undefined;
	return { isSuccess: status === 'COMPLETED', result: resultOf(state?.result) };
}

/** A JSON text; what it is not tells nothing. */
function resultOf(result: unknown): GraphObject {
	try {
		const parsed = typeof result === 'string' ? parseGraphJson(result) : result;
		return typeof parsed === 'object' && parsed !== null ? (parsed as GraphObject) : {};
	} catch {
		return {};
	}
}

/** Meta's own reason where it names one that is sure; otherwise nobody knows what happened. */
function failureOf({ lookUp }: Plan, end: End, sessionId: string | undefined, cause: GraphFailure | undefined): GraphFailure {
	const meta = end && !end.isSuccess ? readMetaError(end.result) : null;
	const refused = meta === null ? undefined : classify(meta, 400);
	if (refused !== undefined && refused.kind !== 'temporary' && meta?.code !== 1 && meta?.code !== 2) return refused;
	const unknown = unknownCreate(lookUp, refused ?? cause);
	return sessionId === undefined || end !== undefined ? unknown : unknown.with({ advice: `Meta is still copying (session ${sessionId}). ${unknown.advice}` });
}
