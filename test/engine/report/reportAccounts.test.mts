import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { useInsights } from '../support/insights.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useInsights();
const digits = (account: string): string => account.replace('act_', '');

const run = async (form: IDataObject) => await bench.run('get', { columns: 'main', dateRange: 'lastDays', ...form });

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

	it('names an account that Meta lists without its ID', async () => {
		const data = [{ name: 'Lost & Found' }, { id: ACCOUNTS.usd, name: 'Harbor Coffee' }];
		bench.emulator.control.addFault({
			match: { path: 'me/adaccounts', method: 'GET' },
			fault: { kind: 'http', status: 200, body: JSON.stringify({ data }), contentType: 'application/json' },
		});
		const { rows, hints } = await run({ accounts: 'all' });
		expect(rows.filter(({ report_error: failure }) => failure !== null)).toEqual([
			expect.objectContaining({
				account_name: 'Lost & Found',
				report_error: expect.stringContaining('Meta listed this ad account without its ID'),
			}),
		]);
		expect(rows.length).toBeGreaterThan(1);
		expect(hints.map(({ message }) => message).join()).toContain('Lost & Found is missing in this report');
	});

	it('names an account that fails in a row of its own, and delivers the others', async () => {
		breakAccount(ACCOUNTS.eur);
		// n8n shows hints as HTML.
		bench.emulator.world.get('AdAccount', ACCOUNTS.eur).name = '<a href="https://evil.example">Log in</a>';
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
		expect(hints.map(({ message }) => message).join('\n')).toMatch(/Log in<\u2060\/a>: [^]* is missing in this report/);
		expect(JSON.stringify(hints)).not.toMatch(/<[a-z/]/i);
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

	describe('in a common currency', () => {
		const rates = (...values: IDataObject[]): IDataObject => ({ commonCurrency: 'eur', exchangeRates: { values } });
		const dollars = { currency: 'USD', rate: '0,5' };

		it('has all money at the rate that was given, and everything else as it was', async () => {
			const whole = { ...several, columns: 'all', fieldSets: ['delivery', 'results', 'ecommerce'] };
			const own = (await run(whole)).rows;
			const { rows, hints } = await run({ ...whole, options: rates(dollars) });
			expect(rows).toHaveLength(own.length);
			const money = /^(spend|purchase_value|cp[cmp]|action_values.*|cost_per_.*|average_purchases.*)$/;
			for (const [index, row] of rows.entries()) {
				const factor = own[index]!.account_currency === 'USD' ? 0.5 : 1;
				for (const [column, before] of Object.entries(own[index]!)) {
					if (column === 'account_currency') expect(row[column]).toBe('EUR');
					else if (money.test(column) && typeof before === 'number')
						expect(row[column]).toBeCloseTo(before * factor, 6);
					else expect(row[column]).toEqual(before);
				}
			}
			expect(rows.some(({ spend }, index) => Number(spend) > 0 && spend !== own[index]!.spend)).toBe(true);
			expect(hints.map(({ message }) => message).join('\n')).toContain(
				'Money is in EUR, converted from USD by the rate 0.5 of Exchange Rates.',
			);
		});

		it('says the currency of a file’s amounts', async () => {
			const { rows } = await run({ ...several, options: { output: 'csv', ...rates(dollars) } });
			expect(rows.map(({ file, account_currency: currency }) => [typeof file, currency])).toEqual(
				rows.map(() => ['string', 'EUR']),
			);
		});

		it('says the currency in the heads', async () => {
			const { rows } = await run({ ...several, options: { readableNames: true, ...rates(dollars) } });
			for (const row of rows) expect(Object.keys(row)).toContain('Amount Spent (EUR)');
		});

		it('names an account whose currency has no rate, and never takes it for 1', async () => {
			const { rows } = await run({ ...several, options: rates({ currency: 'JPY', rate: '0.006' }) });
			expect(rows.filter(({ account_currency: currency }) => currency === 'USD')).toEqual([]);
			expect(rows.filter(({ report_error: failure }) => failure !== null)).toEqual([
				expect.objectContaining({
					spend: null,
					report_error:
						'Options → Exchange Rates have none for USD, the currency of this ad account. Add how much one USD is in EUR.',
				}),
			]);
			const alone = await run({ options: rates({ currency: 'JPY', rate: '0.006' }) });
			expect(alone.error?.message).toContain('have none for USD');
		});

		it.each([
			['rates alone', { exchangeRates: { values: [dollars] } }, 'convert to nothing'],
			['no rates', { commonCurrency: 'EUR' }, 'Exchange Rates'],
			['a rate twice', rates(dollars, { ...dollars, rate: '1' }), 'name USD twice'],
			['a rate of 0', rates({ ...dollars, rate: '0' }), 'Rate'],
			['totals', { ...rates(dollars), summary: true }, 'own currency'],
			[
				'a rate of the common currency itself',
				rates(dollars, { currency: 'EUR', rate: '1.1' }),
				'say that one EUR is 1.1 EUR',
			],
		])('refuses %s', async (_, options, said) => {
			const { error } = await run({ ...several, options });
			expect(`${error?.message} ${(error as { description?: string } | undefined)?.description}`).toContain(said);
		});

		it('takes the common currency among the rates for what it is', async () => {
			const { error } = await run({ ...several, options: rates(dollars, { currency: 'EUR', rate: '1' }) });
			expect(error).toBeUndefined();
		});

		it('says that filters by money compare amounts before they are converted', async () => {
			const filtered = async (field: string) => {
				const filters = { values: [{ field, operator: 'GREATER_THAN', value: '1' }] };
				const { hints, error } = await run({ ...several, options: { ...rates(dollars), filters } });
				expect(error).toBeUndefined();
				return hints.map(({ message }) => message).join('\n');
			};
			expect(await filtered('spend')).toContain('Filters compare spend in USD');
			expect(await filtered('clicks')).not.toContain('Filters compare');
		});

		it('refuses rows that have no columns of money', async () => {
			expect((await run({ ...several, columns: 'long', options: rates(dollars) })).error?.message).toContain(
				'needs rows with columns',
			);
		});
	});

	it('needs accounts', async () => {
		expect((await run({ accounts: 'several', adAccounts: [] })).error?.message).toContain('Ad Accounts is empty');
		expect((await run({ accounts: 'several', adAccounts: 'act_12, shop' })).error?.message).toContain('Ad Accounts');
	});

	it('is there with all columns, too', async () => {
		const { rows } = await run({ ...several, columns: 'all', level: 'account' });
		expect(rows[0]).toMatchObject({ account_currency: 'USD', report_error: null, impressions: expect.any(Number) });
	});
});
