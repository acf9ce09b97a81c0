import type { UploadedFile } from './handlers/write.mts';

/** One Graph call: a whole HTTP request or a part of a batch. */
export interface GraphCall {
	method: string;
	/** Path as received, with version, without query. */
	path: string;
	url: string;
	params: Record<string, string>;
	/** `method` among query and body: the HTTP method override. */
	methodArgument?: string;
	/** Parts of a multipart body that are files; a part of a batch has none. */
	files?: Record<string, UploadedFile>;
	token?: string;
	tokenIn: 'header' | 'query' | 'body' | 'none';
	/** Scheme and host the client used: paging addresses start with it. */
	baseUrl: string;
	contentType?: string;
	batch?: number;
}

/** What Graph answers; filled in step by step, since headers and points of a refused call count too. */
export interface GraphAnswer {
	status: number;
	headers: Record<string, string>;
	/** To be written as JSON. */
	body: unknown;
	/** Points the call has cost its ad account. */
	points: number;
}
