import { classify, readMetaError } from '../error';
import { encodeParams, formBody, parseGraphJson, relativeUrl, type GraphRequest } from '../request';
import type { RequestOutcome } from './retry';
import { readUsage, regainSeconds, resetSeconds, type Headers } from './usage';

/** Graph API, "Batch requests": at most fifty parts a call. Batching saves round trips, never quota. */
export const BATCH_SIZE = 50;

/** 17/2446079, which Meta calls not transient and which passes (airbytehq/airbyte, 2026-09). */
const ACCOUNT_SCORE = 17;

/** Runs of requests that can share a batch; one with files, or with a body of its own, travels alone. */
export function batchGroups(requests: readonly GraphRequest[]): GraphRequest[][] {
	const groups: GraphRequest[][] = [];
	let open: GraphRequest[] | undefined;
	for (const request of requests) {
		if (request.files ?? request.bodyParams) {
			groups.push([request]);
			open = undefined;
		} else if (open && open.length < BATCH_SIZE) {
			open.push(request);
		} else {
			groups.push((open = [request]));
		}
	}
	return groups;
}

/** The form body of `POST /` that carries the requests; the version stands in every `relative_url`. */
export function batchBody(requests: readonly GraphRequest[], version: string, proofOf?: ProofOf): string {
	const parts = requests.map((request) => {
		const signed = signedByItself(request, proofOf);
		return { method: signed.method, relative_url: `${version}/${relativeUrl(signed)}`, body: formBody(signed) };
	});
	return new URLSearchParams(encodeParams({ batch: parts, include_headers: true })).toString();
}

/** Meta's proof for a token, where the app's secret is known: each token has its own. */
export type ProofOf = (bearer: string) => string | undefined;

/** A request with the token it is asked in the name of, and that token's own proof. */
function signedByItself(request: GraphRequest, proofOf: ProofOf | undefined): GraphRequest {
	if (request.bearer === undefined) return request;
	const signature = { access_token: request.bearer, appsecret_proof: proofOf?.(request.bearer) };
	return { ...request, params: { ...request.params, ...signature } };
}

/** One answer in that of a batch. */
interface Slot {
	readonly code?: unknown;
	readonly headers?: unknown;
	readonly body?: unknown;
}

function partHeaders(value: unknown): Headers {
	const entries = Array.isArray(value) ? (value as Array<{ name?: unknown; value?: unknown } | null>) : [];
	return Object.fromEntries(
		entries
			.filter((entry) => typeof entry?.name === 'string')
			.map((entry) => [String(entry?.name).toLowerCase(), String(entry?.value ?? '')]),
	);
}

/** Reads one answer, from the wire or from a batch slot. `status` 0 means the slot named none. */
export function readAnswer(status: number, headers: Headers, text: string): RequestOutcome {
	let body: unknown;
	try {
		body = parseGraphJson(text);
	} catch {
		return { kind: 'lost', sent: true, reason: unreadable(status, text) };
	}
	const error = readMetaError(body);
	if (error) {
		// The account's score says when it starts again also below 100 %, and a refusal by it waits for that.
		const wait = regainSeconds(readUsage(headers)) || (error.code === ACCOUNT_SCORE ? resetSeconds(headers) : 0);
		return { kind: 'refused', failure: classify(error, status, wait > 0 ? wait : undefined), headers };
	}
	if (status >= 300) return { kind: 'lost', sent: true, reason: unreadable(status, text) };
	// Graph answers with objects, lists, or `true` where it only confirms. `null` comes from something on the way.
	if (body !== true && (typeof body !== 'object' || body === null))
		return { kind: 'lost', sent: true, reason: unreadable(status, text) };
	return { kind: 'answered', body, headers };
}

function unreadable(status: number, text: string): string {
	if (status >= 300 && status < 400)
		return `something on the way answered with a redirect (HTTP ${status}), as sign-in pages of networks do`;
	if (/^\s{0,99}</.test(text)) return `a web page came back instead of data (HTTP ${status})`;
	return status >= 400 ? `HTTP ${status} without a reason` : 'the answer was cut off';
}

/**
 * Reads the answer of a batch, slot by slot. A slot that is `null` or missing timed out at Meta: its request may or
 * may not have been carried out.
 */
export function readBatch(body: unknown, count: number): RequestOutcome[] {
	const slots: readonly unknown[] = Array.isArray(body) ? body : [];
	return Array.from({ length: count }, (_, index): RequestOutcome => {
		const slot = slots[index] as Slot | null | undefined;
		if (typeof slot !== 'object' || slot === null) {
			return { kind: 'lost', sent: true, reason: 'Meta gave no answer for this part of a batch' };
		}
		const status = typeof slot.code === 'number' ? slot.code : 0;
		return readAnswer(status, partHeaders(slot.headers), typeof slot.body === 'string' ? slot.body : '');
	});
}
