/**
 * Names that Marketing API v26.0 knows and the SDK on npm (24.0.1) does not.
 *
 * Kept by hand. Source: the public repository facebook/facebook-nodejs-business-sdk at 26.0.0, src/objects/<object>.js.
 * A test fails when the generated list has caught up with a name here: then delete it here.
 */
export const additions = {
	// campaign.js
	campaign: {
		Fields: ['frequency_control_specs', 'is_meta_moment_maker_enabled', 'is_reels_trending_ads_enabled'],
	},
	// ad-set.js
	adSet: {
		Fields: [
			'ad_set_goal',
			'attribution_count_type',
			'cost_bidding_mode',
			'creative_diversity_label',
			'creative_diversity_score',
			'is_dc_follow_optimized',
			'is_organic_ad_joint_optimized',
			'is_sequenced_conversion_creation',
			'live_video_ad_campaign_config',
			'low_creative_reach',
			'meta_moment_maker_spec',
			'multi_event_conversion_attribution_window_seconds',
			'relative_value',
			'special_ad_categories',
		],
	},
	// ad-promoted-object.js
	adPromotedObject: {
		Fields: [
			'custom_attribution_source_ids',
			'instagram_actor_id',
			'job_listing_id',
			'lead_ads_follow_up_event',
			'lead_ads_quality_volume_setting',
			'live_video_destination',
			'smart_pse_enabled',
			'smart_pse_setting',
		],
	},
	// ad.js
	ad: {
		Fields: ['creative_automation_spec', 'special_ad_categories'],
	},
	// targeting.js
	targeting: {
		Fields: [
			'effective_brand_safety_content_filter_levels',
			'effective_whatsapp_positions',
			'install_state_application',
			'subscriber_universe',
			'user_age_unknown',
			'whatsapp_positions',
		],
	},
	// ad-account.js
	adAccount: {
		Fields: ['marketing_messages_settings', 'offsite_clo_signal_status', 'opportunity_score_weight'],
	},
	// ad-activity.js
	adActivity: {
		Fields: ['tool'],
		EventType: [
			'update_ad_audience_persona',
			'update_ad_set_budget_scaling_cost_target',
			'update_ad_set_budget_scaling_extra_budget',
			'update_ad_set_budget_scaling_status',
			'update_ad_set_cost_bidding_mode',
			'update_ad_set_value_rules',
			'update_campaign_budget_split',
			'update_campaign_group_budget_scaling_cost_target',
			'update_campaign_group_budget_scaling_extra_budget',
			'update_campaign_group_budget_scaling_status',
		],
	},
} as const;
