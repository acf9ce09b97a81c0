import { z } from 'zod';
import type { GraphCall } from '../graph/graphCall.mts';
import { GraphError, parameterError } from '../graph/language/graphError.mts';
import { parseJson } from '../graph/language/params.mts';
import { fillReferences, referencedNames } from './batchReferences.mts';
import { asMeant, execute, type GraphReply, type GraphState } from './calls.mts';
import type { Fault } from './faults.mts';

/** Meta: graph-api/batch-requests. */
const MAX_PARTS = 50;

/** Characters: what Node takes of a request that comes alone. Paths have some dozen; parameters may be longer. */
const LONGEST_PATH = 16_384;

const partSchema = z.object({
	method: z.string().transform((method) => method.toUpperCase()),
	relative_url: z.string(),
	body: z.string().optional(),
	name: z.string().optional(),
	omit_response_on_success: z.boolean().optional(),
	depends_on: z.string().optional(),
});
type Part = z.infer<typeof partSchema>;

interface Slot {
	code: number;
	headers?: { name: string; value: string }[];
	body: string;
}

type PartReply = Omit<GraphReply, 'entry'>;

export interface BatchReply {
	slots: (Slot | null)[];
	/** A part's fault that hits the whole connection. */
	fault?: Fault;
}

const ofConnection = new Set<Fault['kind'] | undefined>(['reset', 'truncated', 'drip', 'flood']);

export function readParts(text: string): Part[] {
	const result = z.array(partSchema).safeParse(parseJson(text));
	// Type and wording are third-party hints (seen without a code); the code is UNCONFIRMED 59.
	if (!result.success) throw parameterError('batch parameter must be a JSON array', 'batch');
	if (result.data.length > MAX_PARTS) {
		throw new GraphError(100, `Too many requests in batch message. Maximum batch size is ${MAX_PARTS}`, {
			type: 'GraphBatchException',
		});
	}
	return result.data;
}

/** Parts run one after the other, each with its own latency, its own points and its own usage headers. */
export async function runBatch(
	state: GraphState,
	outer: GraphCall,
	parts: Part[],
	number: number,
	pause: () => Promise<void>,
): Promise<BatchReply> {
	const showsHeaders = outer.params.include_headers !== 'false';
	const names = new Set(parts.flatMap((part) => [...referencedNames(`${part.relative_url} ${part.body ?? ''}`)]));
	const results = new Map<string, unknown>();
	const reply: BatchReply = { slots: [] };
	for (const part of parts) {
		await pause();
		const result = attemptPart(state, outer, part, number, results);
		const isSuccess = result.status < 400 && result.fault === undefined;
		if (part.name !== undefined && isSuccess) results.set(part.name, result.body);
		const fault = result.fault?.kind;
		if (fault === 'truncatedBatch') return reply;
		if (ofConnection.has(fault)) reply.fault ??= result.fault;
		// A part that timed out is null (Meta: graph-api/batch-requests), and so is a successful one that is only referred to.
		const isOmitted = part.omit_response_on_success ?? (part.name !== undefined && names.has(part.name));
		const isLost = fault === 'nullSlot' || fault === 'timeout';
		reply.slots.push(isLost || (isSuccess && isOmitted) ? null : toSlot(result, showsHeaders));
	}
	return reply;
}

/** A part whose reference cannot be filled in is not executed, and so not logged: the others go on. */
function attemptPart(...args: Parameters<typeof runPart>): PartReply {
	try {
		return runPart(...args);
	} catch (error) {
		if (error instanceof GraphError) return { status: error.status, headers: {}, body: error.body() };
		throw error;
	}
}

function runPart(
	state: GraphState,
	outer: GraphCall,
	part: Part,
	number: number,
	results: Map<string, unknown>,
): GraphReply {
	const [rawPath = '', ...query] = part.relative_url.split('?');
	if (rawPath.length > LONGEST_PATH) throw parameterError('relative_url has too long a path', 'relative_url');
	const fill = (text: string): string => fillReferences(text, results);
	const pairs = [...new URLSearchParams(query.join('?')), ...new URLSearchParams(part.body ?? '')];
	const {
		access_token: partToken,
		method,
		...params
	} = Object.fromEntries(pairs.map(([key, value]) => [key, fill(value)]));
	const path = fill(safeDecode(rawPath.replace(/^\/+/, '')));
	// A part without a version takes the one of the batch (third-party hint).
	const outerVersion = /^\/?(v\d+\.\d+)/.exec(outer.path)?.[1];
	const call: GraphCall = {
		...outer,
		method: part.method,
		methodArgument: method,
		path: outerVersion && !/^v\d+\.\d+(\/|$)/.test(path) ? `${outerVersion}/${path}` : path,
		url: part.relative_url,
		params: { ...params, ...(partToken !== undefined && { access_token: partToken }) },
		token: partToken ?? outer.token,
		tokenIn:
			partToken === undefined
				? outer.tokenIn
				: new URLSearchParams(query.join('?')).has('access_token')
					? 'query'
					: 'body',
		contentType: part.body === undefined ? undefined : 'application/x-www-form-urlencoded',
		batch: number,
	};
	return execute(state, asMeant(state, call));
}

function toSlot({ status, headers, body, isText }: PartReply, showsHeaders: boolean): Slot {
	return {
		code: status,
		...(showsHeaders && { headers: Object.entries(headers).map(([name, value]) => ({ name, value })) }),
		body: isText ? String(body) : JSON.stringify(body),
	};
}

function safeDecode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
