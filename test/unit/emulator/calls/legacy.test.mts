import { ACCOUNTS, AD_SETS, AUDIENCES, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { DEFAULT_APP_KIND, type AppKind } from '../../../../emulator/world/appKind.mts';
import { startEmulator } from '../../../../emulator/http/server.mts';
import { codes, graphClient, useEmulator, type Answer } from './client.mts';

const used = useEmulator();

interface Sent {
	method: 'GET' | 'POST' | 'DELETE';
	path: string;
	params?: Record<string, string>;
}

const { usd } = ACCOUNTS;
const copies = JSON.stringify([{ method: 'POST', relative_url: `${CAMPAIGNS.usdCbo}/copies`, name: 'one' }]);

/** [Meta's name, where, the request, what an old app gets] */
const USES: [string, string, Sent, string][] = [
	['multi-ID requests', 'at the root', { method: 'GET', path: '', params: { ids: CAMPAIGNS.usdCbo } }, '12/-'],
	[
		'multi-ID requests',
		'on an edge',
		{ method: 'GET', path: `${usd}/insights`, params: { ids: CAMPAIGNS.usdCbo } },
		'-1/-',
	],
	[
		'multi-ID requests',
		'on an edge without a node',
		{ method: 'GET', path: 'insights', params: { ids: CAMPAIGNS.usdCbo } },
		'-1/-',
	],
	[
		'multi-ID requests',
		'of an edge in fields',
		{ method: 'GET', path: usd, params: { fields: `insights.ids(${CAMPAIGNS.usdCbo}){spend}` } },
		'-1/-',
	],
	[
		'date/time formatting',
		'of an object',
		{ method: 'GET', path: CAMPAIGNS.usdCbo, params: { fields: 'created_time', date_format: 'U' } },
		'-1/-',
	],
	[
		'date/time formatting',
		'of an edge',
		{ method: 'GET', path: `${usd}/campaigns`, params: { date_format: 'U' } },
		'-1/-',
	],
	[
		'date/time formatting',
		'of an edge in fields',
		{ method: 'GET', path: usd, params: { fields: 'campaigns.date_format(U){created_time}' } },
		'-1/-',
	],
	[
		'date/time formatting',
		'of a write',
		{ method: 'POST', path: CAMPAIGNS.usdCbo, params: { name: 'x', date_format: 'U' } },
		'-1/-',
	],
	[
		'date/time formatting',
		'of a search',
		{ method: 'GET', path: 'search', params: { type: 'adlocale', q: 'en', date_format: 'U' } },
		'-1/-',
	],
	[
		'HTTP method override',
		'of an object',
		{ method: 'POST', path: CAMPAIGNS.usdCbo, params: { method: 'delete' } },
		'ok',
	],
	[
		'HTTP method override',
		'on an edge',
		{ method: 'POST', path: `${AUDIENCES.usdNewsletter}/adaccounts`, params: { method: 'DELETE', adaccounts: '[]' } },
		'ok',
	],
	[
		'HTTP method override',
		'for a read',
		{ method: 'POST', path: 'debug_token', params: { method: 'get', input_token: 'EMULATOR' } },
		'ok',
	],
	['HTTP method override', 'of a GET', { method: 'GET', path: CAMPAIGNS.usdCbo, params: { method: 'delete' } }, 'ok'],
	[
		'HTTP method override',
		'of a DELETE',
		{ method: 'DELETE', path: CAMPAIGNS.usdCbo, params: { method: 'get' } },
		'ok',
	],
	[
		'field aliases',
		'of a field',
		{ method: 'GET', path: CAMPAIGNS.usdCbo, params: { fields: 'id,name.as(title)' } },
		'-1/-',
	],
	[
		'field aliases',
		'of an edge in fields',
		{ method: 'GET', path: usd, params: { fields: 'campaigns.limit(1).as(some){id}' } },
		'-1/-',
	],
	[
		'field aliases',
		'deep in fields',
		{ method: 'GET', path: `${usd}/campaigns`, params: { fields: 'adsets{ads{name.as(title)}}' } },
		'-1/-',
	],
	[
		'field aliases',
		'in the fields of an edge in fields',
		{ method: 'GET', path: usd, params: { fields: 'campaigns.fields(name.as(title))' } },
		'-1/-',
	],
	[
		'field aliases',
		'in a list',
		{ method: 'GET', path: `${usd}/insights`, params: { fields: '["spend.as(cost)"]' } },
		'-1/-',
	],
	[
		'field aliases',
		'after a write',
		{ method: 'POST', path: CAMPAIGNS.usdCbo, params: { name: 'x', fields: 'name.as(title)' } },
		'-1/-',
	],
	['JSONP callbacks', 'of an object', { method: 'GET', path: CAMPAIGNS.usdCbo, params: { callback: 'show' } }, '-1/-'],
	['JSONP callbacks', 'of an edge', { method: 'GET', path: `${usd}/campaigns`, params: { callback: 'show' } }, '-1/-'],
	['JSONP callbacks', 'of a write', { method: 'POST', path: `${usd}/campaigns`, params: { callback: 'show' } }, '-1/-'],
	['asynchronous batch requests', 'at the root', { method: 'POST', path: '', params: { asyncbatch: copies } }, 'ok'],
	[
		'asynchronous batch requests',
		'elsewhere',
		{ method: 'POST', path: CAMPAIGNS.usdCbo, params: { asyncbatch: copies, name: 'same' } },
		'ok',
	],
	[
		'asynchronous batch requests',
		'as an edge',
		{ method: 'POST', path: `${usd}/async_batch_requests`, params: { name: 'x', adbatch: copies } },
		'-1/-',
	],
];

const alone = async ({ method, path, params = {} }: Sent): Promise<Answer> => {
	const { get, post, delete: remove } = graphClient(used.emulator);
	return await { GET: get, POST: post, DELETE: remove }[method](path, params);
};

const batch = async (parts: object[], more: Record<string, unknown> = {}): Promise<Answer> =>
	await used.graph.post('', { batch: parts, ...more });

/** The request as a part, its arguments in the address or in the body. */
async function asPart({ method, path, params = {} }: Sent, inBody: boolean): Promise<Answer> {
	const query = String(new URLSearchParams(params));
	const part = inBody
		? { method, relative_url: `v26.0/${path}`, body: query }
		: { method, relative_url: `v26.0/${path}?${query}` };
	const answer = await batch([part, { method: 'GET', relative_url: 'v26.0/me' }]);
	const [slot, other] = answer.body as unknown as { code: number; body: string }[];
	expect(other?.code).toBe(200);
	return { ...answer, status: slot?.code ?? 0, body: JSON.parse(slot?.body ?? '{}') as Answer['body'] };
}

const WAYS: [string, (sent: Sent) => Promise<Answer>][] = [
	['alone', alone],
	['as a part of a batch', async (sent) => await asPart(sent, false)],
	['as a part of a batch with a body', async (sent) => await asPart(sent, true)],
];

const stored = (): string =>
	JSON.stringify([
		used.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name,
		used.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).status,
		used.emulator.world.all('AsyncSession').length,
	]);

describe.each(WAYS)('%s', (_way, send) => {
	it.each(USES)('%s %s: refused to new apps', async (name, _where, sent) => {
		used.emulator.control.setApp('new');
		const before = stored();
		const answer = await send(sent);
		expect([answer.status, codes(answer)]).toEqual([400, '100/-']);
		expect(answer.body.error?.message).toContain(name);
		expect(stored()).toBe(before);
	});

	it.each(USES)('%s %s: what old apps get', async (_name, _where, sent, expected) => {
		used.emulator.control.setApp('old');
		const answer = await send(sent);
		expect(answer.body.error ? codes(answer) : 'ok').toBe(expected);
	});
});

const plain = { method: 'GET', relative_url: 'v26.0/me' };

it.each([
	['multi-ID requests', { ids: '1,2' }],
	['date/time formatting', { date_format: 'U' }],
	['HTTP method override', { method: 'post' }],
	['field aliases', { fields: 'name.as(title)' }],
	['JSONP callbacks', { callback: 'show' }],
	['asynchronous batch requests', { asyncbatch: '[]' }],
])('a batch with %s of its own is refused as a whole', async (name, more) => {
	used.emulator.control.setApp('new');
	const answer = await batch([plain], more);
	expect([answer.status, answer.body.error?.message]).toEqual([400, expect.stringContaining(name)]);
	expect(used.emulator.log).toHaveLength(1);
});

it('new apps have all that only looks like it', async () => {
	used.emulator.control.setApp('new');
	const fields =
		'name,adsets.limit(1).filtering([{"field":"adset.name","operator":"CONTAIN","value":"x.as(y)"}]){id},insights.date_preset(last_7d){spend}';
	expect((await used.graph.get(CAMPAIGNS.usdCbo, { fields })).status).toBe(200);
	expect((await used.graph.post(CAMPAIGNS.usdCbo, { name: 'A.as(B) callback ids' })).status).toBe(200);
	const slots = (await batch([plain, { method: 'DELETE', relative_url: `v26.0/${AD_SETS.usdCboB}` }]))
		.body as unknown as { code: number }[];
	expect(slots.map(({ code }) => code)).toEqual([200, 200]);
	expect((await used.graph.post(`${usd}/insights`, { fields: 'spend' })).body).toHaveProperty('report_run_id');
	expect(codes(await used.graph.get(CAMPAIGNS.usdCbo, { fields: 'name.as(' }))).toBe('2500/-');
});

it('the token is looked at first: it tells whose app it is', async () => {
	used.emulator.control.setApp('new');
	expect(codes(await graphClient(used.emulator, 'NOBODY').get(CAMPAIGNS.usdCbo, { callback: 'show' }))).toBe('190/-');
});

it('the kind of app is chosen at the start, changed by a control route, shown, and put back', async () => {
	const kindOf = async (url: string) =>
		((await (await fetch(`${url}/__emulator/state`)).json()) as { app: AppKind }).app;
	const set = async (app: string) =>
		(await fetch(`${used.emulator.url}/__emulator/app`, { method: 'POST', body: JSON.stringify({ app }) })).status;
	const other: AppKind = DEFAULT_APP_KIND === 'old' ? 'new' : 'old';
	expect(await kindOf(used.emulator.url)).toBe(DEFAULT_APP_KIND);
	expect([await set(other), await kindOf(used.emulator.url), await set('middle-aged')]).toEqual([200, other, 400]);
	used.emulator.control.reset();
	expect(await kindOf(used.emulator.url)).toBe(DEFAULT_APP_KIND);
	const chosen = await startEmulator({ app: other });
	chosen.control.reset();
	expect(await kindOf(chosen.url)).toBe(other);
	await chosen.close();
});
