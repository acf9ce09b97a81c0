/**
 * What kind of value each of Meta's insights fields holds (Marketing API spec object AdsInsights). Meta sends nearly
 * everything as text, so the field has to tell which text is a number.
 */

/** A table of names, laid out by hand. */
const namesIn = (table: string): ReadonlySet<string> => new Set(table.trim().split(/\s+/));

/** Words, ids and dates. Everything that is neither here nor a list is a number. */
const texts = namesIn(`
	account_currency account_id account_name ad_id ad_name adset_end adset_id adset_name adset_start age_targeting
	anchor_event_attribution_setting attribution_setting auction_competitiveness buying_type campaign_id
	campaign_name conversion_rate_ranking created_time creative_media_type creative_diversity_label
	creative_fatigue_summary creative_fatigued_ads date_start date_stop engagement_rate_ranking gender_targeting
	labels location marketing_messages_spend_currency multi_event_conversion_attribution_setting objective
	optimization_goal place_page_name product_group_retailer_id product_retailer_id quality_ranking updated_time
`);

/** Lists of `{action_type, value, …}`. */
const actionLists = namesIn(`
	action_values actions ad_click_actions ad_impression_actions advanced_actions_28d_view
	average_purchases_conversion_value catalog_segment_actions catalog_segment_value
	catalog_segment_value_mobile_purchase_roas catalog_segment_value_omni_purchase_roas
	catalog_segment_value_website_purchase_roas conversion_lead_rate conversion_leads conversion_values
	conversions converted_product_app_custom_event_fb_mobile_purchase
	converted_product_app_custom_event_fb_mobile_purchase_value converted_product_offline_purchase
	converted_product_offline_purchase_value converted_product_omni_purchase
	converted_product_omni_purchase_values converted_product_quantity converted_product_value
	converted_product_website_pixel_purchase converted_product_website_pixel_purchase_value
	converted_promoted_product_app_custom_event_fb_mobile_purchase
	converted_promoted_product_app_custom_event_fb_mobile_purchase_value
	converted_promoted_product_offline_purchase converted_promoted_product_offline_purchase_value
	converted_promoted_product_omni_purchase converted_promoted_product_omni_purchase_values
	converted_promoted_product_quantity converted_promoted_product_value
	converted_promoted_product_website_pixel_purchase converted_promoted_product_website_pixel_purchase_value
	cost_per_15_sec_video_view cost_per_2_sec_continuous_video_view cost_per_6_sec_video_view cost_per_action_type
	cost_per_ad_click cost_per_conversion cost_per_conversion_lead cost_per_one_thousand_ad_impression
	cost_per_outbound_click cost_per_thruplay cost_per_unique_action_type cost_per_unique_conversion
	cost_per_unique_outbound_click instant_experience_outbound_clicks interactive_component_tap
	mobile_app_purchase_roas onsite_conversion_messaging_detected_purchase_deduped outbound_clicks
	outbound_clicks_ctr purchase_roas total_postbacks_detailed total_postbacks_detailed_v4 unique_actions
	unique_conversions unique_outbound_clicks unique_outbound_clicks_ctr
	unique_video_continuous_2_sec_watched_actions unique_video_view_15_sec video_15_sec_watched_actions
	video_30_sec_watched_actions video_6_sec_watched_actions video_avg_time_watched_actions
	video_continuous_2_sec_watched_actions video_p100_watched_actions video_p25_watched_actions
	video_p50_watched_actions video_p75_watched_actions video_p95_watched_actions video_play_actions
	video_play_curve_actions video_play_retention_0_to_15s_actions video_play_retention_20_to_60s_actions
	video_play_retention_graph_actions video_thruplay_watched_actions video_time_watched_actions
	video_view_per_impression website_ctr website_purchase_roas
`);

/** Lists of `{indicator, values}`. */
const resultLists = namesIn(`
	cost_per_objective_result cost_per_result dda_results link_clicks_per_results objective_result_rate
	objective_results result_rate results
`);

export type FieldKind = 'text' | 'number' | 'actions' | 'results';

export function kindOf(field: string): FieldKind {
	if (texts.has(field)) return 'text';
	if (actionLists.has(field)) return 'actions';
	return resultLists.has(field) ? 'results' : 'number';
}

/** Whether a field is a list by action, without which action breakdowns are refused. */
export const isActionList = (field: string): boolean => kindOf(field) === 'actions';

/**
 * Numbers that are 0 where nothing was delivered, and add up. Rates and costs do not exist there, and people of several days
 * can be the same; what Meta does not explain is left out, too.
 */
const addable = namesIn(`
	clicks full_view_impressions impressions inline_link_clicks inline_post_engagement
	instant_experience_clicks_to_open instant_experience_clicks_to_start social_spend spend total_card_view
`);

export const isAddable = (field: string): boolean => addable.has(field);

/** People who were reached, and what is worked out of them. */
const REACH_FIELDS = ['reach', 'frequency', 'cpp'];

export const isReach = (field: string): boolean => REACH_FIELDS.includes(field);

/** Whether a field counts people and not events. */
export const isUnique = (field: string): boolean => /^unique_|^cost_per_unique_/.test(field);

/**
 * Whether a kind of result, by Meta's name of it (`reach`, `unique_actions:link_click`), counts people: two ads, or two days, can
 * have the same ones.
 */
export const arePeople = (indicator: string): boolean => {
	const [field = ''] = indicator.split(':');
	return isReach(field) || isUnique(field) || field.startsWith('estimated_ad_recall');
};
