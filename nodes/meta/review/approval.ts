import type { GraphObject } from '../../shared/graph/object';
import { pausedStatuses, reviewOf, running } from './adReview';

/** An entry of the account's activity log, as far as reviews are concerned. */
export interface ReviewEntry {
	readonly eventType: string;
	/** Milliseconds since 1970; null where the log does not tell. */
	readonly at: number | null;
}

export interface Approval {
	readonly approved: boolean;
	/** One sentence: how that is known, or what is missing. */
	readonly reason: string;
}

/** What has been delivered was approved, by a report as well as by the log. */
const DELIVERY = 'first_delivery_event';

/** Edits send an ad to review again (Marketing API, "Ad review": edits of creative and targeting). */
const events = {
	approvals: ['ad_review_approved', DELIVERY],
	declines: ['ad_review_declined'],
	edits: [
		'create_ad',
		'update_ad_creative',
		'edit_and_update_ad_creative',
		'update_ad_targets_spec',
		'update_ad_set_target_spec',
	],
} as const;

/** Event types a review is judged by: entries of others need not be read. */
export const reviewEvents: ReadonlySet<string> = new Set(Object.values(events).flat());

/**
 * When something last happened, milliseconds since 1970; 0 for never. An approval whose time nobody can read proves
 * nothing; an edit or a decline like that may be the newest entry of all.
 */
export const newestEventTime = (log: readonly ReviewEntry[], kind: keyof typeof events): number =>
	Math.max(
		0,
		...log
			.filter(({ eventType }) => (events[kind] as readonly string[]).includes(eventType))
			.map(({ at }) => at ?? (kind === 'approvals' ? 0 : Infinity)),
	);

/** Whether a pause of the ad or above it is what its status shows: then the log tells more of its review. */
export const isPaused = ({ effective_status: status }: GraphObject): boolean => pausedStatuses.has(String(status));

const yes = (reason: string): Approval => ({ approved: true, reason });
const no = (reason: string): Approval => ({ approved: false, reason });

/**
 * Whether Meta is known to have approved an ad as it is now.
 *
 * A pause hides the review in `effective_status`, and a paused ad without objections may never have been reviewed. So
 * for a paused ad only the log counts, and a report that shows its delivery. They have to show an approval newer than the last
 * edit of the ad's creative and its ad set's targeting. The log can come late and lack entries; then the answer is no, which holds
 * a change back and never permits one.
 *
 * @param ad with `effective_status`, `ad_review_feedback` and `issues_info`
 * @param log entries of the ad and of its ad set, in any order
 */
export function approvalOf(ad: GraphObject, log: readonly ReviewEntry[]): Approval {
	const status = String(ad.effective_status);
	const { state } = reviewOf(ad);
	if (running.has(status)) {
		if (state === 'has issues') return no('It has issues.');
		return yes(state === 'partly rejected' ? 'It runs where Meta did not object.' : 'Meta has approved it.');
	}
	if (!pausedStatuses.has(status)) return no(notRunning[state] ?? `Its review state is “${state}”.`);
	if (state !== 'no objections') return no(`Its review state is “${state}”.`);
	const approvedAt = newestEventTime(log, 'approvals');
	if (approvedAt === 0) return no('It is paused, and the account’s log shows no approval of it.');
	if (approvedAt <= Math.max(newestEventTime(log, 'edits'), newestEventTime(log, 'declines')))
		return no('It is paused, and was edited or declined after its last approval.');
	return yes(
		log.some(({ eventType, at }) => eventType === DELIVERY && at === approvedAt)
			? 'It is paused, and was delivered after its last edit.'
			: 'It is paused, and its last approval is newer than its last edit.',
	);
}

const notRunning: Readonly<Record<string, string>> = {
	rejected: 'Meta has rejected it.',
	'in review': 'Its review has not ended.',
	'in process': 'Meta is still working on its last change.',
	'has issues': 'It has issues.',
	'waiting for billing': 'It is waiting for a payment by the ad account.',
	archived: 'It is archived.',
	deleted: 'It is deleted.',
};
