import type { Account, Business } from './model.mts';
import { seedCampaigns } from './seedCampaigns.mts';
import type { World } from './world.mts';

/** The three ad accounts every seeded token sees, and one that nobody sees (for "missing permission"). */
export const ACCOUNTS = {
	usd: 'act_1001000000000001',
	jpy: 'act_1002000000000002',
	eur: 'act_1003000000000003',
	foreign: 'act_1009000000000009',
} as const;

export const BUSINESS = '2001000000000001';

export const CAMPAIGNS = {
	/** Active, campaign daily budget 50.00 USD, two ad sets, three ads. */
	usdCbo: '120210000000000001',
	/** Paused, campaign lifetime budget 900.00 USD with an end, 120.00 USD spent. */
	usdLifetime: '120210000000000002',
	/** Active, no campaign budget: its two ad sets have daily budgets of their own. */
	usdNoBudget: '120210000000000003',
	/** Active, no campaign budget, ad sets share their budgets. */
	usdSharing: '120210000000000004',
	usdArchived: '120210000000000005',
	usdDeleted: '120210000000000006',
	/** Legacy objective LINK_CLICKS: can be read and changed, not created. */
	usdLegacy: '120210000000000007',
	/** Special ad category HOUSING for the US, spend cap 1000.00 USD. */
	usdHousing: '120210000000000008',
	jpyCbo: '120210000000000011',
	jpyNoBudget: '120210000000000012',
	jpyPaused: '120210000000000013',
	eurCbo: '120210000000000021',
	eurLifetime: '120210000000000022',
	eurNoBudget: '120210000000000023',
	/** In the account nobody sees. */
	foreign: '120210000000000091',
} as const;

export const AD_SETS = {
	usdCboA: '120211000000000001',
	usdCboB: '120211000000000002',
	usdLifetime: '120211000000000003',
	usdNoBudgetA: '120211000000000004',
	usdNoBudgetB: '120211000000000005',
	usdSharingA: '120211000000000006',
	usdSharingB: '120211000000000007',
	jpyNoBudget: '120211000000000011',
	eurNoBudget: '120211000000000021',
} as const;

export const ADS = {
	usdCboA1: '120212000000000001',
	usdCboA2: '120212000000000002',
	usdCboB1: '120212000000000003',
	usdNoBudgetA1: '120212000000000004',
	jpyNoBudget1: '120212000000000011',
	eurNoBudget1: '120212000000000021',
} as const;

const DAY = 86_400_000;

export function seed(world: World): void {
	const now = world.clock.now();
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
			visible: true,
			...minor,
		});
	// The smallest budgets per currency are examples; Meta's own come from minimum_budgets and change.
	account(ACCOUNTS.usd, 'Harbor Coffee (USD)', 'USD', 'America/New_York', { amountSpent: 1_234_567, balance: 4_200 });
	account(ACCOUNTS.jpy, 'Sakura Tea (JPY)', 'JPY', 'Asia/Tokyo', {
		amountSpent: 890_123,
		minDailyBudget: 90,
		minSpendCap: 10_000,
		tosAccepted: {},
	});
	account(ACCOUNTS.eur, 'Nordlicht Shop (EUR)', 'EUR', 'Europe/Berlin', { amountSpent: 45_678, spendCap: 5_000_000 });
	account(ACCOUNTS.foreign, 'Somebody Else (USD)', 'USD', 'America/Chicago', { visible: false });
	seedCampaigns(world, now);
}
