import { settleReviews } from './ads/review.mts';
import { settleSessions, startSessions } from './copies/asyncSessions.mts';
import { debugToken } from './debugToken.mts';
import { scriptedAnswer } from './faultAnswers.mts';
import { describeFault, takesEffect, type Fault, type Faults } from './faults.mts';
import { parseFields } from './fieldExpansion.mts';
import { GraphError, traceId, unknownPath, unsupported } from './graphError.mts';
import { POINTS } from './limits.mts';
import type { UploadedFile } from './decode.mts';
import type { Account, StoredNode } from './model.mts';
import { NODE_TYPES } from './nodeTypes.mts';
import { settleEdits } from './outsideEdits.mts';
import { Params } from './params.mts';
import { renderEdge, renderNode } from './render.mts';
import { describeFiles, redact, type LoggedRequest } from './requestLog.mts';
import { checkProof, findToken, requireScope, tokenMissing, type Token } from './tokens.mts';
import { checkAdsVersion, checkGraphVersion, DEFAULT_VERSION, splitVersion, versionHeaders } from './versions.mts';
import { searchTargeting } from './targeting/search.mts';
import type { UseCase } from './useCases.mts';
import { findWrite } from './writes.mts';
import type { World } from './world.mts';

/** One Graph call: a whole HTTP request or a part of a batch. */
export interface GraphCall {
	method: string;
	/** Path as received, with version, without query. */
	path: string;
	url: string;
	params: Record<string, string>;
	/** Parts of a multipart body that are files; a part of a batch has none. */
	files?: Record<string, UploadedFile>;
	token?: string;
	tokenIn: LoggedRequest['tokenIn'];
	/** Scheme and host the client used: paging addresses start with it. */
	baseUrl: string;
	contentType?: string;
	batch?: number;
}

export interface GraphReply {
	status: number;
	headers: Record<string, string>;
	/** JSON to be encoded, or a text that is no JSON (HTML page). */
	body: unknown;
	isText?: boolean;
	/** A fault that concerns the connection or the slot; the HTTP or batch layer carries it out. */
	fault?: Fault;
	entry: LoggedRequest;
}

export interface GraphState {
	world: World;
	faults: Faults;
	log: LoggedRequest[];
}

export function startEntry(
	{ world, log }: GraphState,
	call: GraphCall,
	version: string | null,
	path: string,
): LoggedRequest {
	const entry: LoggedRequest = {
		at: new Date(world.clock.now()).toISOString(),
		method: call.method,
		path,
		version,
		url: call.url,
		params: { ...redact(call.params), ...describeFiles(call.files) },
		tokenIn: call.tokenIn,
		status: 0,
		points: 0,
		...(call.batch !== undefined && { batch: call.batch }),
		...(call.contentType !== undefined && { contentType: call.contentType }),
	};
	log.push(entry);
	return entry;
}

export function execute(state: GraphState, call: GraphCall): GraphReply {
	const { version, rest } = splitVersion(call.path.split('/').filter((segment) => segment !== ''));
	const path = rest.join('/');
	const entry = startEntry(state, call, version, path);
	const fault = state.faults.take({ method: call.method, path, batchPart: call.batch !== undefined });
	if (fault) entry.fault = describeFault(fault);
	const reply: GraphReply = { status: 200, headers: standardHeaders(state.world, version), body: {}, entry };
	if (takesEffect(fault)) perform(state.world, call, rest, version ?? DEFAULT_VERSION, reply);
	const scripted = fault && scriptedAnswer(fault);
	if (scripted) Object.assign(reply, scripted, { headers: { ...reply.headers, ...scripted.headers } });
	if (fault && 'applied' in fault) reply.fault = fault;
	entry.status = reply.status;
	return reply;
}

export function standardHeaders(world: World, version: string | null): Record<string, string> {
	return {
		'content-type': 'application/json; charset=UTF-8',
		date: new Date(world.clock.now()).toUTCString(),
		'x-fb-trace-id': traceId(),
		'x-fb-request-id': traceId(),
		...versionHeaders(version ?? DEFAULT_VERSION),
	};
}

function perform(world: World, call: GraphCall, segments: string[], version: string, reply: GraphReply): void {
	try {
		const path = segments.join('/');
		checkGraphVersion(version, path);
		if (call.token === undefined) throw tokenMissing(path);
		const token = findToken(world.tokens, call.token, world.clock.now());
		checkProof(token, call.params.appsecret_proof);
		settleEdits(world);
		settleSessions(world);
		settleReviews(world);
		reply.body = answer(world, call, segments, version, token, reply);
	} catch (error) {
		if (!(error instanceof GraphError)) throw error;
		Object.assign(reply, { status: error.status, body: error.body() });
		Object.assign(reply.headers, error.details.headers);
	}
}

function answer(
	world: World,
	call: GraphCall,
	segments: string[],
	version: string,
	token: Token,
	reply: GraphReply,
): unknown {
	const { method } = call;
	const [root, edge = '', ...more] = segments;
	const params = new Params(call.params);
	if (root === undefined && method === 'POST' && params.has('asyncbatch')) {
		chargeApp(world, reply);
		checkAdsVersion(version);
		return startSessions(world, token, params.text('asyncbatch') ?? '');
	}
	// `GET /?ids=` was removed from every version on 2026-10-27 (Meta: changelog v26.0; code UNCONFIRMED).
	if (root === undefined) throw new GraphError(100, '(#100) The root multi-get (ids) is no longer supported');
	if (root === 'debug_token' && method === 'GET') {
		chargeApp(world, reply);
		return debugToken(world, params);
	}
	if (root === 'search' && method === 'GET') {
		chargeApp(world, reply);
		checkAdsVersion(version);
		requireScope(token, false);
		return searchTargeting(params);
	}
	const node = resolve(world, root, method, token);
	const account = accountOf(node);
	if (account) charge(world, account, method === 'GET' ? POINTS.read : POINTS.write, reply, useCaseOf(node, edge));
	else chargeApp(world, reply);
	const target = NODE_TYPES[node.kind].edges[edge];
	if (account || target?.isAds) {
		checkAdsVersion(version);
		requireScope(token, method !== 'GET' && edge !== 'insights'); // starting a report reads
	}
	if (account?.visible === false) {
		if (node.kind !== 'AdAccount') throw unsupported(method, root);
		throw new GraphError(200, '(#200) Ad account owner has NOT grant ads_management or ads_read permission');
	}
	if ('visible' in node && !node.visible) throw unsupported(method, root);
	if (more.length > 0) throw unknownPath(segments.slice(1).join('/'));
	if (method !== 'GET') {
		const result = findWrite(method, node, edge)({ world, params, token, files: call.files ?? {} }, node);
		world.noteStatuses();
		return result;
	}
	const context = { world, token, version, baseUrl: call.baseUrl };
	if (edge !== '') return renderEdge(context, node, edge, params);
	const fields = params.text('fields');
	return renderNode(context, node, fields === undefined ? undefined : parseFields(fields));
}

function resolve(world: World, root: string, method: string, token: Token): StoredNode {
	const node = world.find(root === 'me' ? token.user.id : root);
	if (node) return node;
	if (root === 'me' || root === token.user.id) return token.user;
	// A text that is no id is taken for an alias (third-party hint: 803).
	if (!/^(act_)?\d+$/.test(root)) {
		throw new GraphError(803, `(#803) Some of the aliases you requested do not exist: ${root}`, { status: 404 });
	}
	throw unsupported(method, root);
}

function accountOf(node: StoredNode): Account | undefined {
	if (node.kind === 'AdAccount') return node;
	return 'account' in node ? node.account : undefined;
}

function useCaseOf(node: StoredNode, edge: string): UseCase {
	if (node.kind === 'CustomAudience' || edge === 'customaudiences') return 'custom_audience';
	return node.kind === 'AdReportRun' || edge === 'insights' ? 'ads_insights' : 'ads_management';
}

function charge(world: World, account: Account, points: number, reply: GraphReply, useCase: UseCase): void {
	const audiences = world.all('CustomAudience').filter((one) => one.account.id === account.id).length;
	const objects = { activeAds: world.activeAds(account), audiences };
	try {
		world.limits.charge(account, points, useCase, objects);
		reply.entry.points = points;
	} finally {
		// The headers come with refusals too: that is where a client learns how long to wait.
		if (account.visible) Object.assign(reply.headers, world.limits.accountHeaders(account, useCase, objects));
	}
}

function chargeApp(world: World, reply: GraphReply): void {
	try {
		world.limits.chargeApp();
	} finally {
		Object.assign(reply.headers, world.limits.appHeaders());
	}
}
