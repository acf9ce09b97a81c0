import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { ExecuteContext } from 'n8n-core';
import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
	IRequestOptions,
} from 'n8n-workflow';

import { CREDENTIAL_TEST_HEADER } from '../../../credentials/credentialTest.ts';
import { MetaAdsApi } from '../../../credentials/MetaAdsApi.credentials.ts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import {
	byId,
	emulatorCredential,
	execute,
	helperNode,
	makeWorkflow,
	nodeTypes,
	runNode,
	type NodeRun,
} from '../support/harness.mts';

/**
 * The token credential in nodes that are not ours, in n8n's own engine: the HTTP Request node and its "Custom API Call"
 * name the address `uri` (n8n-nodes-base HttpRequestV3), declarative nodes and the credential test name it `url`.
 */

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(async () => await emulator.close());

type Way = 'request' | 'httpRequest';

/** A node that sends one call, signed with the token credential. */
function caller(way: Way, options: IDataObject): INodeType {
	async function send(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const answer: unknown =
			way === 'request'
				? await this.helpers.requestWithAuthentication.call(this, 'metaAdsApi', {
						json: true,
						...options,
					} as IRequestOptions)
				: await this.helpers.httpRequestWithAuthentication.call(this, 'metaAdsApi', {
						json: true,
						...options,
					} as unknown as IHttpRequestOptions);
		return [[{ json: answer as IDataObject }]];
	}
	const texts = { displayName: 'Caller', name: 'caller', group: [], version: 1, description: '', defaults: {} };
	return {
		description: {
			...texts,
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
			credentials: [{ name: 'metaAdsApi', required: true }],
		},
		execute: send,
	} as unknown as INodeType;
}

async function call(
	way: Way,
	options: IDataObject,
	url = emulator.url,
): Promise<{ json?: IDataObject; error?: Error }> {
	const type = caller(way, options);
	const getByNameAndVersion = (name: string): INodeType =>
		name === 'caller' ? type : nodeTypes.getByNameAndVersion(name);
	const node = { ...helperNode('Node', 'caller'), credentials: { metaAdsApi: { id: '1', name: 'Emulator' } } };
	const workflow = makeWorkflow(
		[helperNode('Source', 'source'), node],
		{ Source: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		{
			...nodeTypes,
			getByNameAndVersion,
			getByName: getByNameAndVersion,
		},
	);
	const run: NodeRun = { parameters: {}, credential: emulatorCredential(url) };
	const { data } = await execute(workflow, 'Node', run);
	return { json: data.resultData.runData.Node?.at(-1)?.data?.main?.[0]?.[0]?.json, error: data.resultData.error };
}

const path = '/v26.0/me/adaccounts?fields=id&limit=1';
const ways: Array<[title: string, way: Way, options: () => IDataObject]> = [
	[
		'HTTP Request and Custom API Call',
		'request',
		() => ({ uri: emulator.url + path, followRedirect: true, followAllRedirects: true }),
	],
	['an older node', 'request', () => ({ url: emulator.url + path })],
	['an older node with a base', 'request', () => ({ baseURL: emulator.url, uri: path })],
	['a newer node', 'httpRequest', () => ({ url: emulator.url + path })],
	['a newer node with a base', 'httpRequest', () => ({ baseURL: emulator.url, url: path })],
];

it.each(ways)('signs the call of %s', async (_title, way, options) => {
	const { json, error } = await call(way, options());
	expect(error).toBeUndefined();
	expect(json?.data).toEqual([{ id: expect.stringMatching(/^act_/) }]);
});

describe('a server that answers with a redirect', () => {
	/** What reached the first server, and what the one it points to. */
	const [asked, took]: [string[], string[]] = [[], []];
	const servers: Server[] = [];
	const listening = async (location?: string): Promise<string> => {
		const server = createServer((request, response) => {
			(location === undefined ? took : asked).push(request.headers.authorization ?? 'unsigned');
			response.writeHead(location === undefined ? 200 : 302, location === undefined ? {} : { location }).end('{}');
		});
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	};
	afterEach(() => {
		asked.length = took.length = 0;
		for (const server of servers.splice(0)) server.close();
	});

	const calls: Array<[title: string, way: Way, options: IDataObject]> = [
		['HTTP Request', 'request', { uri: '/v26.0/me', followRedirect: true, followAllRedirects: true, maxRedirects: 21 }],
		['HTTP Request, POST', 'request', { uri: '/v26.0/me', method: 'POST', followAllRedirects: true }],
		['a newer node', 'httpRequest', { url: '/v26.0/me', ignoreHttpStatusErrors: true, maxRedirects: 5 }],
	];

	it.each(calls)('is not followed with the token: %s', async (_title, way, options) => {
		const from = await listening(await listening());
		await call(way, { baseURL: from, ...options }, from);
		expect([asked, took]).toEqual([['Bearer EMULATOR'], []]);
	});
});

describe('the Test button', () => {
	it('does not take the answer of another server, or a redirect to it, for the emulator', async () => {
		const other = createServer((_request, response) =>
			response.writeHead(302, { location: `${emulator.url}/__emulator/state` }).end(),
		);
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
		const { error } = await call(
			'httpRequest',
			{ baseURL: url, url: '/v26.0/me/adaccounts', headers: { [CREDENTIAL_TEST_HEADER]: 'yes' } },
			url,
		);
		expect(error?.message).toContain(`The emulator is not running at ${url}`);
		other.close();
	});
});

describe('an address that is not the credential’s', () => {
	const sign = async (options: IDataObject) =>
		await new MetaAdsApi().authenticate({ environment: 'meta', accessToken: 'EAAreal' }, options as never);
	const only = 'This credential only signs calls to https://graph.facebook.com.';

	it.each([
		[{ uri: 'https://example.com/me' }],
		[{ uri: 'http://graph.facebook.com/me' }],
		[{ uri: 'https://graph.facebook.com:8443/me' }],
		[{ uri: 'http://127.0.0.1:7080/v26.0/me' }],
		[{ baseURL: 'https://graph.facebook.com', uri: '//example.com/me' }],
		[{ url: 'https://example.com/me', uri: 'https://graph.facebook.com/me' }],
		[{ uri: 'me' }],
		[{ url: '' }],
		[{}],
	])('%j is refused in words', async (options) => {
		await expect(sign(options)).rejects.toThrow(only);
	});

	it('the right one is signed, in a header and nowhere else', async () => {
		const { headers, ...rest } = await sign({
			uri: 'https://graph.facebook.com/v26.0/me',
			headers: { accept: 'a/b' },
			followRedirect: true,
		});
		expect(headers).toEqual({ accept: 'a/b', Authorization: 'Bearer EAAreal' });
		expect(JSON.stringify(rest)).not.toContain('EAAreal');
		expect(rest).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});
});

it('our own nodes read it once, however many calls a run makes', async () => {
	const read = jest.spyOn(ExecuteContext.prototype, 'getCredentials');
	emulator.log.length = 0;
	const { rows } = await runNode({
		credential: emulatorCredential(emulator.url),
		items: [{}, {}, {}],
		parameters: { resource: 'campaign', operation: 'getMany', adAccount: byId(ACCOUNTS.usd) },
	});
	expect(rows.length).toBeGreaterThan(0);
	expect(emulator.log.length).toBeGreaterThan(2);
	expect(read).toHaveBeenCalledTimes(1);
	read.mockRestore();
});
