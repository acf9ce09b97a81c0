/**
 * What may be done about a request that got no clear answer: read it again, compare and set it again, or only look it
 * up. Writes of the kind `repeat` may simply be sent again. People who are put into a list twice are in it once. People
 * who are taken out of it twice are out of it once.
 */
export type Effect = 'read' | 'set' | 'create' | 'repeat';

export type GraphParam =
	| string
	| number
	| boolean
	| null
	| undefined
	| readonly unknown[]
	| { readonly [key: string]: unknown };

export type GraphParams = Readonly<Record<string, GraphParam>>;

/** One part of a multipart body; `content` is sent as it is, under `fileName`. */
export interface GraphFile {
	readonly fileName: string;
	readonly mimeType: string;
	readonly content: Uint8Array;
}

/** One intent towards the Graph API, free of version, token and host. */
export interface GraphRequest {
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** Without leading slash and version: `act_123/campaigns`. */
	readonly path: string;
	readonly params?: GraphParams;
	readonly files?: Readonly<Record<string, GraphFile>>;
	/** Of a DELETE: what stands in its body, as JSON. Lists are too long for an address, and people do not belong into one. */
	readonly bodyParams?: GraphParams;
	readonly effect: Effect;
	/** Its parameters may stand in no address, not even alone: it goes as a part of a batch, whose parts are in a body. */
	readonly secret?: true;
	/**
	 * In whose name it is asked, where that is not the credential’s: a page’s token. A part of a batch may carry a
	 * token of its own (Graph API, "Batch requests": multiple access tokens). That keeps it out of addresses and logs.
	 */
	readonly bearer?: string;
	/** The ad account (`act_…`) whose quota the call uses, when known. */
	readonly account?: string;
}

/**
 * Encodes parameters as Graph reads them in a form or a query: text as it is, everything structured as JSON. Only
 * `undefined` is left out; `null` and empty text are sent, since Graph uses them to clear a field.
 *
 * @throws RangeError for a number that a double cannot hold exactly: ids must arrive as strings of digits.
 */
export function encodeParams(params: GraphParams = {}): Array<[string, string]> {
	return Object.entries(params)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => [name, encodeParam(name, value)]);
}

function encodeParam(name: string, value: GraphParam): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return String(exact(name, value));
	if (typeof value === 'object' && value !== null) return exactJson(name, value);
	return String(value ?? '');
}

/** @throws RangeError as `encodeParams` */
export const exactJson = (name: string, value: object): string =>
	JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' ? exact(name, part) : part));

function exact(name: string, value: number): number {
	if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
	throw new RangeError(`${name} ${value} is not exact as a number. Send it as a string.`);
}

/** Field lists travel comma-separated, the one structured parameter that is not JSON. */
export function fieldList(fields: readonly string[]): string {
	return [...new Set(fields)].join(',');
}

const form = (params?: GraphParams): string => new URLSearchParams(encodeParams(params)).toString();

/** Path and query of a request inside a version: GET and DELETE carry their parameters here, POST in its body. */
export function relativeUrl(request: GraphRequest): string {
	const query = request.method === 'POST' ? '' : form(request.params);
	return query ? `${request.path}?${query}` : request.path;
}

/** The urlencoded body of a POST; nothing for other methods. */
export function formBody(request: GraphRequest): string | undefined {
	return request.method === 'POST' ? form(request.params) : undefined;
}

// What matters to tell strings from numbers: an escaped character, a quotation mark, a whole number with all its parts.
// The digits are bounded, since each unbounded one takes a place on the pattern's stack; no number of Meta's is near
// it.
const marks = /\\.|"|-?\d{1,1000}(?:\.\d{1,1000})?(?:[eE][+-]?\d{1,1000})?/g;

const longInteger = /^-?\d{16,}$/;

/** What a number of JavaScript cannot hold, or not all of it. */
const isInexact = (mark: string): boolean =>
	longInteger.test(mark) || (/^-?\d/.test(mark) && !Number.isFinite(Number(mark)));

/** Mark by mark instead of string by string: a pattern for whole strings overflows its stack on very long ones. */
function quoteInexact(text: string): string {
	let inString = false;
	return text.replace(marks, (mark) => {
		if (mark === '"') inString = !inString;
		return !inString && isInexact(mark) ? `"${mark}"` : mark;
	});
}

/**
 * Two looks: the first takes half as long, and finds numbers within texts as well. The second leaves out most of them: JSON
 * within a text has escaped quotation marks around its names, and a code (`9f3e456`) goes on where a number ends.
 */
const maybeInexact = /(?:^|[:[,\s])-?\d{16}|\d[eE]\+?\d{3}/;
const likelyInexact = /(?:^|[[,]|(?<![^\\]\\"):)\s{0,99}-?\d{16}|\d[eE]\+?\d{3}(?!\d{0,99}["\\a-z])/;

/**
 * Parses a Graph body. Ids exceed 2^53 and some (`report_run_id`) come unquoted, so long integers become strings
 * before they can lose digits. So does a number too large for any, which would be endless: `1e999`.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseGraphJson(text: string): unknown {
	const quotedText = maybeInexact.test(text) && likelyInexact.test(text) ? quoteInexact(text) : text;
	return JSON.parse(quotedText);
}
