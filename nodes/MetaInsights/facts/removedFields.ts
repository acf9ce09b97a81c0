/** A name that Meta's lists still hold and its API refuses: one of them fails the whole report. */
export interface RemovedField {
	/** What became of it; follows the name. */
	readonly what: string;
	readonly advice: string;
}

export type RemovedNames = Readonly<Record<string, RemovedField>>;

const every = (names: readonly string[], removedField: RemovedField): RemovedNames =>
	Object.fromEntries(names.map((name) => [name, removedField]));

/** Refused since v19.0, though the SDK's list has them (clients in the field: airbytehq/airbyte issue 35334, pull request 35920). */
const sinceVersion19 = {
	what: 'Meta has refused it since v19.0 of its API',
	advice: 'Drop it: Meta has nothing in its place.',
};

export const removedFields: RemovedNames = {
	...every(['age_targeting', 'gender_targeting', 'labels', 'location'], sinceVersion19),
	...every(
		[
			'estimated_ad_recall_rate_lower_bound',
			'estimated_ad_recall_rate_upper_bound',
			'estimated_ad_recallers_lower_bound',
			'estimated_ad_recallers_upper_bound',
		],
		{ ...sinceVersion19, advice: 'Use estimated_ad_recall_rate or estimated_ad_recallers.' },
	),
	// In the enums of v25.0 and not in those of v26.0 (facebook/facebook-nodejs-business-sdk 26.0.0, src/objects/ads-insights.js).
	...every(
		[
			'marketing_messages_website_add_to_cart',
			'marketing_messages_website_initiate_checkout',
			'marketing_messages_website_purchase',
			'marketing_messages_website_purchase_values',
		],
		{
			what: 'v26.0 of Meta’s API no longer has it',
			advice: 'Use actions and action_values, which count website events by type.',
		},
	),
};
