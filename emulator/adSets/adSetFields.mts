import { AdSet as SdkAdSet } from 'facebook-nodejs-business-sdk';
import { common, money, time } from '../campaigns/adObjectFields.mts';
import { hasSchedule } from '../campaigns/budgetSchedules.mts';
import { define, type Readers } from '../graph/handlers/nodeType.mts';
import type { AdSet } from '../world/adObjectModel.mts';
import { effectiveStatus } from '../world/effectiveStatus.mts';

/** 0 for a budget that is not set, as clients in the field see it; the other limits are left out. */
const adSetFields: Readers<AdSet> = {
	...common,
	effective_status: effectiveStatus,
	is_budget_schedule_enabled: hasSchedule,
	campaign_id: (adSet) => adSet.campaign.id,
	campaign: (adSet) => ({ id: adSet.campaign.id, name: adSet.campaign.name }),
	daily_budget: (adSet) => money(adSet.dailyBudget ?? 0),
	lifetime_budget: (adSet) => money(adSet.lifetimeBudget ?? 0),
	// For a daily budget, what is left of the day; the emulator spends nothing on its own.
	budget_remaining: (adSet) => money(adSet.dailyBudget ?? (adSet.lifetimeBudget ?? adSet.spent) - adSet.spent),
	daily_min_spend_target: (adSet) => money(adSet.dailyMinSpend),
	daily_spend_cap: (adSet) => money(adSet.dailySpendCap),
	lifetime_min_spend_target: (adSet) => money(adSet.lifetimeMinSpend),
	lifetime_spend_cap: (adSet) => money(adSet.lifetimeSpendCap),
	optimization_goal: (adSet) => adSet.optimizationGoal,
	billing_event: (adSet) => adSet.billingEvent,
	destination_type: (adSet) => adSet.destinationType,
	promoted_object: (adSet) => adSet.promotedObject,
	bid_strategy: (adSet) => adSet.bidStrategy ?? adSet.campaign.bidStrategy,
	bid_amount: (adSet) => adSet.bidAmount,
	bid_constraints: (adSet) => adSet.bidConstraints,
	// A map by what is paid for (spec object AdSet); ACTIONS as clients in the field show it.
	bid_info: (adSet) => (adSet.bidAmount === undefined ? undefined : { ACTIONS: adSet.bidAmount }),
	targeting: (adSet) => adSet.targeting,
	attribution_spec: (adSet) => adSet.attributionSpec,
	adset_schedule: (adSet) => adSet.schedule,
	pacing_type: (adSet) => adSet.pacingType,
	dsa_beneficiary: (adSet) => adSet.dsaBeneficiary,
	dsa_payor: (adSet) => adSet.dsaPayor,
	is_dynamic_creative: (adSet) => adSet.isDynamicCreative,
	frequency_control_specs: (adSet) => adSet.more.frequency_control_specs,
	placement_soft_opt_out: (adSet) => adSet.more.placement_soft_opt_out,
	regional_regulated_categories: (adSet) => adSet.more.regional_regulated_categories,
	regional_regulation_identities: (adSet) => adSet.more.regional_regulation_identities,
	bid_adjustments: (adSet) => adSet.more.bid_adjustments,
	// Only active ad sets have it (Meta: reference/ad-campaign-learning-stage-info).
	learning_stage_info: (adSet) =>
		(adSet.learning &&
			effectiveStatus(adSet) === 'ACTIVE' && {
				status: adSet.learning.status,
				conversions: adSet.learning.conversions,
				last_sig_edit_ts: Math.floor(adSet.learning.lastSignificantEdit / 1000),
				attribution_windows: adSet.learning.attributionWindows,
			}) ||
		undefined,
	issues_info: (adSet) => (adSet.issues.length > 0 ? adSet.issues : undefined),
	special_ad_categories: (adSet) => adSet.campaign.specialAdCategories,
	start_time: (adSet) => time(adSet.startTime, adSet.account),
	end_time: (adSet) => time(adSet.endTime, adSet.account),
	source_adset_id: (adSet) => adSet.sourceId ?? '0',
	recurring_budget_semantics: () => true,
	use_new_app_click: () => false,
};

export const adSetType = define('AdSet', {
	sdkFields: SdkAdSet.Fields,
	// Names: SDK 26.0.0's public source.
	newer: ['special_ad_categories', 'ad_set_goal', 'attribution_count_type', 'cost_bidding_mode', 'low_creative_reach'],
	defaults: [],
	readers: adSetFields,
});
