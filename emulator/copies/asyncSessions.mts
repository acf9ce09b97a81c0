import { z } from 'zod';
import { GraphError, notEmulated, parameterError } from '../graph/language/graphError.mts';
import { Params, parseJson } from '../graph/language/params.mts';
import { requireScope, type Token } from '../world/tokens.mts';
import type { World } from '../world/world.mts';
import type { AsyncSession } from './asyncSessionModel.mts';
import { copyAd, copyAdSet, copyCampaign } from './copies.mts';

/** As many as a batch that is answered at once (Meta: reference/ad-campaign/copies). */
const MAX_REQUESTS = 50;

const requestsSchema = z.array(
	z.object({ method: z.literal('POST'), relative_url: z.string(), name: z.string(), body: z.string().default('') }),
);

/** `POST /` with `asyncbatch`: answers one session a request at once, and carries the requests out later. */
export function startSessions(world: World, token: Token, text: string): Record<string, unknown> {
	requireScope(token, true);
	const result = requestsSchema.safeParse(parseJson(text));
	if (!result.success)
		throw parameterError(
			'asyncbatch parameter must be a JSON array of requests with method, relative_url and name',
			'asyncbatch',
		); // wording UNCONFIRMED 48
	if (result.data.length > MAX_REQUESTS)
		throw parameterError(`Too many requests in batch message. Maximum batch size is ${MAX_REQUESTS}`, 'asyncbatch');
	const startTime = world.clock.now();
	const sessions = result.data.map(({ relative_url: uri, name, body }) => {
		if (!/^(v\d+\.\d+\/)?\d+\/copies$/.test(uri)) throw notEmulated(`${uri} in an asynchronous batch`);
		const params = Object.fromEntries(new URLSearchParams(body));
		const session: AsyncSession = {
			kind: 'AsyncSession',
			id: world.newId('AsyncSession'),
			name,
			uri,
			params,
			token,
			startTime,
			dueAt: startTime + world.copyScript.sessionSeconds * 1000,
		};
		return world.add(session);
	});
	return { async_sessions: sessions.map(({ id, name }) => ({ id, name })) };
}

/** Carries out what is due; called before every request. */
export function settleSessions(world: World): void {
	for (const session of world.all('AsyncSession')) {
		if (session.ended !== undefined || session.dueAt > world.clock.now()) continue;
		session.ended = { at: session.dueAt, ...carryOut(world, session) };
		world.noteStatuses();
	}
}

function carryOut(world: World, { uri, params, token }: AsyncSession): { isSuccess: boolean; body: unknown } {
	const node = world.find(uri.split('/').at(-2) ?? '');
	const call = { world, token, params: new Params(params), files: {}, isAsync: true };
	try {
		if (node?.kind === 'Campaign') return { isSuccess: true, body: copyCampaign(call, node) };
		if (node?.kind === 'AdSet') return { isSuccess: true, body: copyAdSet(call, node) };
		if (node?.kind === 'Ad') return { isSuccess: true, body: copyAd(call, node) };
		throw new GraphError(100, 'Unsupported post request.', { subcode: 33 });
	} catch (error) {
		if (!(error instanceof GraphError)) throw error;
		return { isSuccess: false, body: error.body() };
	}
}
