import { randomUUID } from 'crypto';

import { encodeParams, type GraphRequest } from '../request';

/** A body with files as it is sent, and the header that says how to read it. */
export interface Multipart {
	readonly contentType: string;
	readonly content: Buffer;
}

/**
 * In the header of a part a quote or a line break would end what it stands in (WHATWG, multipart/form-data encoding).
 */
const inQuotes = (text: string): string => `"${text.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22')}"`;

/**
 * The multipart body of a POST that carries files, in one buffer. (A `FormData` of blobs would keep each file outside
 * of what the garbage collector counts: hundreds of megabytes of sent pieces of a video stay until it runs by chance.)
 */
export function multipartBody({ params, files = {} }: GraphRequest, boundary = `----${randomUUID()}`): Multipart {
	const head = (name: string, more = ''): string =>
		`--${boundary}\r\nContent-Disposition: form-data; name=${inQuotes(name)}${more}\r\n\r\n`;
	const texts = encodeParams(params).map(([name, value]) => Buffer.from(`${head(name)}${value}\r\n`));
	const contents = Object.entries(files).flatMap(([name, { fileName, mimeType, content }]) => [
		Buffer.from(head(name, `; filename=${inQuotes(fileName)}\r\nContent-Type: ${mimeType}`)),
		content,
		Buffer.from('\r\n'),
	]);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		content: Buffer.concat([...texts, ...contents, Buffer.from(`--${boundary}--\r\n`)]),
	};
}
