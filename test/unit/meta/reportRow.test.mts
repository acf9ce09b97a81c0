import { dayProblem, foreignRow } from '../../../nodes/meta/evidence/reportRow.ts';

const account = { id: 'act_101', currency: 'EUR' };

describe('a row of the account', () => {
	it.each([
		[{}],
		[{ account_currency: 'EUR', account_id: '101' }],
		[{ account_currency: 'eur', account_id: 'act_101' }],
		[{ account_currency: '', account_id: null }],
		[{ 'Account Currency': 'EUR', 'Account ID': '101', 'Amount Spent (EUR)': 3 }],
	])('passes: %j', (row) => {
		expect(foreignRow(row, account)).toBeNull();
	});

	it.each([
		[{ account_currency: 'USD' }, 'is in USD, and the ad account counts in EUR'],
		[{ 'Account Currency': 'usd' }, 'is in USD, and the ad account counts in EUR'],
		[{ 'Amount Spent (USD)': 3 }, 'is in USD, and the ad account counts in EUR'],
		[{ account_id: 'act_102', account_currency: 'EUR' }, 'is of the ad account 102, not of 101'],
		[{ 'Account ID': 102 }, 'is of the ad account 102, not of 101'],
	])('is another one’s or in another currency: %j', (row, problem) => {
		expect(foreignRow(row, account)?.problem).toBe(problem);
	});

	it('in another currency is told of Common Currency by name', () => {
		expect(foreignRow({ account_currency: 'USD' }, account)?.advice).toMatch(
			/^Rows of Common Currency are for reading/,
		);
	});
});

it('a row is one day, or says why not', () => {
	expect(dayProblem({ date_start: '2026-11-01', date_stop: '2026-11-01' })).toBeNull();
	expect(dayProblem({ date_start: '2026-11-01T00:00:00', date_stop: null })).toBeNull();
	expect(dayProblem({ date_start: '2026-11-01', date_stop: '2026-11-02' })).toBe('covers more than one day');
	expect(dayProblem({ date_start: '2026-13-01' })).toBe('has no day in the column “date_start”');
	expect(dayProblem({ date_start: { day: 1 } })).toBe('has no day in the column “date_start”');
});
