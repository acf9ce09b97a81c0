import type { IncomingHttpHeaders } from 'node:http';
import type { GraphCall } from '../graph/graphCall.mts';
import type { UploadedFile } from '../graph/handlers/write.mts';
import { parameterError } from '../graph/language/graphError.mts';
import { parseJson } from '../graph/language/params.mts';

export interface RawRequest {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

interface Body {
	texts: Record<string, string>;
	files: Record<string, UploadedFile>;
}

/** Query and body merged, and where the token was. Bodies: urlencoded, JSON or multipart (Meta: graph-api/overview). */
export async function decode(raw: RawRequest): Promise<GraphCall> {
	const [path = '', ...rest] = raw.url.split('?');
	const query = Object.fromEntries(new URLSearchParams(rest.join('?')));
	const contentType = raw.headers['content-type'];
	const { texts: body, files } =
		raw.body.length > 0 ? await decodeBody(raw.body, contentType ?? '') : { texts: {}, files: {} };
	const bearer = /^(?:Bearer|OAuth) (.+)$/i.exec(raw.headers.authorization ?? '')?.[1];
	const { method, ...params } = { ...query, ...body };
	const tokenIn =
		bearer !== undefined ? 'header' : 'access_token' in query ? 'query' : 'access_token' in body ? 'body' : 'none';
	return {
		method: raw.method,
		path,
		url: raw.url,
		params,
		methodArgument: method,
		files,
		token: bearer ?? params.access_token,
		// A token in two places is shown where it does harm.
		tokenIn: 'access_token' in query ? 'query' : tokenIn,
		baseUrl: `http://${raw.headers.host ?? '127.0.0.1'}`,
		contentType,
	};
}

async function decodeBody(body: Buffer, contentType: string): Promise<Body> {
	if (!contentType.startsWith('multipart/form-data')) return { texts: decodeText(body, contentType), files: {} };
	const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
	const texts: Record<string, string> = {};
	const files: Record<string, UploadedFile> = {};
	const parts: [string, FormDataEntryValue][] = [];
	form.forEach((value, name) => parts.push([name, value]));
	for (const [name, value] of parts) {
		if (typeof value === 'string') texts[name] = value;
		else files[name] = { fileName: value.name, content: Buffer.from(await value.arrayBuffer()) };
	}
	return { texts, files };
}

function decodeText(body: Buffer, contentType: string): Record<string, string> {
	const text = body.toString('utf8');
	if (!contentType.includes('json')) return Object.fromEntries(new URLSearchParams(text));
	const json = parseJson(text);
	if (typeof json !== 'object' || json === null || Array.isArray(json)) throw parameterError('Invalid JSON body');
	return Object.fromEntries(
		Object.entries(json)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([name, value]: [string, unknown]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
	);
}
