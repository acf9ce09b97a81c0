import { createServer, type Server } from 'node:net';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import { hastenDeadlines } from '../support/lives/deadlines.mts';
import { waits } from '../support/lives/fakeTime.mts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Answers that would take a step's time or n8n's memory, from Meta or from something on the way. */

const bench = useBench();
const edge = `${ACCOUNTS.usd}/campaigns`;
const carryOn = { onError: 'continueRegularOutput' } as const;

describe('an answer that drips without end', () => {
	it('ends a read as temporary, after one call', async () => {
		bench.emulator.control.addFault({ match: { path: edge }, fault: { kind: 'drip', everyMs: 5 } });
		const restore = hastenDeadlines(bench.emulator);
		const { rows } = await bench.run('getMany', {}, carryOn).finally(restore);
		expect(rows).toMatchObject([
			{
				error: expect.stringContaining('Meta’s answer was not complete after 5 minutes'),
				details: { kind: 'temporary' },
			},
		]);
		expect(bench.sent().filter(({ path }) => path === edge)).toHaveLength(1);
	});

	it('does not hold a run that is cancelled', async () => {
		bench.emulator.control.addFault({ match: { path: edge }, fault: { kind: 'drip', everyMs: 20 } });
		const started = performance.now();
		const { status } = await bench.run('getMany', {}, { cancelAfter: 400 });
		expect(status).toBe('canceled');
		expect(performance.now() - started).toBeLessThan(3_000);
	});
});

describe('headers that drip without end', () => {
	let server: Server;
	beforeAll(async () => {
		server = createServer((socket) => {
			socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
			const drip = setInterval(() => socket.write('a'), 20);
			socket.on('close', () => clearInterval(drip)).on('error', () => undefined);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => server.close());

	it('end at the deadline as well, and the connection with them', async () => {
		const real = AbortSignal.timeout.bind(AbortSignal);
		AbortSignal.timeout = () => real(300);
		const { port } = server.address() as { port: number };
		const { rows } = await runNode({
			credential: emulatorCredential(`http://127.0.0.1:${port}`),
			parameters: { resource: 'campaign', operation: 'getMany', adAccount: byId(ACCOUNTS.usd) },
			...carryOn,
		}).finally(() => (AbortSignal.timeout = real));
		expect(rows).toMatchObject([{ details: { kind: 'temporary' } }]);
		expect(String(rows[0].error)).toContain('not complete after 5 minutes');
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(await new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(0);
	});
});

describe('an answer of a gigabyte and a half, in gzip', () => {
	const flood = { kind: 'flood', applied: true } as const;

	it('is not taken in, and tells to ask for less', async () => {
		bench.emulator.control.addFault({ match: { path: CAMPAIGNS.usdCbo }, fault: flood });
		const before = process.memoryUsage.rss();
		const { rows } = await bench.run('get', { campaign: byId(CAMPAIGNS.usdCbo) }, carryOn);
		expect(rows).toMatchObject([
			{ error: expect.stringContaining('Meta’s answer has more than 64 MB'), details: { kind: 'tooMuchData' } },
		]);
		expect((process.memoryUsage.rss() - before) / 1024 / 1024).toBeLessThan(400);
	});

	it('of a list: a smaller page is asked for', async () => {
		bench.emulator.control.addFault({ match: { path: edge, times: 1 }, fault: flood });
		const { rows } = await bench.run('getMany', {}, carryOn);
		expect(rows.length).toBeGreaterThan(1);
		expect(
			bench
				.sent()
				.filter(({ path }) => path === edge)
				.map(({ params }) => params.limit),
		).toEqual(['50', '25', '25', '25']);
	});

	it('to a create: what was made is looked for, and nothing is sent twice', async () => {
		bench.emulator.control.addFault({ match: { method: 'POST', path: edge }, fault: flood });
		const { rows } = await bench.run('create', newCampaign({ name: 'Flooded' }), carryOn);
		expect(rows).toMatchObject([{ name: 'Flooded', id: expect.stringMatching(/^\d+$/) }]);
		expect(bench.writes()).toHaveLength(1);
	});
});

describe('a redirect', () => {
	it('is followed nowhere and told as what it is', async () => {
		const headers = { location: 'http://169.254.169.254/' };
		bench.emulator.control.addFault({
			match: { path: edge },
			fault: { kind: 'http', status: 302, body: '{}', headers },
		});
		const { rows } = await bench.run('getMany', {}, carryOn);
		expect(rows).toMatchObject([
			{ error: expect.stringContaining('answered with a redirect (HTTP 302)'), details: { kind: 'temporary' } },
		]);
	});
});

describe('an error text of 60 KB', () => {
	it('is cut, in the error and in its details', async () => {
		const message = `No ${'good '.repeat(12_000)}`;
		bench.emulator.control.addFault({ match: { path: edge }, fault: { kind: 'graph', code: 100, message } });
		const { rows } = await bench.run('getMany', {}, carryOn);
		expect(rows).toMatchObject([
			{ details: { kind: 'invalidParameter', metaMessage: expect.stringMatching(/^No good .*…$/) } },
		]);
		expect(JSON.stringify(rows).length).toBeLessThan(2_000);
	});

	it('shows no token, not even half of one at the cut', async () => {
		const message = `${'x'.repeat(580)} EAAB${'s'.repeat(40)} more`;
		bench.emulator.control.addFault({ match: { path: edge }, fault: { kind: 'graph', code: 100, message } });
		const { rows } = await bench.run('getMany', {}, carryOn);
		expect(JSON.stringify(rows)).not.toContain('EAAB');
	});
});

describe('a quota that is used up', () => {
	const usage = {
		'1001000000000001': [{ type: 'ads_management', call_count: 100, estimated_time_to_regain_access: 1 }],
	};
	const full = { 'x-business-use-case-usage': JSON.stringify(usage) };

	it('holds back calls of the same credential only: another one is another app', async () => {
		const fault = { kind: 'http', status: 200, body: '{"data":[]}', headers: full } as const;
		bench.emulator.control.addFault({ match: { path: edge, times: 1 }, fault });
		await bench.run('getMany', {}, { credentialId: 'one' });
		waits.length = 0;
		await bench.run('getMany', {}, { credentialId: 'other' });
		expect(waits).toEqual([]);
		await bench.run('getMany', {}, { credentialId: 'one' });
		expect(waits.length).toBeGreaterThan(0);
	});
});
