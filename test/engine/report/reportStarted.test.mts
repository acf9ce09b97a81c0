import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { passToNoon } from '../support/lives/days.mts';
import { passTime, waits } from '../support/lives/fakeTime.mts';
import { byId } from '../support/harness.mts';
import { useInsights } from '../support/insights.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useInsights();

beforeEach(() => (waits.length = 0));

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const form = { dateRange: 'custom', since: day(30), until: day(3), level: 'ad', breakdowns: ['age'] };

const ok = async (operation: string, parameters: IDataObject, items: IDataObject[] = [{}]): Promise<IDataObject[]> => {
	const { rows, error } = await bench.run(operation, parameters, { items });
	expect(error).toBeUndefined();
	return rows;
};

/** Like a Wait loop: an item goes round until its report is done. */
async function untilDone(item: IDataObject): Promise<IDataObject> {
	for (let round = 0; round < 100; round++) {
		const [checked] = await ok('check', { plan: '={{ $json.plan }}' }, [JSON.parse(JSON.stringify(item))]);
		item = checked;
		if (item.state !== 'running') return item;
		passTime(15_000);
	}
	throw new Error('never done');
}

const keys = (rows: readonly IDataObject[]): string[] =>
	rows.map(({ row_key, spend, environment }) => JSON.stringify([row_key, spend, environment])).sort();

describe('report: start, check, fetch', () => {
	it('holds no worker while Meta works, and brings the same rows as Get', async () => {
		bench.emulator.control.setInsights({ jobSeconds: 60 });
		const [started] = await ok('start', form);
		expect(started).toMatchObject({ state: 'running', percent: 0, account_id: ACCOUNTS.usd.slice(4), problem: null });
		expect((started.report_run_ids as string[]).length).toBe(started.runs);
		const [checked] = await ok('check', { plan: '={{ $json.plan }}' }, [started]);
		expect(checked).toMatchObject({ state: 'running', runs_done: 0 });
		expect(waits).toEqual([]);
		const done = await untilDone(started);
		expect(done).toMatchObject({ state: 'done', percent: 100 });
		const rows = await ok('fetch', { plan: '={{ $json.plan }}' }, [done]);
		expect(keys(rows)).toEqual(keys(await ok('get', form)));
	});

	it('carries a comparison', async () => {
		const compared = { dateRange: 'lastDays', days: 20, timeIncrement: 'day', level: 'ad', compare: true };
		const [started] = await ok('start', compared);
		const done = await untilDone(started);
		const rows = await ok('fetch', { plan: '={{ $json.plan }}' }, [done]);
		expect(rows).toEqual(await ok('get', compared));
		expect(rows.some(({ spend, spend_previous: before }) => spend === 0 && Number(before) > 0)).toBe(true);
		expect(rows.some(({ spend_change_pct: change }) => typeof change === 'number' && change > -100)).toBe(true);
	});

	it.each([
		['failed for a passing reason', { outcome: 'failed' as const, error: { code: -2, subcode: 2490547 } }, 1],
		['skipped', { outcome: 'skipped' as const }, 1],
	])('starts a run again that was %s', async (_, run, restarts) => {
		bench.emulator.control.addReportTrouble({ match: { mode: 'async', times: 1 }, run });
		const done = await untilDone((await ok('start', { ...form, options: { summary: true } }))[0]);
		const rows = await ok('fetch', { plan: '={{ $json.plan }}' }, [done]);
		expect(rows.at(-1)).toMatchObject({ row_type: 'summary', restarts, report_complete: true });
	});

	it('makes smaller runs of one that was too large', async () => {
		const whole = await ok('get', form);
		bench.emulator.control.setInsights({ asyncCost: 500 });
		const [started] = await ok('start', form);
		const done = await untilDone(started);
		expect(Number(done.runs)).toBeGreaterThan(Number(started.runs));
		expect(keys(await ok('fetch', { plan: '={{ $json.plan }}' }, [done]))).toEqual(keys(whole));
	});

	it('says what failed for good', async () => {
		bench.emulator.control.addReportTrouble({
			match: { mode: 'async' },
			run: { outcome: 'failed', error: { code: 2, subcode: 1504041 } },
		});
		const done = await untilDone((await ok('start', form))[0]);
		expect(done).toMatchObject({
			state: 'failed',
			problem: expect.stringMatching(/^Meta does not offer these breakdowns together/),
		});
		const { error } = await bench.run('fetch', { plan: '={{ $json.plan }}' }, { items: [done] });
		expect(error?.message).toMatch(
			/^Report Run: “Meta does not offer these breakdowns together.*”: the report cannot be read$/,
		);
	});

	it('says that nothing could be had when every part is lost', async () => {
		bench.emulator.control.addReportTrouble({
			match: { mode: 'async' },
			run: { outcome: 'failed', error: { code: 2, subcode: 1504038 } },
		});
		const lost = { ...form, since: form.until, level: 'account', breakdowns: [], options: { onIncomplete: 'return' } };
		const done = await untilDone((await ok('start', lost))[0]);
		expect(done).toMatchObject({
			state: 'done',
			runs: 0,
			problem: expect.stringMatching(/^Nothing of the report could be read: /),
		});
		const { error, rows } = await bench.run('fetch', { plan: '={{ $json.plan }}' }, { items: [done] });
		expect(error?.message).toBe(done.problem);
		expect(rows).toEqual([]);
	});

	it('waits for a limit to pass, without asking for anything but the runs', async () => {
		const [started] = await ok('start', form);
		const calls = bench.sent().length;
		const runs = (started.report_run_ids as string[]).join('|');
		bench.emulator.control.addFault({
			match: { path: runs },
			fault: {
				kind: 'graph',
				code: 80000,
				headers: {
					'x-business-use-case-usage':
						'{"1001000000000001":[{"type":"ads_insights","call_count":100,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":9}]}',
				},
			},
		});
		const { rows, error, hints } = await bench.run(
			'check',
			{ plan: '={{ $json.plan }}', options: { maxWait: 0 } },
			{ items: [started] },
		);
		expect(error).toBeUndefined();
		expect(rows).toEqual([
			expect.objectContaining({
				state: 'running',
				percent: 0,
				report_run_ids: started.report_run_ids,
				retry_after_seconds: 540,
			}),
		]);
		const plan = started.plan as { entries: IDataObject[] };
		expect(rows[0].plan).toEqual({
			...plan,
			entries: plan.entries.map((entry) => ({ ...entry, troubledSince: expect.any(Number) })),
		});
		expect(rows[0].problem).toMatch(
			/^Part of the report could not be checked: .*\. Nothing is lost: check again in 540 seconds\.$/,
		);
		expect(hints.map(({ message }) => message)).toContain(rows[0].problem);
		expect(
			bench
				.sent()
				.slice(calls)
				.map(({ path }) => path)
				.filter((path) => !runs.includes(path)),
		).toEqual([]);
		bench.emulator.control.reset();
	});

	it.each([
		['of which Meta prepares ten a day', 'frequency_value', 1],
		['of any other kind', 'age', 2],
	])('a run %s is begun anew in one step only where that costs nothing', async (_, breakdown, begun) => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/insights`, times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const scarce = { dateRange: 'lastDays', days: 7, level: 'campaign', breakdowns: [breakdown] };
		const { rows, error } = await bench.run('start', scarce);
		const posts = bench.sent().filter(({ method }) => method === 'POST');
		expect(posts).toHaveLength(begun);
		if (begun === 1) expect(error?.message).toMatch(/^The connection to Meta broke off/);
		else expect(rows).toEqual([expect.objectContaining({ state: 'running', problem: null })]);
	});

	it('ends when the token has ended', async () => {
		const [started] = await ok('start', form);
		const calls = bench.sent().length;
		const runs = (started.report_run_ids as string[]).join('|');
		bench.emulator.control.addFault({ match: { path: runs }, fault: { kind: 'graph', code: 190, subcode: 463 } });
		const { error, rows } = await bench.run('check', { plan: '={{ $json.plan }}' }, { items: [started] });
		expect(error?.message).toBe('The access token has expired');
		expect(rows).toEqual([]);
		expect(
			bench
				.sent()
				.slice(calls)
				.map(({ path }) => path)
				.filter((path) => !runs.includes(path)),
		).toEqual([]);
	});

	it('takes the days of the report for what they were when it was started', async () => {
		passToNoon();
		const today = { dateRange: 'today', level: 'account', options: { summary: true } };
		const done = await untilDone((await ok('start', today))[0]);
		passTime(30 * 3_600_000);
		const rows = await ok('fetch', { plan: '={{ $json.plan }}' }, [done]);
		expect(rows[0]).toMatchObject({ day_complete: false });
		// Totals are asked for by Fetch, so they are of its moment.
		expect(rows[1].totals).toMatchObject({ day_complete: true });
	});

	it('says of the plan what only the rows can tell of its form', async () => {
		const [started] = await ok('start', { ...form, options: { allActionTypes: true, sortBy: 'actions_nothing' } });
		const done = await untilDone(started);
		const { error } = await bench.run('fetch', { plan: '={{ $json.plan }}' }, { items: [done] });
		expect(error?.message).toBe(
			'Report Run is of a report that cannot be delivered as it was asked for. Options → Sort By: “actions_nothing” is not a column of this report',
		);
		expect(error?.description).toMatch(/^Start the report again with another form\. .*Run once without Sort By/);
	});

	it('fetches nothing before the report is done', async () => {
		bench.emulator.control.setInsights({ jobSeconds: 60 });
		const [started] = await ok('start', form);
		const { error } = await bench.run('fetch', { plan: '={{ $json.plan }}' }, { items: [started] });
		expect(error).toMatchObject({ message: 'Report Run is not finished (0 %)' });
	});

	it.each([
		['', 'Report Run is empty'],
		['{"version":1}', 'Report Run is not a started report'],
		['not json', 'Report Run is not a started report'],
	])('refuses %s as a plan', async (plan, message) => {
		const { error } = await bench.run('check', { plan });
		expect(error?.message).toBe(message);
	});

	it('answers for each item by itself', async () => {
		const started = (await ok('start', { ...form, adAccount: byId('={{ $json.account }}'), breakdowns: [] }, [
			{ account: ACCOUNTS.usd },
			{ account: ACCOUNTS.eur },
		])) as IDataObject[];
		expect(started.map(({ account_currency }) => account_currency)).toEqual(['USD', 'EUR']);
		passTime(600_000);
		const checked = await ok('check', { plan: '={{ $json.plan }}' }, started);
		const rows = await ok('fetch', { plan: '={{ $json.plan }}' }, checked);
		expect(new Set(rows.map(({ account_currency }) => account_currency))).toEqual(new Set(['USD', 'EUR']));
	});

	it('starts a report of all that Meta keeps again days later', async () => {
		bench.emulator.control.addReportTrouble({ match: { mode: 'async', times: 1 }, run: { outcome: 'failed' } });
		const [started] = await ok('start', { dateRange: 'maximum', timeIncrement: 'month', level: 'account' });
		passTime(50 * 3_600_000);
		const done = await untilDone(started);
		expect([done.state, done.problem]).toEqual(['done', null]);
	});
});
