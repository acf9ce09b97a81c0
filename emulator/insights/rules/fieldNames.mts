import { AdsInsights } from 'facebook-nodejs-business-sdk';
import { parameterError } from '../../graph/language/graphError.mts';

/** Meta: reference/ad-account/insights, "fields". */
export const DEFAULT_FIELDS = ['impressions', 'spend'];

/** In spec v25.0 (object AdsInsights) and in SDK 26.0.0's public source, not in the SDK used here. */
const NEWER = [
	'advanced_actions_28d_view',
	'advanced_reach_1d_lookback',
	'advanced_reach_7d_lookback',
	'advanced_reach_28d_lookback',
	'anchor_event_attribution_setting',
	'instagram_profile_visits',
	'instagram_profile_follow',
	'multi_event_conversion_attribution_setting',
	'cost_per_6_sec_video_view',
	'video_6_sec_watched_actions',
	'messages_delivered',
];
/** Still in the spec, refused by the API since v19.0 (airbytehq/airbyte issue 35334). */
const REFUSED = [
	'age_targeting',
	'gender_targeting',
	'labels',
	'location',
	'estimated_ad_recall_rate_lower_bound',
	'estimated_ad_recall_rate_upper_bound',
	'estimated_ad_recallers_lower_bound',
	'estimated_ad_recallers_upper_bound',
	// Gone from the enums with v26.0 (SDK 26.0.0's public source); refused here in every version.
	'marketing_messages_website_add_to_cart',
	'marketing_messages_website_initiate_checkout',
	'marketing_messages_website_purchase',
	'marketing_messages_website_purchase_values',
];
const KNOWN = new Set<string>([...Object.values(AdsInsights.Fields), ...NEWER]);
for (const name of REFUSED) KNOWN.delete(name);

/** Breakdowns are no fields either (facebook-nodejs-business-sdk issue 98, whose wording this is). */
export function checkFields(fields: string[]): void {
	const unknown = fields.filter((field) => !KNOWN.has(field));
	if (unknown.length === 0) return;
	throw parameterError(
		`${unknown.join(', ')} ${unknown.length === 1 ? 'is' : 'are'} not valid for fields param. please check ` +
			'https://developers.facebook.com/docs/marketing-api/reference/ads-insights/ for all valid values',
		'fields',
	);
}
