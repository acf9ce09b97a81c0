import * as fc from 'fast-check';

import { multipartBody } from '../../../../nodes/shared/graph/wire/multipart.ts';
import type { GraphRequest } from '../../../../nodes/shared/graph/request.ts';

const texts = fc.oneof(
	fc.string(),
	fc.string({ unit: 'grapheme' }),
	fc.constantFrom('a"b', 'one\r\ntwo', '--', 'Ä & b'),
);
/** Names of parameters are Graph's own; what people name is the file. */
const names = fc.constantFrom('title', 'video_file_chunk', 'start_offset');

const read = async (request: GraphRequest): Promise<FormData> => {
	const { content, contentType } = multipartBody(request);
	return await new Response(Uint8Array.from(content), { headers: { 'content-type': contentType } }).formData();
};

it('carries files byte by byte beside the parameters, whatever is in them and in the file’s name', async () => {
	await fc.assert(
		fc.asyncProperty(names, texts, texts, fc.uint8Array({ maxLength: 300 }), async (name, value, fileName, content) => {
			const files = { source: { fileName: `${fileName}.png`, mimeType: 'image/png', content } };
			const form = await read({
				method: 'POST',
				path: 'act_1/adimages',
				params: { [name]: value, spec: { a: [1] }, left: undefined },
				files,
				effect: 'read',
			});
			const sent: string[] = [];
			form.forEach((_value, key) => sent.push(key));
			expect(sent).toEqual([name, 'spec', 'source']);
			expect(form.get(name)).toBe(value);
			expect(JSON.parse(String(form.get('spec')))).toEqual({ a: [1] });
			const file = form.get('source') as File;
			expect([file.name, file.type]).toEqual([`${fileName}.png`, 'image/png']);
			expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
		}),
	);
});

it('has a boundary of its own each time, so that nobody can write a file that ends a part', () => {
	const request: GraphRequest = { method: 'POST', path: '1', effect: 'read', files: {} };
	expect(multipartBody(request).contentType).not.toBe(multipartBody(request).contentType);
	expect(multipartBody(request).contentType).toMatch(/^multipart\/form-data; boundary=----[0-9a-f-]{36}$/);
});
