import type { GraphObject } from '../../shared/graph/object';
import { isByMeta } from './entry';
import { statusesIn, tellsStatus } from './statusChanges';

/**
 * Events after which nothing needs to rest: names and labels, review, learning, delivery, and starting and stopping the
 * object itself. Every other event of an object counts as a change, also one that is not known here.
 */
const restless = new Set([
	'ad_review_approved',
	'ad_review_declined',
	'billing_event',
	'campaign_ended',
	'campaign_spending_limit_reached',
	'di_ad_set_learning_stage_exit',
	'first_delivery_event',
	'lifetime_budget_spent',
	'update_ad_friendly_name',
	'update_ad_labels',
	'update_ad_run_status_to_be_set_after_review',
	'update_ad_set_learning_stage_status',
	'update_ad_set_name',
	'update_ad_set_run_status',
	'update_campaign_name',
	'update_campaign_run_status',
]);

/**
 * What Meta's review has come to, where an entry tells of its end. Often it tells only as Meta's own change of the ad's
 * status (mattei2005/mgs-agent). A person can pause an ad in review as well.
 */
export function endOfReview(entry: GraphObject): 'approved' | 'rejected' | null {
	if (!tellsStatus(entry)) return null;
	const { from, to } = statusesIn(entry);
	if (to === 'rejected') return 'rejected';
	return from === 'inReview' && (to === 'on' || (to === 'off' && isByMeta(entry))) ? 'approved' : null;
}

/**
 * Whether a further step should wait after an entry. Meta's own review and processing of an ad stand in the log as changes of
 * its status (mattei2005/mgs-agent): nobody has changed anything then.
 */
export function needsRest(entry: GraphObject): boolean {
	if (restless.has(String(entry.event_type))) return false;
	if (!tellsStatus(entry)) return true;
	return !isByMeta(entry) && endOfReview(entry) === null;
}
