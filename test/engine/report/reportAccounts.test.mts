import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { useInsights } from '../support/insights.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/fakeTime.mts').fakeWait);

const bench = useInsights();
const digits = (account: string): string => account.replace('act_', '');

const run = async (form: IDataObject, typeVersion = 1.1) =>
	await bench.run('get', { dateRange: 'lastDays', ...form }, { typeVersion });

const several = { accounts: 'several', adAccounts: [ACCOUNTS.usd, digits(ACCOUNTS.eur)] };

const breakAccount = (account: string): void =>
	bench.emulator.control.addFault({
		match: { path: `.*${account}/insights` },
		fault: { kind: 'graph', code: 200, status: 403 },
	});

describe('one report of several ad accounts', () => {
	it('says whose each row is, and has the sums of each account’s own report', async () => {
		const { rows, error } = await run(several);
		expect(error).toBeUndefined();
		expect(Object.keys(rows[0])).toEqual([
			...['account_name', 'campaign_name', 'date_start', 'spend', 'results', 'cost_per_result', 'purchase_value'],
			...['roas', 'account_currency', 'account_id', 'campaign_id', 'row_key', 'report_error'],
		]);
		expect(rows.filter(({ report_error: failure }) => failure !== null)).toEqual([]);
		const sums = new Map<unknown, number>();
		for (const { account_currency: currency, spend } of rows)
			sums.set(currency, (sums.get(currency) ?? 0) + Number(spend));
		expect([...sums.keys()].sort()).toEqual(['EUR', 'USD']);
		const own = (await run({})).rows;
		const total = own.reduce((sum, { spend }) => sum + Number(spend), 0);
		expect(sums.get('USD')).toBeCloseTo(total, 2);
		expect(rows.filter(({ account_currency: currency }) => currency === 'USD')).toHaveLength(own.length);
	});

	it('takes all that the credential sees', async () => {
		const { rows } = await run({ accounts: 'all', level: 'account', timeIncrement: 'total' });
		expect(rows.map(({ account_id: id }) => id)).toEqual(
			expect.arrayContaining([ACCOUNTS.usd, ACCOUNTS.jpy, ACCOUNTS.eur].map(digits)),
		);
		expect(new Set(rows.map(({ account_currency: currency }) => currency)).size).toBeGreaterThan(2);
	});

	it('names an account that fails in a row of its own, and delivers the others', async () => {
		breakAccount(ACCOUNTS.eur);
		const { rows, hints, error } = await run(several);
		expect(error).toBeUndefined();
		const failed = rows.filter(({ report_error: failure }) => failure !== null);
		expect(failed).toEqual([
			expect.objectContaining({
				spend: null,
				report_error: expect.stringContaining('may not do this on this ad account'),
			}),
		]);
		for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(rows[0]));
		expect(rows.length).toBeGreaterThan(1);
		expect(hints.map(({ message }) => message).join('\n')).toContain('is missing in this report');
	});

	it('fails where all of them do', async () => {
		breakAccount(ACCOUNTS.eur);
		breakAccount(ACCOUNTS.usd);
		const { error } = await run(several);
		expect(error?.message).toContain('may not do this');
	});

	it('has one Limit, and no common order', async () => {
		expect((await run({ ...several, options: { limit: 3 } })).rows).toHaveLength(3);
		const { error } = await run({ ...several, options: { sortBy: 'spend' } });
		expect(error?.message).toContain('sorts the rows of one ad account');
	});

	it('names no currency in a head that rows of several share', async () => {
		const { rows } = await run({ ...several, options: { readableNames: true } });
		expect(Object.keys(rows[0])).toContain('Amount Spent');
	});

	it('needs accounts', async () => {
		expect((await run({ accounts: 'several', adAccounts: [] })).error?.message).toContain('Ad Accounts is empty');
		expect((await run({ accounts: 'several', adAccounts: 'act_12, shop' })).error?.message).toContain('Ad Accounts');
	});

	it('is there for nodes placed before, with all of their columns', async () => {
		const { rows } = await run({ ...several, level: 'account' }, 1);
		expect(rows[0]).toMatchObject({ account_currency: 'USD', report_error: null, impressions: expect.any(Number) });
	});
});
