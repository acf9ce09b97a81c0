import type { IDataObject } from 'n8n-workflow';

import type { Account } from '../../../../emulator/world/basics.mts';
import { ACCOUNTS, AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { decoded } from '../../support/campaigns.mts';
import { APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId } from '../../support/harness.mts';

/** An ad account’s spending limit: what is raised beyond it does not run. */

const bench = useGuard();
const { run, changes, sent } = bench;

/** What is left of the limit, in cents; all budgets of the account together are some hundred euros a day. */
const leave = (rest: number, more: Partial<Account> = {}): void => {
	const account = bench.emulator.world.get('AdAccount', ACCOUNTS.eur);
	Object.assign(account, { spendCap: account.amountSpent + rest, ...more });
};
const raise = async (more: IDataObject = {}) => {
	const result = await run({ adSet: byId(AD_SETS.eurNoBudget), ...more });
	expect(result.error).toBeUndefined();
	return result;
};

it('is named where nothing of it is left, and then nothing is raised', async () => {
	leave(0);
	const [row] = rowsOf(await raise(), HELD);
	expect(guardsOf(row)).toEqual(['spendingLimit']);
	expect(row?.reason).toBe('The ad account has spent its spending limit of 456.78 EUR, so nothing of it runs.');
	expect(changes()).toEqual([]);
});

it('holds no cut', async () => {
	leave(0);
	expect(rowsOf(await raise({ percent: -10 }), APPLIED)).toEqual([expect.objectContaining({ after: 9 })]);
});

it.each([
	[100, 'less than a day'],
	[30_000, 'about \\d days?'],
])('is named in the row where %d cents of it are left', async (rest, words) => {
	leave(rest);
	for (const dryRun of [true, false]) {
		const [row] = rowsOf(await raise({ dryRun }), APPLIED);
		expect(row?.reason).toMatch(
			new RegExp(
				`The ad account’s spending limit leaves ${rest / 100}\\.00 EUR, which all budgets together spend in ${words}\\. Then nothing runs\\.$`,
			),
		);
	}
	expect(changes().map(decoded)).toEqual([{ daily_budget: '1100' }]);
});

it.each([
	['there is none', { spendCap: 0 }],
	['it lasts for months', {}],
])('is not named where %s', async (_, more) => {
	leave(90_000_000, more);
	const [row] = rowsOf(await raise({ dryRun: true }), APPLIED);
	expect(row?.reason).not.toContain('spending limit');
});

it('is said to be unknown where Meta does not say what is spent of it', async () => {
	leave(100, { amountSpent: NaN });
	bench.emulator.world.get('AdAccount', ACCOUNTS.eur).spendCap = 5_000;
	const [row] = rowsOf(await raise({ dryRun: true }), APPLIED);
	expect(row?.reason).toContain('has a spending limit of 50.00 EUR, and Meta doesn’t say how much of it is spent.');
});

it('costs no request', async () => {
	await raise({ dryRun: true });
	const reads = sent().filter(({ path }) => path === ACCOUNTS.eur);
	expect(reads.map((request) => decoded(request).fields)).toEqual([
		expect.stringContaining('timezone_name'),
		'account_status,amount_spent,spend_cap',
	]);
});
