import { setTimeout as pause } from 'node:timers/promises';

import { startEmulator } from '../../../../emulator/http/server.mts';
import { ACCOUNTS, ADS } from '../../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator, type Answer } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-24T18:00:00Z') });
const WEEK = {
	level: 'ad',
	time_increment: 1,
	time_range: { since: '2026-10-12', until: '2026-10-18' },
	fields: 'ad_id,impressions',
};

async function start(params: Record<string, unknown> = WEEK): Promise<string> {
	const { body } = await used.graph.post(`${ACCOUNTS.usd}/insights`, params);
	return body.report_run_id as string;
}
const read = (run: string, params = {}): Promise<Answer> => used.graph.get(`${run}/insights`, params);
async function state(run: string): Promise<unknown[]> {
	const { body } = await used.graph.get(run, { fields: 'async_status,async_percent_completion' });
	return [body.async_status, body.async_percent_completion];
}
const advance = (seconds: number) => used.emulator.control.advanceClock(seconds);

beforeEach(() => used.emulator.control.setInsights({ jobSeconds: 100 }));

it('runs by the clock, is at 100 before it is completed, and answers what the sync call does', async () => {
	const run = await start();
	expect(run).toMatch(/^\d+$/);
	expect(await state(run)).toEqual(['Job Not Started', 0]);
	advance(5);
	expect(await state(run)).toEqual(['Job Started', 5]);
	advance(45);
	expect(await state(run)).toEqual(['Job Running', 53]);
	expect(codes(await read(run))).toBe('2601/1815107');
	advance(47);
	expect(await state(run)).toEqual(['Job Running', 100]);
	advance(4);
	expect(await state(run)).toEqual(['Job Completed', 100]);
	const first = await read(run, { limit: '10' });
	const second = await read(run, { limit: '100', after: first.body.paging!.cursors.after });
	const sync = await used.graph.get(`${ACCOUNTS.usd}/insights`, { ...WEEK, limit: '100' });
	expect([...first.body.data!, ...second.body.data!]).toEqual(sync.body.data);
	expect(second.body.paging!.next).toBeUndefined();
});

it('keeps its numbers while the day goes on', async () => {
	const run = await start({ date_preset: 'today' });
	advance(101);
	const first = (await read(run)).body.data;
	advance(3600);
	expect((await read(run)).body.data).toEqual(first);
	const now = (await used.graph.get(`${ACCOUNTS.usd}/insights`, { date_preset: 'today' })).body.data;
	expect(Number(now![0]!.impressions)).toBeGreaterThan(Number(first![0]!.impressions));
});

it('can be started with a token that only reads, and is gone after 30 days', async () => {
	const reader = graphClient(used.emulator, TOKENS.readOnly);
	const { body } = await reader.post(`${ACCOUNTS.usd}/insights`, WEEK);
	const run = body.report_run_id as string;
	advance(101);
	expect((await read(run)).status).toBe(200);
	advance(30 * 86_400);
	expect(codes(await read(run))).toBe('100/33');
});

describe('goes wrong on request', () => {
	const trouble = (rule: Parameters<typeof used.emulator.control.addReportTrouble>[0]) =>
		used.emulator.control.addReportTrouble(rule);

	it('fails with a reason', async () => {
		trouble({ match: { times: 1 }, run: { outcome: 'failed', percent: 30 } });
		const run = await start();
		advance(60);
		const { body } = await used.graph.get(run, {
			fields: 'async_status,async_percent_completion,error_code,error_subcode,error_message,error_user_title',
		});
		expect(body).toMatchObject({
			async_status: 'Job Failed',
			async_percent_completion: 30,
			error_code: -2,
			error_subcode: 2490547,
			error_user_title: 'Report Failed',
		});
		const again = await start();
		advance(101);
		expect(await state(again)).toEqual(['Job Completed', 100]);
	});

	it('is skipped, is stuck, is too large', async () => {
		trouble({ match: { nth: 1 }, run: { outcome: 'skipped', percent: 0 } });
		trouble({ match: { nth: 2 }, run: { outcome: 'stuck', percent: 40 } });
		const skipped = await start();
		const stuck = await start();
		advance(3600);
		expect(await state(skipped)).toEqual(['Job Skipped', 0]);
		expect(await state(stuck)).toEqual(['Job Running', 40]);
		used.emulator.control.setInsights({ asyncCost: 10 });
		const large = await start();
		advance(101);
		expect((await used.graph.get(large, { fields: 'async_status,error_code,error_subcode' })).body).toMatchObject({
			async_status: 'Job Failed',
			error_code: -3,
			error_subcode: 1504045,
		});
	});

	it('cannot be read at first although it is completed', async () => {
		trouble({ run: { outcome: 'late', reads: 2 } });
		const run = await start();
		advance(101);
		expect(await state(run)).toEqual(['Job Completed', 100]);
		expect(codes(await read(run))).toBe('2601/1815107');
		expect(codes(await read(run))).toBe('2601/1815107');
		expect((await read(run)).status).toBe(200);
	});

	it('for one field of one ad on one day only', async () => {
		trouble({ match: { field: 'actions', ad: ADS.usdCboA1, day: '2026-10-14' }, error: { code: 2, subcode: 1504044 } });
		const actions = { ...WEEK, fields: 'actions' };
		const sync = (params: Record<string, unknown>) => used.graph.get(`${ACCOUNTS.usd}/insights`, params);
		const failed = await sync(actions);
		expect(codes(failed)).toBe('2/1504044');
		expect(failed.body.error?.is_transient).toBe(true);
		expect((await sync(WEEK)).status).toBe(200);
		const days = { since: '2026-10-15', until: '2026-10-18' };
		expect((await sync({ ...actions, time_range: days })).status).toBe(200);
		const others = [{ field: 'ad.id', operator: 'NOT_IN', value: [ADS.usdCboA1] }];
		expect((await sync({ ...actions, filtering: others })).status).toBe(200);
	});
});

describe('limits of one call', () => {
	const sync = (params: Record<string, unknown> = {}) =>
		used.graph.get(`${ACCOUNTS.usd}/insights`, { ...WEEK, ...params });

	it('are rows, work and the size of a page', async () => {
		used.emulator.control.setInsights({ syncRows: 27 });
		expect(codes(await sync())).toBe('100/1487534');
		used.emulator.control.setInsights({ syncRows: 28, syncCost: 27 });
		expect(codes(await sync())).toBe('2/1504038');
		used.emulator.control.setInsights({ syncRows: 28, syncCost: 28 });
		expect((await sync()).status).toBe(200);
		const large = await sync({ limit: '5001' });
		expect([codes(large), large.status]).toEqual(['1/-', 500]);
		expect(large.body.error?.message).toContain('Please reduce the amount of data');
	});

	it('hide breakdowns that need an opt-in from sync calls, not from runs', async () => {
		const device = { breakdowns: 'publisher_platform,impression_device' };
		expect((await sync(device)).body).toEqual({ data: [] });
		const run = await start({ ...WEEK, ...device });
		advance(101);
		expect((await read(run)).body.data).toHaveLength(25);
		for (let count = 1; count < 4; count += 1) await start({ ...WEEK, ...device });
		expect(codes(await used.graph.post(`${ACCOUNTS.usd}/insights`, { ...WEEK, ...device }))).toBe('4/1504022');
		used.emulator.control.setInsights({ optedIn: true });
		expect((await sync(device)).body.data).toHaveLength(25);
	});
});

it('serves a large account page by page without computing the rest', async () => {
	const ads = used.emulator.control.addAds({ ads: 200, daysAgo: 120 });
	const params = {
		level: 'ad',
		time_increment: 1,
		time_range: { since: '2026-08-20', until: '2026-11-17' },
		breakdowns: 'age,gender',
		fields: 'ad_id,impressions,spend,actions',
		filtering: [{ field: 'campaign.name', operator: 'EQUAL', value: 'Large' }],
	};
	expect(ads).toHaveLength(200);
	expect(codes(await used.graph.get(`${ACCOUNTS.usd}/insights`, params))).toBe('100/1487534');
	const run = await start(params);
	advance(101);
	const began = performance.now();
	const { body } = await read(run, { limit: '1000' });
	expect(body.data!.length).toBe(1000);
	const far = Buffer.from(String(377_500)).toString('base64').replaceAll('=', 'ZD');
	const last = await read(run, { limit: '1000', after: far });
	expect(last.body.data!.at(-1)).toMatchObject({ ad_id: ads.at(-1) });
	expect(performance.now() - began).toBeLessThan(5_000);
});

it('computes nothing more once the emulator has closed', async () => {
	const emulator = await startEmulator({ startAt: new Date('2026-11-24T18:00:00Z') });
	emulator.control.addAds({ ads: 200, daysAgo: 120 });
	const year = { since: '2026-01-01', until: '2026-11-17' };
	await graphClient(emulator).post(`${ACCOUNTS.usd}/insights`, { ...WEEK, time_range: year, breakdowns: 'age,gender' });
	const [run] = emulator.world.all('AdReportRun');
	const work = jest.spyOn(run!.found, 'work');
	await pause(20);
	expect(work).toHaveBeenCalled();
	await emulator.close();
	work.mockClear();
	await pause(20);
	expect(work).not.toHaveBeenCalled();
});
