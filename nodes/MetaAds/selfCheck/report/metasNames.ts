import { adsInsightsSpec, answersSpec } from '../../../shared/spec';

/** Fields that no object of the spec has. */
const others = {
	lists: 'after before cursors data next paging previous success',
	batches: 'headers warnings',
	tokens: `
		access_token data_access_expires_at expires_at granular_scopes is_valid issued_at permission profile_id scope scopes
		target_ids user_id`,
	copies: 'ad_object_ids ad_object_type copied_ad_id copied_adset_id copied_campaign_id copied_id source_id',
	searches: 'deleted disambiguation_category indicator real_time_cluster topic values',
	assets: `
		category google_play is_published itunes leads_count locale product_count two_factor_type username
		verification_status vertical`,
	leads: `
		allow_organic_lead block_display_for_non_targeted_viewer button_text button_type checkbox_key checkboxes context_card
		custom_disclaimer custom_disclaimer_responses expired_leads_count field_data follow_up_action_url form_id is_checked
		is_checked_by_default is_optimized_for_quality is_organic is_required legal_content link_text options
		organic_leads_count platform privacy_policy privacy_policy_url question_page_custom_headline questions subscribed_fields
		thank_you_page tracking_parameters`,
	conversions: `
		aggregation composite_score count coverage data_freshness data_sources default_conversion_value event_coverage
		event_match_quality event_name event_source_type first_fired_time identifier is_archived match_key_feedback percentage pixel
		upload_frequency web`,
	targeting: 'geo',
	videos: 'is_preferred thumbnails uri',
};

/** Objects whose names are data whatever they read: images by their files' names, rows by their keys. */
export const maps: ReadonlySet<string> = new Set<string>([
	...answersSpec.Maps,
	'images',
	'invalid_entry_samples',
	'tracking_parameters',
]);

/**
 * Names of fields that Meta has for everybody: of v26 by its SDK, and those above. Any other word where a name stands
 * may be data, such as the key of a map, and is nobody's business. Not even a name of small letters is reported.
 */
export const metasNames: ReadonlySet<string> = new Set<string>([
	...answersSpec.Fields,
	...adsInsightsSpec.Breakdowns,
	...adsInsightsSpec.ActionBreakdowns,
	...Object.values(others).flatMap((names) => names.trim().split(/\s+/)),
	...maps,
]);
