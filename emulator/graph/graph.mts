import { settleReviews } from '../ads/review.mts';
import { settleSessions, startSessions } from '../copies/asyncSessions.mts';
import { admitToLeads, pageOfCall } from '../leads/leadCalls.mts';
import { searchTargeting } from '../targeting/search.mts';
import { datasetQuality } from '../datasets/quality.mts';
import type { Account } from '../world/basics.mts';
import { POINTS } from '../world/limits.mts';
import type { StoredNode } from '../world/storedNodes.mts';
import { checkProof, findToken, requireScope, tokenMissing, type Token } from '../world/tokens.mts';
import type { UseCase } from '../world/useCases.mts';
import type { World } from '../world/world.mts';
import { debugToken } from './debugToken.mts';
import { EDGES } from './domains.mts';
import type { GraphAnswer, GraphCall } from './graphCall.mts';
import { parseFields } from './language/fieldExpansion.mts';
import { GraphError, traceId, unknownPath, unsupportedRequest } from './language/graphError.mts';
import { checkLegacy } from './language/legacy.mts';
import { Params } from './language/params.mts';
import { checkAdsVersion, checkGraphVersion, DEFAULT_VERSION, versionHeaders } from './language/versions.mts';
import { settleEdits } from './outsideEdits.mts';
import { renderEdge, renderNode } from './render.mts';
import { findWrite } from './writes.mts';

export function standardHeaders(world: World, version: string | null): Record<string, string> {
	return {
		'content-type': 'application/json; charset=UTF-8',
		date: new Date(world.clock.now()).toUTCString(),
		'x-fb-trace-id': traceId(),
		'x-fb-request-id': traceId(),
		...versionHeaders(version ?? DEFAULT_VERSION),
	};
}

/**
 * @param segments the path without its version
 * @param askedVersion the version the path begins with
 */
export function answerCall(
	world: World,
	call: GraphCall,
	segments: string[],
	askedVersion: string | null,
): GraphAnswer {
	const version = askedVersion ?? DEFAULT_VERSION;
	const reply: GraphAnswer = { status: 200, headers: standardHeaders(world, askedVersion), body: {}, points: 0 };
	try {
		const path = segments.join('/');
		checkGraphVersion(version, path);
		if (call.token === undefined) throw tokenMissing(path);
		const token = findToken(world.tokens, call.token, world.clock.now());
		checkProof(token, call.params.appsecret_proof);
		// Only the token tells whose app it is.
		checkLegacy(world.app, call, segments);
		settleEdits(world);
		settleSessions(world);
		settleReviews(world);
		reply.body = answer(world, call, segments, version, token, reply);
	} catch (error) {
		if (!(error instanceof GraphError)) throw error;
		Object.assign(reply, { status: error.status, body: error.body() });
		Object.assign(reply.headers, error.details.headers);
	}
	return reply;
}

function answer(
	world: World,
	call: GraphCall,
	segments: string[],
	version: string,
	token: Token,
	reply: GraphAnswer,
): unknown {
	const { method } = call;
	const [root, edge = '', ...more] = segments;
	const params = new Params(call.params);
	if (root === undefined && method === 'POST' && params.has('asyncbatch')) {
		chargeApp(world, reply);
		checkAdsVersion(version);
		return startSessions(world, token, params.text('asyncbatch') ?? '');
	}
	// `GET /?ids=` was removed from every version on 2026-10-27 (Meta: changelog v26.0). HTTP 500 and the words as a client saw them,
	// 2026-10; 12 is Graph's code for what is deprecated.
	if (root === undefined)
		throw new GraphError(12, '(#12) the ids parameter is deprecated for versions v26.0 and higher', { status: 500 });
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
	if (root === 'dataset_quality' && method === 'GET') {
		chargeApp(world, reply);
		checkAdsVersion(version);
		return datasetQuality(world, token, params);
	}
	const node = resolve(world, root, method, token);
	const account = accountOf(node);
	if (account && changesAds(method, node, edge)) world.limits.chargeChange(account);
	if (account) charge(world, account, method === 'GET' ? POINTS.read : POINTS.write, reply, useCaseOf(node, edge));
	else chargeApp(world, reply);
	const page = pageOfCall(node, edge, token);
	if (page !== undefined) admitToLeads(world, token, node, method, page, reply);
	const target = EDGES[node.kind]?.[edge];
	if (account || target?.isAds) {
		checkAdsVersion(version);
		requireScope(token, method !== 'GET' && edge !== 'insights'); // starting a report reads
	}
	if (account && !world.admits(token, account)) {
		if (node.kind !== 'AdAccount') throw unsupportedRequest(method, root);
		throw new GraphError(200, '(#200) Ad account owner has NOT grant ads_management or ads_read permission');
	}
	// "Permissions error" (Meta: marketing-api/error-reference, 200); changes need a task of those (Meta: business-asset-groups, tasks).
	if (account && method !== 'GET' && edge !== 'insights' && !mayChange(account))
		throw new GraphError(200, '(#200) Permissions error');
	if ('visible' in node && !node.visible) throw unsupportedRequest(method, root);
	if (more.length > 0) throw unknownPath(segments.slice(1).join('/'));
	if (method !== 'GET') {
		const result = findWrite(method, node, edge)({ world, params, token, version, files: call.files ?? {} }, node);
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
	if (!/^(act_)?\d+(_\d+)?$/.test(root)) {
		throw new GraphError(803, `(#803) Some of the aliases you requested do not exist: ${root}`, { status: 404 });
	}
	throw unsupportedRequest(method, root);
}

function accountOf(node: StoredNode): Account | undefined {
	if (node.kind === 'AdAccount') return node;
	return 'account' in node ? node.account : undefined;
}

const mayChange = ({ userTasks }: Account): boolean => userTasks.includes('ADVERTISE') || userTasks.includes('MANAGE');

const AD_EDGES = new Set(['campaigns', 'adsets', 'ads']);

/** Whether a call makes or changes a campaign, ad set or ad. */
function changesAds(method: string, node: StoredNode, edge: string): boolean {
	if (method !== 'POST') return false;
	if (node.kind === 'AdAccount') return AD_EDGES.has(edge);
	return ['Campaign', 'AdSet', 'Ad'].includes(node.kind) && (edge === '' || edge === 'copies');
}

function useCaseOf(node: StoredNode, edge: string): UseCase {
	if (node.kind === 'CustomAudience' || edge === 'customaudiences') return 'custom_audience';
	return node.kind === 'AdReportRun' || edge === 'insights' ? 'ads_insights' : 'ads_management';
}

function charge(world: World, account: Account, points: number, reply: GraphAnswer, useCase: UseCase): void {
	const audiences = world.all('CustomAudience').filter((one) => one.account.id === account.id).length;
	const objects = { activeAds: world.activeAds(account), audiences };
	try {
		world.limits.charge(account, points, useCase, objects);
		reply.points = points;
	} finally {
		// The headers come with refusals too: that is where a client learns how long to wait.
		if (account.visible) Object.assign(reply.headers, world.limits.accountHeaders(account, useCase, objects));
	}
}

function chargeApp(world: World, reply: GraphAnswer): void {
	try {
		world.limits.chargeApp();
	} finally {
		Object.assign(reply.headers, world.limits.appHeaders());
	}
}
