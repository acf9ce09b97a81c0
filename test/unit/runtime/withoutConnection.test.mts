import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Readable } from 'node:stream';

import axios, { type AxiosError } from 'axios'; // By which n8n asks.

import {
	inProcess,
	startEmulator,
	type Emulator,
	type FaultRule,
	type Listening,
} from '../../../emulator/http/server.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';

const OF_CONNECTIONS = ['date', 'connection', 'keep-alive', 'vary'];

let emulator: Emulator;
let connections = 0;
const count = (): void => void (connections += 1);
beforeAll(() => subscribe('net.client.socket', count));
afterAll(() => unsubscribe('net.client.socket', count));
beforeEach(async () => {
	emulator = await startEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
	connections = 0;
});
afterEach(async () => await emulator.close());

const headers = { authorization: `Bearer ${TOKENS.full}` };
const ask = async <Body = string,>(path: string, more: object = {}) =>
	await axios.request<Body>({
		url: `${emulator.url}/v26.0/${path}`,
		headers,
		validateStatus: () => true,
		transformResponse: (text: string) => text,
		...more,
	});

it.each(['me?fields=id,name', 'me/adaccounts?fields=id,name,currency', 'act_1/nothing', 'me?fields=%C3%A4'])(
	'answers %s as over a connection',
	async (path) => {
		const { status, statusText, data, headers: told } = await ask(path);
		expect(connections).toBe(0);
		emulator.control.reset();
		const over = await fetch(`${emulator.url}/v26.0/${path}`, { headers });
		expect([status, statusText, data.replace(/fbtrace_id":"[^"]+/, '')]).toEqual([
			over.status,
			over.statusText,
			(await over.text()).replace(/fbtrace_id":"[^"]+/, ''),
		]);
		const names = (all: Iterable<string>) => [...all].filter((name) => !OF_CONNECTIONS.includes(name)).sort();
		expect(names(Object.keys(told))).toEqual(names(over.headers.keys()));
		expect([told['content-type'], told.date]).toEqual([over.headers.get('content-type'), over.headers.get('date')]);
	},
);

it('hands over the body, and the log has the status', async () => {
	const { data } = await ask('', {
		method: 'POST',
		data: new URLSearchParams({ batch: '[{"method":"GET","relative_url":"me"}]' }),
	});
	expect(JSON.parse(data)).toEqual([expect.objectContaining({ code: 200 })]);
	expect(emulator.log.map(({ status }) => status)).toEqual([200, 200]);
	expect(connections).toBe(0);
});

/** What a stream brings, and how it ends. */
async function read(data: string | Readable): Promise<unknown> {
	if (typeof data === 'string') return data;
	let text = '';
	try {
		for await (const part of data) text += String(part);
	} catch (error) {
		const { message, code } = error as NodeJS.ErrnoException;
		return { text, message, code };
	}
	return text;
}

const faults: Array<{ what: string; fault: FaultRule['fault'] }> = [
	{ what: 'a reset', fault: { kind: 'reset' } },
	{ what: 'a reset after the write', fault: { kind: 'reset', applied: true } },
	{ what: 'an answer that never comes', fault: { kind: 'timeout', ms: 20 } },
	{ what: 'half an answer', fault: { kind: 'truncated' } },
	{ what: 'an answer that breaks off', fault: { kind: 'truncated', cut: true } },
];

it.each(faults.flatMap((one) => ['text', 'stream'].map((responseType) => ({ ...one, responseType }))))(
	'shows $what as over a connection, as $responseType',
	async ({ fault, responseType }) => {
		const seen = async (more: object) => {
			emulator.control.reset();
			emulator.control.addFault({ match: {}, fault });
			const came = await ask('me?fields=id,name', more).then(
				async ({ status, data, headers: told }) => ({
					status,
					text: await read(data),
					length: told['content-length'] as string,
				}),
				(error: AxiosError & { errno?: number; syscall?: string }) => {
					const { message, code, errno, syscall, response } = error;
					return { message, code, errno, syscall, status: response?.status };
				},
			);
			return { came, log: emulator.log.map(({ status, path, fault: befell }) => [path, status, befell]) };
		};
		const without = await seen({ responseType });
		expect(connections).toBe(0);
		// As if it were another process's.
		inProcess.publish({ url: emulator.url } satisfies Listening);
		const over = await seen({ responseType });
		expect(connections).toBe(1);
		expect(without).toEqual(over);
	},
);

it.each<FaultRule['fault']>([{ kind: 'drip', everyMs: 5 }, { kind: 'flood' }])(
	'makes a connection where an answer may come without end: $kind',
	async (fault) => {
		emulator.control.addFault({ match: { times: 1 }, fault });
		// Left once it has begun: by a time, a busy machine would leave before the emulator heard it.
		(await ask<Readable>('me', { responseType: 'stream' })).data.destroy();
		expect(connections).toBe(1);
		expect((await ask('me')).status).toBe(200);
		expect(connections).toBe(1);
	},
);

it('is cancelled before it leaves', async () => {
	const controller = new AbortController();
	const asked = ask('me', { signal: controller.signal });
	await Promise.resolve();
	controller.abort();
	await expect(asked).rejects.toMatchObject({ code: 'ERR_CANCELED' });
	await new Promise(setImmediate);
	expect(emulator.log).toEqual([]);
});

it('ends after its time as over a connection', async () => {
	emulator.control.setLatency(200, 0);
	await expect(ask('me', { timeout: 20 })).rejects.toMatchObject({ code: 'ECONNABORTED' });
});

it('finds nobody once the emulator is closed', async () => {
	await emulator.close();
	await expect(ask('me')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('goes where a proxy is named', async () => {
	process.env.http_proxy = 'http://127.0.0.1:9';
	await ask('me', { proxy: { host: '127.0.0.1', port: 9 } }).catch(() => undefined);
	delete process.env.http_proxy;
	expect(connections).toBe(1);
});
