import { answerCall, standardHeaders } from '../graph/graph.mts';
import type { GraphCall } from '../graph/graphCall.mts';
import { splitVersion } from '../graph/language/versions.mts';
import type { World } from '../world/world.mts';
import { scriptedAnswer } from './faultAnswers.mts';
import { describeFault, takesEffect, type Fault, type Faults } from './faults.mts';
import { describeFiles, note, redact, type LoggedRequest } from './requestLog.mts';

/** One Graph call on its way: logged, struck by a fault or not, answered. Parts of a batch go the same way. */

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

/** An old app's POST with `method` among its arguments is a request by that method (Meta: graph-api/overview); a new app's is refused later. */
export function asMeant({ world }: GraphState, call: GraphCall): GraphCall {
	const { method, methodArgument } = call;
	if (world.app === 'new' || method !== 'POST' || methodArgument === undefined) return call;
	return { ...call, method: methodArgument.toUpperCase() };
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
		...(call.methodArgument !== undefined && { methodArgument: call.methodArgument }),
		...(call.batch !== undefined && { batch: call.batch }),
		...(call.contentType !== undefined && { contentType: call.contentType }),
	};
	note(log, entry);
	return entry;
}

export function execute(state: GraphState, call: GraphCall): GraphReply {
	const { version, rest } = splitVersion(call.path.split('/').filter((segment) => segment !== ''));
	const path = rest.join('/');
	const entry = startEntry(state, call, version, path);
	const fault = state.faults.take({ method: call.method, path, batchPart: call.batch !== undefined });
	if (fault) entry.fault = describeFault(fault);
	const { points, ...answer } = takesEffect(fault)
		? answerCall(state.world, call, rest, version)
		: { status: 200, headers: standardHeaders(state.world, version), body: {}, points: 0 };
	entry.points = points;
	const reply: GraphReply = { ...answer, entry };
	const script = fault && scriptedAnswer(fault);
	if (script) Object.assign(reply, script, { headers: { ...reply.headers, ...script.headers } });
	if (fault && 'applied' in fault) reply.fault = fault;
	entry.status = reply.status;
	return reply;
}
