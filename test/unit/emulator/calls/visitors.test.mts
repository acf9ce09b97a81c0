import { request } from 'node:http';
import { MOST_LOGGED } from '../../../../emulator/http/requestLog.mts';
import { CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { useEmulator } from './client.mts';

const used = useEmulator();

/** With headers that `fetch` does not let one set. */
const ask = async (
	method: string,
	path: string,
	headers: Record<string, string>,
	body?: string,
): Promise<{ status: number; text: string }> =>
	await new Promise((resolve, reject) => {
		const sent = request(new URL(path, used.emulator.url), { method, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
		});
		sent.on('error', reject).end(body);
	});

const PLACES = [
	['GET', `/v26.0/${CAMPAIGNS.usdCbo}?access_token=EMULATOR`],
	['POST', `/v26.0/${CAMPAIGNS.usdCbo}?access_token=EMULATOR&name=stolen`],
	['DELETE', `/v26.0/${CAMPAIGNS.usdCbo}?access_token=EMULATOR`],
	['GET', '/__emulator/log'],
	['POST', '/__emulator/reset'],
	['DELETE', '/__emulator/log'],
	['OPTIONS', '/__emulator/faults'],
	['GET', '/__emulator/nothing'],
] as const;

describe.each(PLACES)('%s %s', (method, path) => {
	it.each([
		'evil.example',
		'evil.example:7080',
		'127.0.0.1.evil.example',
		'192.168.0.7:7080',
		'0.0.0.0:7080',
		'localhost.evil.example:80',
		'user@127.0.0.1',
		'127.0.0.1:7080.evil.example',
		'[::2]:7080',
	])('is refused under the name %s', async (host) => {
		const answer = await ask(method, path, { host });
		expect([answer.status, answer.text]).toEqual([403, expect.stringContaining(`not at "${host}"`)]);
		expect(used.emulator.log).toEqual([]);
	});

	it.each([
		'https://evil.example',
		'http://192.168.0.7:7080',
		'http://host.docker.internal:7080',
		'http://localhost.evil.example',
		'null',
		'',
	])('is refused to a page of "%s"', async (origin) => {
		const answer = await ask(method, path, { origin });
		expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('other web pages')]);
		expect(used.emulator.log).toEqual([]);
		expect(used.emulator.world.get('Campaign', CAMPAIGNS.usdCbo)).toMatchObject({
			name: 'Spring Roast Sales',
			status: 'ACTIVE',
		});
	});
});

it.each([
	'127.0.0.1',
	'127.0.0.1:7080',
	'localhost:1',
	'LocalHost',
	'[::1]:7080',
	'host.docker.internal:7080',
	'host.docker.internal',
])('answers under the name %s, with it in the addresses of pages', async (host) => {
	const { status, text } = await ask('GET', '/v26.0/act_1001000000000001/campaigns?limit=1&access_token=EMULATOR', {
		host,
	});
	expect([status, text]).toEqual([200, expect.stringContaining(`"next":"http://${host}/v26.0/`)]);
	expect((await ask('GET', '/__emulator/state', { host })).status).toBe(200);
});

it.each(['http://127.0.0.1:5678', 'http://localhost', 'https://localhost:5678', 'http://[::1]:5678'])(
	'answers to a page of %s',
	async (origin) => {
		expect((await ask('POST', '/__emulator/clock', { origin }, '{"advanceSeconds":1}')).status).toBe(200);
	},
);

it('keeps the newest requests in the log, in the same list', async () => {
	const { log } = used.emulator;
	await used.graph.get('me', { fields: 'id' });
	const [first] = log;
	log.push(...Array.from({ length: MOST_LOGGED }, () => ({ ...first!, path: 'filler' })));
	await used.graph.get('me', { fields: 'name' });
	expect([log.length, log[0]?.path, log.at(-1)?.params.fields]).toEqual([MOST_LOGGED, 'filler', 'name']);
	expect((await ask('GET', '/__emulator/log', {})).text.length).toBeGreaterThan(MOST_LOGGED);
});
