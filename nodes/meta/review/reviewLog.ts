import { chunk } from 'lodash';

import { isByMeta, logFields } from '../activityLog/entry';
import { endOfReview } from '../activityLog/rest';
import { statusesIn } from '../activityLog/statusChanges';
import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session/session';
import { instantOf, secondAfter, secondOf } from '../../shared/reading/instants';
import { reviewEvents, type ReviewEntry } from './approval';

/** Ads whose entries are asked for at once: two ids each, some 2 KB of address. */
const TOGETHER = 50;

/**
 * Entries of so many ads; where there are more, none is used: an edit among the unread ones must not look like none.
 */
const MOST = 2_000;

type Way = Pick<Session, 'graph' | 'now'>;

/**
 * The log's entries by which the reviews of ads are judged, each since the first ad was created. They are read as one
 * list for up to fifty ads, and returned by the ad's id.
 *
 * @param ads with `id`, `adset_id` and `created_time`
 */
export async function readReviewLogs(
	way: Way,
	account: string,
	ads: readonly GraphObject[],
): Promise<Map<string, ReviewEntry[]>> {
	const logs = new Map<string, ReviewEntry[]>();
	for (const group of chunk(ads, TOGETHER)) {
		const entries = await readEntries(way, account, group);
		for (const ad of group) {
			const adEntries = entries.filter(({ object_id: id }) => id === ad.id || id === ad.adset_id);
			logs.set(
				String(ad.id),
				adEntries.flatMap((entry): ReviewEntry[] => {
					const eventType = reviewEventOf(entry);
					return eventType === null ? [] : [{ eventType, at: instantOf(entry.event_time) }];
				}),
			);
		}
	}
	return logs;
}

/** Entries of one ad. */
export const readReviewLog = async (way: Way, account: string, ad: GraphObject): Promise<ReviewEntry[]> =>
	(await readReviewLogs(way, account, [ad])).get(String(ad.id)) ?? [];

/**
 * What an entry tells of a review, by the event that says so in plain words. Often none does. The end of a review
 * stands in the log as Meta's own change of the ad's status (mattei2005/mgs-agent). What has been delivered was
 * approved.
 */
function reviewEventOf(entry: GraphObject): string | null {
	const type = String(entry.event_type);
	if (reviewEvents.has(type)) return type;
	if (type === 'first_delivery_event') return 'ad_review_approved';
	if (type !== 'update_ad_run_status') return null;
	const verdict = endOfReview(entry);
	if (verdict === 'rejected') return 'ad_review_declined';
	const { from, to } = statusesIn(entry);
	const processed = from === 'processing' && to === 'on' && isByMeta(entry);
	return verdict === 'approved' || processed ? 'ad_review_approved' : null;
}

async function readEntries({ graph, now }: Way, account: string, ads: readonly GraphObject[]): Promise<GraphObject[]> {
	const [first, ...others] = [...new Set(ads.flatMap(({ id, adset_id: adSet }) => [String(id), String(adSet)]))];
	const params = {
		fields: fieldList(logFields),
		oid: first,
		extra_oids: others,
		// Both ends in full: without them Meta shows a short window of its own choosing.
		since: secondOf(Math.min(...ads.map(({ created_time: createdAt }) => instantOf(createdAt) ?? 0))),
		until: secondAfter(graph.serverTime() ?? now()) + 60,
	};
	const entries = await readRows(
		graph,
		{ method: 'GET', path: `${account}/activities`, params, effect: 'read', account },
		MOST,
		LARGE_PAGE,
	);
	return entries.length < MOST ? entries : [];
}
