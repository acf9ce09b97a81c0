import { isByMeta } from '../activityLog/entry';
import { logEntriesOf, type WayToLog } from '../activityLog/logEntries';
import { endOfReview } from '../activityLog/rest';
import { statusesIn } from '../activityLog/statusChanges';
import type { GraphObject } from '../../shared/graph/object';
import { instantOf } from '../../shared/reading/instants';
import { newestEventTime, reviewEvents, type ReviewEntry } from './approval';

/** What the log tells of an ad. */
export interface AdLog {
	/** Its own entries since it was created, in any order; null where there are more than can be read. */
	readonly entries: readonly GraphObject[] | null;
	/** Those by which its review is judged, and its ad set's edits since the newest verdict. None where not all could be read. */
	readonly review: readonly ReviewEntry[];
}

/**
 * What the log tells of ads, by their IDs. One list is of their own entries, one of their ad sets’ since the reviews that these tell
 * of. Edits of an ad set before them do not matter.
 *
 * @param ads with `id`, `adset_id` and `created_time`
 * @param deliveryTimes when an ad was delivered last as a report shows it, milliseconds since 1970: what was delivered was approved
 * @throws GraphFailure when the log cannot be read
 */
export async function readAdLogs(
	way: WayToLog,
	account: string,
	ads: readonly GraphObject[],
	deliveryTimes: ReadonlyMap<string, number> = new Map(),
): Promise<Map<string, AdLog>> {
	const since = new Map(ads.map(({ id, created_time: time }) => [String(id), instantOf(time) ?? 0]));
	const own = await logEntriesOf(way, account, since);
	const ownReviews = new Map(
		[...own].map(([id, entries]): [string, ReviewEntry[]] => {
			const at = deliveryTimes.get(id);
			const delivery = at === undefined ? [] : [{ eventType: 'first_delivery_event', at }];
			return [id, entries === null ? [] : [...reviewEntries(entries), ...delivery]];
		}),
	);
	const sinceVerdict = new Map<string, number>();
	for (const { id, adset_id: adSet } of ads) {
		const review = ownReviews.get(String(id)) ?? [];
		const at = Math.max(newestEventTime(review, 'approvals'), newestEventTime(review, 'declines'));
		if (at > 0 && at < Infinity)
			sinceVerdict.set(String(adSet), Math.min(at, sinceVerdict.get(String(adSet)) ?? Infinity));
	}
	const ofAdSets = await logEntriesOf(way, account, sinceVerdict);
	return new Map(
		ads.map(({ id, adset_id: adSet }): [string, AdLog] => {
			const [entries = [], review = []] = [own.get(String(id)), ownReviews.get(String(id))];
			const ofAdSet = ofAdSets.has(String(adSet)) ? ofAdSets.get(String(adSet)) : [];
			return [String(id), { entries, review: ofAdSet ? [...review, ...reviewEntries(ofAdSet)] : [] }];
		}),
	);
}

const reviewEntries = (entries: readonly GraphObject[]): ReviewEntry[] =>
	entries.flatMap((entry): ReviewEntry[] => {
		const eventType = reviewEventOf(entry);
		return eventType === null ? [] : [{ eventType, at: instantOf(entry.event_time) }];
	});

/**
 * What an entry tells of a review, by the event that says so in plain words. Often none does. The end of a review
 * stands in the log as Meta's own change of the ad's status (mattei2005/mgs-agent).
 */
function reviewEventOf(entry: GraphObject): string | null {
	const type = String(entry.event_type);
	if (reviewEvents.has(type)) return type;
	if (type !== 'update_ad_run_status') return null;
	const verdict = endOfReview(entry);
	if (verdict === 'rejected') return 'ad_review_declined';
	const { from, to } = statusesIn(entry);
	const processed = from === 'processing' && to === 'on' && isByMeta(entry);
	return verdict === 'approved' || processed ? 'ad_review_approved' : null;
}
