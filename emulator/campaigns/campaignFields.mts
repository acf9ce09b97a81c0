import { Campaign as SdkCampaign } from 'facebook-nodejs-business-sdk';
import { define, type Readers } from '../graph/handlers/nodeType.mts';
import type { Campaign } from '../world/adObjectModel.mts';
import { effectiveStatus } from '../world/effectiveStatus.mts';
import { common, money, time } from './adObjectFields.mts';
import { hasSchedule } from './budgetSchedules.mts';

const campaignFields: Readers<Campaign> = {
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
	is_skadnetwork_attribution: (campaign) => campaign.more?.is_skadnetwork_attribution,
	is_reels_trending_ads_enabled: (campaign) => campaign.more?.is_reels_trending_ads_enabled,
	start_time: (campaign) => time(campaign.startTime, campaign.account),
	stop_time: (campaign) => time(campaign.stopTime, campaign.account),
	source_campaign_id: (campaign) => campaign.sourceId ?? '0',
	smart_promotion_type: () => 'GUIDED_CREATION',
};

export const campaignType = define('Campaign', {
	sdkFields: SdkCampaign.Fields,
	newer: ['frequency_control_specs', 'is_meta_moment_maker_enabled', 'is_reels_trending_ads_enabled'],
	defaults: [],
	readers: campaignFields,
});
