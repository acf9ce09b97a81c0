import { SECOND_MS } from '../../shared/durations';
import type { GraphObject } from '../../shared/graph/object';
import { idOf } from '../../shared/reading/cells';
import { instantOf, type Milliseconds } from '../../shared/reading/instants';

/** One entry of the account's activity log: whom and when it is about, and who wrote it. */

/** What is read of an entry by whatever decides by the log. */
export const logFields = [
	'event_time',
	'event_type',
	'object_id',
	'object_name',
	'object_type',
	'actor_id',
	'actor_name',
	'application_id',
	'application_name',
	'extra_data',
];

/** The object an entry is about. */
export const subject = (entry: GraphObject): string => idOf(entry.object_id) ?? '';

/** The log keeps Meta's old names: an ad set is a CAMPAIGN, a campaign a CAMPAIGN_GROUP, an ad an ADGROUP (melvin-cmyk/ImpulseMotion). */
export const isOfAd = (entry: GraphObject): boolean => entry.object_type === 'ADGROUP';
export const isOfAdSet = (entry: GraphObject): boolean => entry.object_type === 'CAMPAIGN';
export const isOfAdObject = (entry: GraphObject): boolean =>
	['CAMPAIGN_GROUP', 'CAMPAIGN', 'ADGROUP'].includes(String(entry.object_type));

/** Every value asks each entry of the account, and reading a time is what takes the time. */
const times = new WeakMap<GraphObject, Milliseconds | null>();

/** When an entry happened; null when it does not say. */
export function timeOf(entry: GraphObject): Milliseconds | null {
	const readBefore = times.get(entry);
	if (readBefore !== undefined) return readBefore;
	const read = instantOf(entry.event_time);
	times.set(entry, read);
	return read;
}

/** When the newest of the entries about an object happened, whatever it tells. */
export const newestAbout = (entries: readonly GraphObject[], id: string): number =>
	entries.reduce((last, entry) => (subject(entry) === id ? Math.max(last, timeOf(entry) ?? 0) : last), 0);

/** Who did it: application or person, as the log names it. */
export function authorOf({ application_id: application, actor_id: actor }: GraphObject): string | null {
	return idOf(application) ?? idOf(actor);
}

/** What Meta does itself it signs with actor 0, and mostly with application 0 (mattei2005/mgs-agent). */
export const isByMeta = ({ actor_id: actor, application_id: application }: GraphObject): boolean =>
	(idOf(actor) ?? idOf(application)) === '0';

/**
 * Whether an object was changed later than anything the log tells of it. Where something else moves `updated_time`, this is
 * true too often. Both times are Meta's, in whole seconds: more would let an entry explain what was changed right after it.
 */
export const isUntold = (updatedAt: number, toldUntil: number): boolean => updatedAt > toldUntil + SECOND_MS;
