import type { IDataObject } from 'n8n-workflow';

import { useInsights } from '../support/insights.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useInsights();
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const small = { dateRange: 'custom', since: day(30), until: day(3), level: 'campaign', timeIncrement: 'day' };
const large = { ...small, since: day(300), level: 'ad', breakdowns: ['age', 'gender'] };
const estimated = { options: { estimateOnly: true } };

const run = async (operation: string, form: IDataObject): Promise<IDataObject[]> => {
	const { rows, error } = await bench.run(operation, form);
	expect(error).toBeUndefined();
	return rows;
};
/** Calls of a report, without the estimate's own. */
async function callsOf(work: () => Promise<unknown>): Promise<{ calls: number; points: number }> {
	const before = bench.sent().length;
	await work();
	const made = bench.sent().slice(before);
	return { calls: made.length, points: made.reduce((sum, { points }) => sum + points, 0) };
}

describe('report: what it will cost', () => {
	it.each(['get', 'start'])('%s asks for no report, only for whose it is', async (operation) => {
		const [row] = await run(operation, { ...large, ...estimated });
		expect(
			bench
				.sent()
				.map(({ path }) => path)
				.filter((path) => /insights/.test(path)),
		).toEqual([]);
		expect(bench.sent()).toHaveLength(1);
		expect(row).toMatchObject({ way: 'prepared', account_name: 'Harbor Coffee' });
		expect(row?.estimate).toBe(
			`Meta prepares it in ${String(row?.runs)} runs: about ${String(row?.calls)} calls, ${String(row?.points)} points and ${String(row?.minutes)} minutes.`,
		);
	});

	it('a small report costs what it was estimated at', async () => {
		const [row] = await run('get', { ...small, ...estimated });
		const real = await callsOf(async () => await run('get', small));
		expect({ calls: row?.calls, points: row?.points }).toEqual(real);
		expect(row).toMatchObject({ way: 'direct', runs: 0, minutes: 1 });
	});

	it('a started report says it along, and costs what was said within an order of magnitude', async () => {
		const middle = { ...small, since: day(90), breakdowns: ['age'] };
		const [row] = await run('get', { ...middle, options: { estimateOnly: true, strategy: 'async' } });
		const [started] = await run('start', middle);
		expect(started?.estimate).toBe(row?.estimate);
		expect(started?.runs).toBe(row?.runs);
		const real = await callsOf(async () => await run('get', { ...middle, options: { strategy: 'async' } }));
		for (const column of ['calls', 'points'] as const) {
			expect(Number(row?.[column])).toBeGreaterThan(real[column] / 10);
			expect(Number(row?.[column])).toBeLessThan(real[column] * 10);
		}
	});

	it('follows Strategy, and grows with days, level, breakdowns and a comparison', async () => {
		const cost = async (form: IDataObject, options: IDataObject = {}) =>
			(await run('get', { ...form, options: { estimateOnly: true, ...options } }))[0] ?? {};
		const base = await cost(small);
		expect((await cost(small, { strategy: 'async' })).way).toBe('prepared');
		expect((await cost(large, { strategy: 'sync' })).way).toBe('direct');
		for (const more of [{ since: day(200) }, { level: 'ad' }, { breakdowns: ['age'] }, { compare: true }])
			expect(Number((await cost({ ...small, ...more })).rows)).toBeGreaterThan(Number(base.rows));
	});

	it('of several accounts: a row each and one for all, and Limit cuts none', async () => {
		const rows = await run('get', {
			...small,
			accounts: 'all',
			adAccounts: [],
			options: { estimateOnly: true, limit: 1 },
		});
		expect(rows).toHaveLength(4);
		expect(rows[3]).toMatchObject({ account_id: null, account_name: 'All 3 ad accounts', calls: 6, points: 6 });
	});
});
