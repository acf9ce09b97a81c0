import { Readable } from 'node:stream';

import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { download } from '../../../nodes/shared/node/files/download.ts';

/** n8n as far as a download asks for it; each address answers with where it redirects to, or with its file. */
function n8nWith(redirects: Readonly<Record<string, string>>) {
	const asked: string[] = [];
	const httpRequest = async ({ url }: IHttpRequestOptions) => {
		asked.push(url);
		const location = redirects[url];
		return { statusCode: location ? 302 : 200, headers: { location }, body: Readable.from([Buffer.from('file')]) };
	};
	const n8n = { helpers: { httpRequest }, getExecutionCancelSignal: () => undefined };
	return { asked, n8n: n8n as unknown as IExecuteFunctions };
}

const source = { url: 'https://example.com/a.png', field: ['url'], most: 10, allowPrivate: false };

it.each(['http://169.254.169.254/latest', '//10.0.0.5/a.png', 'http://localhost:5678/rest/login'])(
	'goes into no private network by way of a redirect: %s',
	async (location) => {
		const { n8n, asked } = n8nWith({ [source.url]: location });
		await expect(download(n8n, source)).rejects.toMatchObject({ message: 'redirects into a private network' });
		expect(asked).toEqual([source.url]);
	},
);

it('goes on to a public one', async () => {
	const { n8n, asked } = n8nWith({ [source.url]: '/b.png' });
	expect((await download(n8n, source)).content.toString()).toBe('file');
	expect(asked).toEqual([source.url, 'https://example.com/b.png']);
});
