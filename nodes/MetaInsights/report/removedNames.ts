import { z } from 'zod';

import { problem } from '../../shared/form/words';

/** A name that Meta's lists still hold and its API refuses: one of them fails the whole report. */
interface Removed {
	/** What became of it; follows the name. */
	readonly what: string;
	readonly advice: string;
}

type RemovedNames = Readonly<Record<string, Removed>>;

const every = (names: readonly string[], removed: Removed): RemovedNames => Object.fromEntries(names.map((name) => [name, removed]));

/** Refused since v19.0, though the SDK's list has them (clients in the field: airbytehq/airbyte issue 35334, pull request 35920). */
const sinceVersion19 = { what: 'Meta has refused it since v19.0 of its API', advice: 'Drop it: Meta has nothing in its place.' };

export const removedFields: RemovedNames = {
	...every(['age_targeting', 'gender_targeting', 'labels', 'location'], sinceVersion19),
	...every(
		['estimated_ad_recall_rate_lower_bound', 'estimated_ad_recall_rate_upper_bound', 'estimated_ad_recallers_lower_bound', 'estimated_ad_recallers_upper_bound'],
		{ ...sinceVersion19, advice: 'Use estimated_ad_recall_rate or estimated_ad_recallers.' },
	),
	// In the enums of v25.0 and not in those of v26.0 (facebook/facebook-nodejs-business-sdk 26.0.0, src/objects/ads-insights.js).
	...every(
		['marketing_messages_website_add_to_cart', 'marketing_messages_website_initiate_checkout', 'marketing_messages_website_purchase', 'marketing_messages_website_purchase_values'],
		{ what: 'v26.0 of Meta’s API does not have it any more', advice: 'Use actions and action_values, which count website events by type.' },
	),
};

export const removedBreakdowns: RemovedNames = {
	// All versions; the markets are cut differently, so rows of before and after do not fit (Meta: marketing-api/out-of-cycle-changes/occ-2026; singer-io/tap-facebook issue 271).
	dma: { what: 'Meta removed it on 22 June 2026', advice: 'Use comscore_market, which took its place. Its markets are not the same areas.' },
	// Not in the enums of v25.0 and v26.0 any more (facebook/facebook-nodejs-business-sdk).
	...every(['product_group_id', 'product_set_id_breakdown'], { what: 'Meta’s API does not have it any more', advice: 'Use product_id or product_group_content_id_breakdown.' }),
};

/** The names of a list that Meta still takes. */
export const withoutRemoved = (names: readonly string[], removed: RemovedNames): string[] => names.filter((name) => removed[name] === undefined);

/** Names of one of Meta's lists, each refused with what became of it where Meta has removed it. */
export const knownNames = (list: readonly string[], removed: RemovedNames = {}) =>
	z.array(z.string().trim().min(1)).superRefine((chosen, context) => {
		chosen.forEach((name, index) => {
			if (removed[name] !== undefined) problem(context, [index], `“${name}” no longer exists: ${removed[name].what}`, removed[name].advice);
			else if (!list.includes(name)) problem(context, [index], `“${name}” is not a name Meta’s reports know`, 'Choose from the list, or correct the spelling; Meta writes names in small letters with underscores.');
		});
	});
