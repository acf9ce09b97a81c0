import { AdAccount } from 'facebook-nodejs-business-sdk';
import { define, type Readers } from '../graph/handlers/nodeType.mts';
import { graphTime, hoursFromUtc } from '../graph/language/dates.mts';
import { display } from '../graph/language/money.mts';
import type { Account } from '../world/basics.mts';
import { BUSINESS } from '../world/seedIds.mts';

const DAY = 86_400_000;
/** `account_status` of a disabled account (Meta: reference/ad-account). */
const DISABLED = 2;

/** An account without one takes ads and never delivers them; a disabled account does not show it (Meta: reference/ad-account). */
const paymentMethod = ({ status, fundingSource }: Account): string | undefined =>
	status === DISABLED ? undefined : fundingSource;

/** Amounts are strings in minor units (Meta: marketing-api/currencies); `min_daily_budget` is a number (spec object AdAccount). */
const accountFields: Readers<Account> = {
	id: (account) => account.id,
	account_id: (account) => account.accountId,
	name: (account) => account.name,
	currency: (account) => account.currency,
	timezone_name: (account) => account.timeZone,
	timezone_offset_hours_utc: (account, world) => hoursFromUtc(world.clock.now(), account.timeZone),
	account_status: (account) => account.status,
	disable_reason: (account) => account.disableReason,
	amount_spent: (account) => String(account.amountSpent),
	balance: (account) => String(account.balance),
	spend_cap: (account) => String(account.spendCap),
	min_daily_budget: (account) => account.minDailyBudget,
	min_campaign_group_spend_cap: (account) => String(account.minSpendCap),
	business: (account) => ({ id: account.business.id, name: account.business.name }),
	business_name: (account) => account.business.name,
	owner: () => BUSINESS,
	owner_business: (account) => ({ id: account.business.id, name: account.business.name }),
	tos_accepted: (account) => account.tosAccepted,
	user_tos_accepted: (account) => account.tosAccepted,
	user_tasks: (account) => account.userTasks,
	funding_source: paymentMethod,
	funding_source_details: (account) => {
		const id = paymentMethod(account);
		// The details need the task Manage (Meta: reference/ad-account, funding_source_details).
		if (id === undefined || !account.userTasks.includes('MANAGE')) return undefined;
		const { balance, currency } = account;
		return { id, display_string: `Emulated card (balance ${display(balance, currency)})`, type: 1 };
	},
	capabilities: () => ['CAN_USE_BUDGET_SCHEDULING_API', 'DRAFTS'],
	created_time: (account) => graphTime(account.createdTime, account.timeZone),
	age: (account, world) => Math.round((world.clock.now() - account.createdTime) / DAY),
	is_personal: () => 0,
	is_prepay_account: () => false,
	is_notifications_enabled: () => true,
	opportunity_score: () => 72,
};

export const accountType = define('AdAccount', {
	sdkFields: AdAccount.Fields,
	newer: ['marketing_messages_settings', 'offsite_clo_signal_status', 'opportunity_score_weight'],
	defaults: ['account_id'],
	readers: accountFields,
});
