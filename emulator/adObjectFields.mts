import { hasSchedule } from './budgetSchedules.mts';
import { graphTime } from './clock.mts';
import { effectiveStatus } from './effectiveStatus.mts';
import type { Account, AdLabel, Campaign } from './model.mts';
import type { Readers } from './nodeType.mts';

/** Money fields are strings in minor units; absent fields are left out, as Graph does. */
export const money = (minor: number | undefined): string | undefined =>
	minor === undefined ? undefined : String(minor);
export const time = (at: number | undefined, account: Account): string | undefined =>
	at === undefined ? undefined : graphTime(at, account.timeZone);

interface AdObject {
	id: string;
	account: Account;
	name: string;
	status: string;
	labels: AdLabel[];
	createdTime: number;
	updatedTime: number;
}

export const common = {
	id: (node: AdObject) => node.id,
	account_id: (node: AdObject) => node.account.accountId,
	name: (node: AdObject) => node.name,
	status: (node: AdObject) => node.status,
	configured_status: (node: AdObject) => node.status,
	created_time: (node: AdObject) => time(node.createdTime, node.account),
	updated_time: (node: AdObject) => time(node.updatedTime, node.account),
	adlabels: (node: AdObject) =>
		node.labels.length > 0 ? node.labels.map(({ id, name }) => ({ id, name })) : undefined,
};

export const campaignFields: Readers<Campaign> = {
	...common,
	effective_status: effectiveStatus,
	is_budget_schedule_enabled: hasSchedule,
	objective: (campaign) => campaign.objective,
	buying_type: (campaign) => campaign.buyingType,
	bid_strategy: (campaign) => campaign.bidStrategy,
	daily_budget: (campaign) => money(campaign.dailyBudget),
	lifetime_budget: (campaign) => money(campaign.lifetimeBudget),
	// For a daily budget, what is left of the day; the emulator spends nothing on its own.
	budget_remaining: (campaign) =>
		money(
			campaign.dailyBudget ?? (campaign.lifetimeBudget === undefined ? 0 : campaign.lifetimeBudget - campaign.spent),
		),
	spend_cap: (campaign) => money(campaign.spendCap),
	can_use_spend_cap: () => true,
	is_adset_budget_sharing_enabled: (campaign) => campaign.budgetSharing,
	special_ad_categories: (campaign) => campaign.specialAdCategories,
	special_ad_category: (campaign) => campaign.specialAdCategories[0] ?? 'NONE',
	special_ad_category_country: (campaign) =>
		campaign.specialAdCategoryCountry.length > 0 ? campaign.specialAdCategoryCountry : undefined,
	pacing_type: (campaign) => campaign.pacingType,
	promoted_object: (campaign) => campaign.promotedObject,
	start_time: (campaign) => time(campaign.startTime, campaign.account),
	stop_time: (campaign) => time(campaign.stopTime, campaign.account),
	source_campaign_id: (campaign) => campaign.sourceId ?? '0',
	smart_promotion_type: () => 'GUIDED_CREATION',
};
