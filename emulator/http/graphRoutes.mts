import type { FastifyInstance, FastifyReply } from 'fastify';
import { standardHeaders } from '../graph/graph.mts';
import type { GraphCall } from '../graph/graphCall.mts';
import { GraphError } from '../graph/language/graphError.mts';
import { checkLegacy } from '../graph/language/legacy.mts';
import { checkGraphVersion, DEFAULT_VERSION, splitVersion } from '../graph/language/versions.mts';
import { checkProof, findToken, tokenMissing } from '../world/tokens.mts';
import type { Barrier } from './barrier.mts';
import { readParts, runBatch } from './batch.mts';
import { asMeant, execute, type GraphState, startEntry } from './calls.mts';
import { decode, type RawRequest } from './decode.mts';
import { breakConnection, wait, type Answer } from './exchange.mts';
import { scriptedAnswer, type ScriptedAnswer } from './faultAnswers.mts';
import { describeFault, takesEffect, type Fault } from './faults.mts';
import type { LoggedRequest } from './requestLog.mts';

export interface Latency {
	perCall: number;
	perSubCall: number;
}

export interface Service extends GraphState {
	latency: Latency;
	closing: AbortSignal;
	batches: { count: number };
	barrier: Barrier;
}

/** What Graph answers, and the fault of the connection that then befalls it. */
export interface AnsweredRequest {
	readonly answer: Answer;
	readonly fault?: Fault;
	/** Absent for a request that could not even be read. */
	readonly entry?: LoggedRequest;
}

/** Everything that is not a control route is Graph. */
export function addGraphRoutes(server: FastifyInstance, service: Service): void {
	server.all('/*', async (request, reply) => {
		const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		const { method, url, headers } = request;
		return await send(service, reply, await answerTo(service, { method, url, headers, body }));
	});
}

/** Answers one request, whichever way it came. */
export async function answerTo(service: Service, raw: RawRequest): Promise<AnsweredRequest> {
	let call: GraphCall;
	try {
		call = asMeant(service, await decode(raw));
	} catch (error) {
		const refusal = error instanceof GraphError ? error : new GraphError(100, '(#100) The request body cannot be read');
		return { answer: { status: refusal.status, headers: {}, body: JSON.stringify(refusal.body()) } };
	}
	await wait(service.latency.perCall, service.closing);
	const { version, rest } = splitVersion(call.path.split('/').filter((segment) => segment !== ''));
	if (call.method === 'POST' && rest.length === 0 && call.params.batch !== undefined) {
		return await answerBatch(service, call, version);
	}
	await service.barrier.pass(call.method, rest.join('/'), service.closing);
	const { status, headers, body: result, isText, fault, entry } = execute(service, call);
	const text = isText ? String(result) : JSON.stringify(result);
	return { answer: { status, headers, body: text }, fault, entry };
}

async function answerBatch(service: Service, call: GraphCall, version: string | null): Promise<AnsweredRequest> {
	const entry = startEntry(service, call, version, '');
	const fault = service.faults.take({ method: 'POST', path: '', batchPart: false });
	if (fault) entry.fault = describeFault(fault);
	const headers = standardHeaders(service.world, version);
	const answer = (
		status: number,
		body: string,
		more: Record<string, string> = {},
		brokenBy?: Fault,
	): AnsweredRequest => ({
		answer: { status, headers: { ...headers, ...more }, body },
		fault: brokenBy,
		entry,
	});
	const script = fault && scriptedAnswer(fault);
	const scripted = ({ status, body, isText, headers: more }: ScriptedAnswer): AnsweredRequest =>
		answer(status, isText ? String(body) : JSON.stringify(body), more);
	if (script && !takesEffect(fault)) return scripted(script);
	try {
		checkGraphVersion(version ?? DEFAULT_VERSION, '');
		if (call.token === undefined) throw tokenMissing('');
		const token = findToken(service.world.tokens, call.token, service.world.clock.now());
		checkProof(token, call.params.appsecret_proof);
		checkLegacy(service.world.app, call, []);
		const all = readParts(call.params.batch ?? '');
		const half = Math.floor(all.length / 2);
		const parts = takesEffect(fault) ? all : fault?.kind === 'truncatedBatch' ? all.slice(0, half) : [];
		service.batches.count += 1;
		const pause = () => wait(service.latency.perSubCall, service.closing);
		const result = await runBatch(service, call, parts, service.batches.count, pause);
		if (script) return scripted(script);
		const slots = fault?.kind === 'truncatedBatch' ? result.slots.slice(0, half) : result.slots;
		return answer(200, JSON.stringify(slots), {}, fault ?? result.fault);
	} catch (error) {
		if (error instanceof GraphError) return answer(error.status, JSON.stringify(error.body()));
		throw error;
	}
}

/** The log gets the status; a call whose connection ended before its answer has none. */
export function noteStatus({ answer, fault, entry }: AnsweredRequest): void {
	if (entry) entry.status = fault?.kind === 'reset' || fault?.kind === 'timeout' ? 0 : answer.status;
}

async function send(service: Service, reply: FastifyReply, answered: AnsweredRequest): Promise<unknown> {
	const { answer, fault } = answered;
	noteStatus(answered);
	if (fault && (await breakConnection(reply, fault, answer, service.closing))) return reply;
	return reply.code(answer.status).headers(answer.headers).send(answer.body);
}
