import type { Account, Business } from './basics.mts';
import { ACCOUNTS, BUSINESS } from './seedIds.mts';
import { SANDBOX_USER } from './tokens.mts';
import type { World } from './world.mts';

const DAY = 86_400_000;

export function seedAccounts(world: World, now: number): void {
	const business: Business = world.add({
		kind: 'Business',
		id: BUSINESS,
		name: 'Emulated Trading Company',
		twoFactorType: 'all_required',
		verificationStatus: 'verified',
		createdTime: now - 1500 * DAY,
	});
	const account = (id: string, name: string, currency: string, timeZone: string, minor: Partial<Account>): Account =>
		world.add({
			kind: 'AdAccount',
			id,
			accountId: id.slice('act_'.length),
			name,
			currency,
			timeZone,
			business,
			status: 1,
			disableReason: 0,
			minDailyBudget: 100,
			minSpendCap: 10_000,
			amountSpent: 0,
			balance: 0,
			spendCap: 0,
			createdTime: now - 900 * DAY,
			userTasks: ['DRAFT', 'ANALYZE', 'ADVERTISE', 'MANAGE'],
			tosAccepted: { custom_audience_tos: 1 },
			fundingSource: '2300000000000001',
			visible: true,
			...minor,
		});
	// The smallest budgets per currency are examples; Meta's own come from minimum_budgets and change.
	account(ACCOUNTS.usd, 'Harbor Coffee', 'USD', 'America/New_York', { amountSpent: 1_234_567, balance: 4_200 });
	account(ACCOUNTS.jpy, 'Sakura Tea', 'JPY', 'Asia/Tokyo', {
		amountSpent: 890_123,
		minDailyBudget: 90,
		minSpendCap: 10_000,
		tosAccepted: {},
	});
	account(ACCOUNTS.eur, 'Nordlicht Shop', 'EUR', 'Europe/Berlin', { amountSpent: 45_678, spendCap: 5_000_000 });
	// It delivers nothing and needs no way to pay (Meta: blog of 2023-06-21, "Marketing API Sandbox Ad Account").
	account(ACCOUNTS.sandbox, 'Sandbox Ad Account', 'USD', 'America/New_York', {
		sandboxOf: SANDBOX_USER,
		fundingSource: undefined,
	});
	account(ACCOUNTS.foreign, 'Somebody Else (USD)', 'USD', 'America/Chicago', { visible: false });
}
