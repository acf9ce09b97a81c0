import type { FaultRule } from '../../../../emulator/http/server.mts';
import { CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { useEmulator } from './client.mts';

// The emulator is open to whatever a program sends: each call ends with an answer, soon, and leaves it as it was.

const used = useEmulator();
const ACCOUNT = 'act_1001000000000001';
const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

const ask = async (path: string, params: Record<string, string> = {}): Promise<{ status: number; body: string }> => {
	const query = new URLSearchParams({ access_token: 'EMULATOR', ...params });
	const { status, body } = await used.emulator.ask({
		method: 'GET',
		url: `/v26.0/${path}?${query}`,
		headers: { host: '127.0.0.1' },
		body: Buffer.alloc(0),
	});
	return { status, body: String(body) };
};

const range = (since: string, until: string): string => JSON.stringify({ since, until });

it.each(INHERITED.flatMap((name) => [name, `me/${name}`, `${ACCOUNT}/${name}`, `${CAMPAIGNS.usdCbo}/${name}`]))(
	'the path %s is no object and no edge',
	async (path) => expect((await ask(path)).status).toBeLessThan(500),
);

it.each(INHERITED)('%s is no field, no preset and no search', async (name) => {
	for (const [path, params] of [
		[ACCOUNT, { fields: name }],
		[`${ACCOUNT}/campaigns`, { fields: name }],
		[`${ACCOUNT}/insights`, { date_preset: name }],
		[`${ACCOUNT}/insights`, { fields: name }],
		['search', { type: name }],
	] as const) {
		expect([path, (await ask(path, params)).status]).toEqual([path, 400]);
	}
});

it.each([
	['0001-01-01', '9999-12-31', 400],
	['0001-01-01', '0001-01-02', 400],
])('a report from %s to %s by day is refused before it is cut into days', async (since, until, status) => {
	const answer = await ask(`${ACCOUNT}/insights`, {
		level: 'ad',
		time_increment: '1',
		time_range: range(since, until),
	});
	expect(answer.status).toBe(status);
	expect(answer.body).toContain('37 months');
});

it('a report that ends in the year 9999 has the rows of the days until today', async () => {
	const today = new Date(used.emulator.world.clock.now()).toISOString().slice(0, 10);
	const rows = async (until: string): Promise<unknown[]> => {
		const time_range = range(new Date(Date.parse(today) - 3 * 86_400_000).toISOString().slice(0, 10), until);
		const { body } = await ask(`${ACCOUNT}/insights`, { time_increment: '1', time_range });
		return (JSON.parse(body) as { data: unknown[] }).data;
	};
	expect(await rows('9999-12-31')).toEqual(await rows(today));
});

it('fields that are no list are refused', async () => {
	expect((await ask(`${ACCOUNT}/insights`, { fields: '[' })).status).toBe(400);
});

/** A part of a batch, whose path no server of HTTP has bounded. */
const askInBatch = async (relative_url: string): Promise<string> => {
	const response = await fetch(`${used.emulator.url}/v26.0/?access_token=EMULATOR`, {
		method: 'POST',
		body: new URLSearchParams({ batch: JSON.stringify([{ method: 'GET', relative_url }]) }),
	});
	expect(response.status).toBe(200);
	const [{ code, body }] = (await response.json()) as [{ code: number; body: string }];
	return `${code} ${body}`;
};

it.each([
	[
		'fields within each other',
		`${ACCOUNT}?fields=${'campaigns{adsets{ads{'.repeat(3_000)}`,
		/^400 .*more than 50 times/,
	],
	['a path of many names', 'a/'.repeat(500_000), /^400 .*too long a path/],
	['a path of one name', 'a'.repeat(2_000_000), /^400 .*too long a path/],
	['references that never end', `me?a=${'{result='.repeat(100_000)}`, /^200 /],
	['a condition that is deep', `${ACCOUNT}/campaigns?filtering=${'['.repeat(50_000)}`, /^400 /],
])('%s: as a part of a batch it is answered, and soon', async (_name, url, refusal) =>
	expect(await askInBatch(url)).toMatch(refusal),
);

it.each([
	['more-ads', { ads: 1e9 }, /less than or equal to 100000/],
	['more-ads', { ads: 1, daysAgo: 1e9 }, /less than or equal to 3660/],
	['edits', { id: CAMPAIGNS.usdCbo, params: { status: { a: 1 } } }, /Param status must be one of/],
])('the control route %s refuses %j', async (route, body, why) => {
	const response = await fetch(`${used.emulator.url}/__emulator/${route}`, {
		method: 'POST',
		body: JSON.stringify(body),
	});
	expect(response.status).toBe(400);
	const text = await response.text();
	expect(text).toMatch(why);
	expect(text).not.toContain('Please report');
});

it.each([1e12, -1e12, 1e300])('the clock is not put on by %s seconds', async (advanceSeconds) => {
	const before = used.emulator.world.clock.now();
	const response = await fetch(`${used.emulator.url}/__emulator/clock`, {
		method: 'POST',
		body: JSON.stringify({ advanceSeconds }),
	});
	expect(response.status).toBe(400);
	expect(Math.abs(used.emulator.world.clock.now() - before)).toBeLessThan(60_000);
});

it('a failure of its own says that it is one, and is no answer of Graph', async () => {
	const { world } = used.emulator;
	const find = jest.spyOn(world, 'find').mockImplementation(() => {
		throw new Error('planted');
	});
	const response = await fetch(`${used.emulator.url}/v26.0/${ACCOUNT}?access_token=EMULATOR`);
	find.mockRestore();
	expect(response.status).toBe(500);
	expect(await response.json()).toEqual({
		error: { message: expect.stringContaining('The local emulator failed: planted'), type: 'EmulatorFailure', code: 0 },
	});
});

it.each(['reset', 'timeout', 'truncated', 'drip', 'flood'] as const)(
	'asked without a connection, it does not answer where a fault breaks it: %s',
	async (kind) => {
		const fault = { kind, applied: true, ms: 1, everyMs: 1, bytes: 1 } as FaultRule['fault'];
		used.emulator.control.addFault({ match: { path: ACCOUNT, times: 1 }, fault });
		await expect(ask(ACCOUNT)).rejects.toThrow(`A fault breaks the connection: ${kind}`);
		expect((await ask(ACCOUNT)).status).toBe(200);
	},
);
