import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import type { FaultRule } from '../../../../emulator/http/server.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, useEmulator } from './client.mts';

const used = useEmulator();
const CREATES = `${ACCOUNTS.usd}/campaigns`;
const NEW = { name: 'Fault', objective: 'OUTCOME_SALES', special_ad_categories: [], daily_budget: 5_000 };
const asForm = (params: object) =>
	Object.entries(params).map(([name, value]) => [
		name,
		typeof value === 'string' ? value : JSON.stringify(value),
	]) as string[][];
const create = () => used.graph.post(CREATES, NEW);
const made = () => used.emulator.world.all('Campaign').filter(({ name }) => name === 'Fault').length;
const lastFault = () => used.emulator.log.findLast(({ fault }) => fault)?.fault;
const control = (path: string, init: RequestInit = {}) => fetch(`${used.emulator.url}/__emulator/${path}`, init);
const post = (path: string, body: unknown) => control(path, { method: 'POST', body: JSON.stringify(body) });

describe('faults of one call', () => {
	const onCreate = { match: { method: 'POST', path: CREATES } };

	it('answers any Graph error, with headers, without touching anything', async () => {
		used.emulator.control.addFault({
			...onCreate,
			fault: {
				kind: 'graph',
				code: 80004,
				subcode: 2446079,
				transient: true,
				userTitle: 'Slow down',
				headers: { 'x-test': '1' },
			},
		});
		const answer = await create();
		expect(codes(answer)).toBe('80004/2446079');
		expect(answer.body.error).toMatchObject({ is_transient: true, error_user_title: 'Slow down' });
		expect(answer.headers.get('x-test')).toBe('1');
		expect(made()).toBe(0);
		expect(lastFault()).toBe('graph 80004/2446079');
	});

	it('answers HTML pages and other HTTP errors', async () => {
		used.emulator.control.addFault({ match: { path: 'me', nth: 1 }, fault: { kind: 'html', status: 502 } });
		used.emulator.control.addFault({
			match: { path: 'me', nth: 2 },
			fault: { kind: 'http', status: 503, body: 'busy', contentType: 'text/plain', headers: { 'retry-after': '7' } },
		});
		const me = () => fetch(`${used.emulator.url}/v26.0/me`, { headers: { authorization: `Bearer ${TOKENS.full}` } });
		const html = await me();
		expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
		expect(await html.text()).toContain('<!DOCTYPE html>');
		const busy = await me();
		expect([busy.status, busy.headers.get('retry-after'), await busy.text()]).toEqual([503, '7', 'busy']);
		expect((await me()).status).toBe(200);
	});

	it.each<[string, FaultRule['fault'], number, number]>([
		['a reset', { kind: 'reset', applied: false }, 0, 0],
		['a reset after the write', { kind: 'reset', applied: true }, 1, 0],
		['a time-out', { kind: 'timeout', applied: false, ms: 20 }, 0, 0],
		['a time-out after the write', { kind: 'timeout', applied: true, ms: 20 }, 1, 0],
		['half a body', { kind: 'truncated', applied: true }, 1, 200],
		['half a body and a cut', { kind: 'truncated', applied: true, cut: true }, 1, 200],
		['half a body, not applied', { kind: 'truncated' }, 0, 200],
	])('%s leaves the client without an answer', async (_what, fault, expected, status) => {
		used.emulator.control.addFault({ ...onCreate, fault });
		await expect(create()).rejects.toThrow();
		expect(made()).toBe(expected);
		expect(used.emulator.log.at(-1)).toMatchObject({ fault: expect.stringContaining(fault.kind) as string, status });
		used.emulator.control.clearFaults();
		expect((await create()).status).toBe(200);
	});

	it.each<[string, FaultRule['fault'], number]>([
		['a refusal', { kind: 'graph', code: 190, applied: true }, 400],
		['an answer of another object', { kind: 'http', status: 200, body: '{"id":"1"}', applied: true }, 200],
	])('%s may stand for a call that was carried out', async (_what, fault, status) => {
		used.emulator.control.addFault({ ...onCreate, fault });
		expect([(await create()).status, made()]).toEqual([status, 1]);
		expect(used.emulator.log.at(-1)?.fault).toMatch(/ applied$/);
	});

	it('drips: the answer has begun and does not end', async () => {
		used.emulator.control.addFault({ ...onCreate, fault: { kind: 'drip', applied: true, everyMs: 5 } });
		const url = `${used.emulator.url}/v26.0/${CREATES}?access_token=${TOKENS.full}`;
		const { body } = await fetch(url, { method: 'POST', body: new URLSearchParams(asForm(NEW)) });
		const reader = body!.getReader();
		const seen: string[] = [];
		for (let part = 0; part < 3; part++) seen.push(new TextDecoder().decode((await reader.read()).value));
		expect(seen.join('')).toMatch(/^ {3,}$/);
		await reader.cancel();
		expect(made()).toBe(1);
	});

	it('floods: a true answer, a thousand times as long as on the way', async () => {
		used.emulator.control.addFault({
			match: { path: 'me' },
			fault: { kind: 'flood', applied: true, bytes: 5_000_000 },
		});
		const { status, body } = await used.graph.get('me');
		expect([status, body.id]).toEqual([200, expect.any(String)]);
		const headers = { authorization: `Bearer ${TOKENS.full}` };
		expect((await (await fetch(`${used.emulator.url}/v26.0/me`, { headers })).text()).length).toBeGreaterThan(
			5_000_000,
		);
	});

	it('matches by method, whole path, pattern, number and times', async () => {
		const fault = { kind: 'graph', code: 2 } as const;
		used.emulator.control.addFault({ match: { method: 'GET', path: CAMPAIGNS.usdCbo, times: 1 }, fault });
		used.emulator.control.addFault({ match: { path: '\\d+/adsets' }, fault });
		const status = async (path: string) => (await used.graph.get(path)).status;
		expect(await status(`${CAMPAIGNS.usdCbo}/ads`)).toBe(200); // not the whole path
		expect(await status(CAMPAIGNS.usdCbo)).toBe(500);
		expect(await status(CAMPAIGNS.usdCbo)).toBe(200); // used up
		expect(await status(`${CAMPAIGNS.usdCbo}/adsets`)).toBe(500);
		expect(await status(`${ACCOUNTS.usd}/adsets`)).toBe(200);
	});
});

describe('faults of batches', () => {
	const part = {
		method: 'POST',
		relative_url: `v26.0/${CREATES}`,
		body: String(new URLSearchParams({ ...NEW, special_ad_categories: '[]', daily_budget: '5000' })),
	};
	const batch = async () => {
		const body = new URLSearchParams({ access_token: TOKENS.full, batch: JSON.stringify([part, part, part, part]) });
		const slots = (await (await fetch(`${used.emulator.url}/`, { method: 'POST', body })).json()) as ({
			code: number;
		} | null)[];
		return slots.map((slot) => slot?.code ?? null);
	};

	it.each<[string, FaultRule, (number | null)[], number]>([
		[
			'an error in one part',
			{ match: { path: CREATES, nth: 2 }, fault: { kind: 'graph', code: 2 } },
			[200, 500, 200, 200],
			3,
		],
		[
			'a null slot',
			{ match: { batchPart: true, nth: 2 }, fault: { kind: 'nullSlot', applied: false } },
			[200, null, 200, 200],
			3,
		],
		[
			'a null slot after the write',
			{ match: { nth: 2 }, fault: { kind: 'nullSlot', applied: true } },
			[200, null, 200, 200],
			4,
		],
		[
			'a part that times out',
			{ match: { path: CREATES, nth: 4 }, fault: { kind: 'timeout', applied: true } },
			[200, 200, 200, null],
			4,
		],
		[
			'an array cut at a part',
			{ match: { path: CREATES, nth: 3 }, fault: { kind: 'truncatedBatch', applied: true } },
			[200, 200],
			3,
		],
		['an array cut in half', { match: { path: '' }, fault: { kind: 'truncatedBatch' } }, [200, 200], 2],
		[
			'an array cut in half, all applied',
			{ match: { path: '' }, fault: { kind: 'truncatedBatch', applied: true } },
			[200, 200],
			4,
		],
		[
			'a fault for whole calls only',
			{ match: { path: CREATES, batchPart: false }, fault: { kind: 'graph', code: 2 } },
			[200, 200, 200, 200],
			4,
		],
	])('%s', async (_what, rule, expected, written) => {
		used.emulator.control.addFault(rule);
		expect(await batch()).toEqual(expected);
		expect(made()).toBe(written);
	});

	it.each<[string, FaultRule, number]>([
		[
			'a batch that is reset before anything happened',
			{ match: { path: '' }, fault: { kind: 'reset', applied: false } },
			0,
		],
		[
			'a batch that is reset after everything happened',
			{ match: { path: '' }, fault: { kind: 'reset', applied: true } },
			4,
		],
		['half a batch body', { match: { path: '' }, fault: { kind: 'truncated', applied: true } }, 4],
		[
			'a connection lost over one part',
			{ match: { path: CREATES, nth: 2 }, fault: { kind: 'reset', applied: false } },
			3,
		],
	])('%s', async (_what, rule, written) => {
		used.emulator.control.addFault(rule);
		await expect(batch()).rejects.toThrow();
		expect(made()).toBe(written);
	});
});

describe('control routes', () => {
	it('do over HTTP what the object does', async () => {
		await post('faults', { match: { path: 'me' }, fault: { kind: 'graph', code: 190, subcode: 460 } });
		expect(codes(await used.graph.get('me'))).toBe('190/460');
		await control('faults', { method: 'DELETE' });
		await post('tier', { tier: 'development_access' });
		await post('clock', { advanceSeconds: 3_600 });
		const { headers } = await used.graph.get(ACCOUNTS.usd);
		expect(headers.get('x-ad-account-usage')).toContain('development_access');
		expect(Date.parse(headers.get('date') ?? '') - Date.now()).toBeGreaterThan(3_590_000);
		const log = (await (await control('log')).json()) as { path: string }[];
		expect(log.map(({ path }) => path)).toEqual(['me', ACCOUNTS.usd]);
		await control('log', { method: 'DELETE' });
		expect(used.emulator.log).toHaveLength(0);
		await used.graph.post(CAMPAIGNS.usdCbo, { name: 'changed' });
		await post('reset', {});
		const state = (await (await control('state')).json()) as {
			tier: string;
			campaigns: { id: string; name: string }[];
		};
		expect(state.tier).toBe('standard_access');
		expect(state.campaigns.find(({ id }) => id === CAMPAIGNS.usdCbo)?.name).toBe('Spring Roast Sales');
	});

	it('refuse what they do not understand', async () => {
		expect((await post('faults', { fault: { kind: 'magic' } })).status).toBe(400);
		expect((await post('faults', { match: { path: '(' }, fault: { kind: 'html' } })).status).toBe(400);
		expect((await post('tier', { tier: 'gold' })).status).toBe(400);
		expect((await post('teapot', {})).status).toBe(404);
	});
});
