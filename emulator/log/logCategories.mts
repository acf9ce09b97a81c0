/**
 * Categories of each event type; one can stand in several (Meta: reference/ad-account/activities, table of event types;
 * which is which beyond that table: UNCONFIRMED 84).
 */
const CATEGORIES: Record<string, string[]> = {
	create_campaign_group: ['CAMPAIGN'],
	update_campaign_name: ['CAMPAIGN'],
	update_campaign_schedule: ['DATE'],
	update_campaign_budget: ['BUDGET', 'CAMPAIGN'],
	update_campaign_group_spend_cap: ['BUDGET'],
	update_campaign_budget_optimization_toggling_status: ['BUDGET'],
	update_campaign_run_status: ['STATUS', 'CAMPAIGN'],
	create_ad_set: ['AD_SET'],
	update_ad_set_name: ['AD_SET'],
	update_ad_set_optimization_goal: ['AD_SET'],
	update_ad_set_learning_stage_status: ['AD_SET'],
	update_ad_set_target_spec: ['TARGETING', 'AD_SET'],
	update_ad_set_budget: ['BUDGET', 'AD_SET'],
	update_ad_set_spend_cap: ['BUDGET'],
	update_ad_set_min_spend_target: ['BUDGET'],
	update_ad_set_bid_strategy: ['BID', 'AD_SET'],
	update_ad_set_bidding: ['BID', 'AD_SET'],
	update_ad_set_duration: ['DATE', 'AD_SET'],
	update_campaign_ad_scheduling: ['DATE'],
	update_ad_set_run_status: ['STATUS', 'AD_SET'],
	create_ad: ['AD'],
	update_ad_friendly_name: ['AD'],
	update_ad_creative: ['AD'],
	update_ad_run_status: ['STATUS', 'AD'],
	ad_review_approved: ['AD'],
	ad_review_declined: ['AD'],
	first_delivery_event: ['AD'],
};

export const categoriesOf = (eventType: string): string[] => CATEGORIES[eventType] ?? ['ACCOUNT'];

/** Meta's English words for some event types (Meta: reference/ad-account/activities); for the others the type itself in words. */
const TITLES: Record<string, string> = {
	create_campaign_group: 'Campaign created',
	create_ad_set: 'Ad set created',
	create_ad: 'Ad created',
	update_ad_set_budget: 'Ad set budget updated',
	update_ad_set_bidding: 'Ad set bidding updated',
	update_ad_set_duration: 'Ad set schedule updated',
	update_ad_set_name: 'Ad set name updated',
	update_ad_set_run_status: 'Ad set status updated',
	update_ad_set_target_spec: 'Ad set targeting updated',
	update_ad_creative: 'Ad updated',
	update_ad_friendly_name: 'Ad name updated',
	update_ad_run_status: 'Ad status updated',
	first_delivery_event: 'Ad delivered',
};

export const titleOfEvent = (eventType: string): string =>
	TITLES[eventType] ?? eventType.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
