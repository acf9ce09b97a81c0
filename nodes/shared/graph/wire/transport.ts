import type { Multipart } from './multipart';
import type { RequestOutcome } from './retry';
import type { Headers } from './usage';

/** One HTTP call. */
export interface WireRequest {
	readonly method: 'GET' | 'POST' | 'DELETE';
	readonly url: string;
	/** Urlencoded text; or bytes that say what they are: files, JSON. */
	readonly body?: string | Multipart;
}

export type WireAnswer =
	| { readonly status: number; readonly headers: Headers; readonly text: string }
	| { readonly lost: Exclude<RequestOutcome, { kind: 'answered' }> };

/** The way to the wire. It never throws but on cancellation. */
export type Transport = (request: WireRequest) => Promise<WireAnswer>;
