import { fromGraphTime } from '../../shared/accountTime';
import { readRows, type GraphObject } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session';
import { reviewEvents, type ReviewEntry } from './approval';

/** Edits and verdicts of one ad are few; more entries than this are not read, and what is not read approves nothing. */
const MOST = 500;

/** Milliseconds since 1970; 0, older than anything, for what is not Meta's usual form. */
export function instantOf(time: unknown): number {
	return typeof time === 'string' && /[+-]\d{2}:?\d{2}$|Z$/.test(time) ? fromGraphTime(time).toMillis() : 0;
}

/**
 * The log's entries by which an ad's approval is judged, since its creation.
 *
 * @param ad with `id`, `adset_id` and `created_time`
 */
export async function readReviewLog({ graph, now }: Pick<Session, 'graph' | 'now'>, account: string, ad: GraphObject): Promise<ReviewEntry[]> {
	const params = {
		fields: fieldList(['event_time', 'event_type', 'object_id']),
		oid: String(ad.id),
		extra_oids: [String(ad.adset_id)],
		// Both ends in full: without them Meta shows a short window of its own choosing.
		since: Math.floor(instantOf(ad.created_time) / 1000),
		until: Math.ceil((graph.serverTime() ?? now()) / 1000) + 60,
	};
	const entries = await readRows(graph, { method: 'GET', path: `${account}/activities`, params, effect: 'read', account }, MOST);
	return entries.map(({ event_type: type, event_time: time }) => ({ eventType: String(type), at: instantOf(time) })).filter(({ eventType }) => reviewEvents.has(eventType));
}
