import { changedValues } from '../../meta/activityLog';
import { idOf, text } from '../../shared/reading/cells';
import { instantOf, type Milliseconds } from '../../shared/reading/instants';
import type { GraphObject } from '../../shared/graph/object';

/** What is read of an entry of Meta's log. */
export const logFields = [
	'event_time',
	'event_type',
	'object_id',
	'actor_name',
	'application_id',
	'application_name',
	'extra_data',
];

/** Changes of an object's own status (spec object AdActivity). */
const statusEvents = new Set([
	'update_campaign_run_status',
	'update_ad_set_run_status',
	'update_ad_run_status',
	'update_ad_run_status_to_be_set_after_review',
]);

export const tellsStatus = ({ event_type: type }: GraphObject): boolean => statusEvents.has(String(type));

/** Who paused an object: an application, as Meta's log names it, at a moment in milliseconds since 1970. */
interface Pause {
	readonly at: number;
	readonly application: string;
	/** As a sentence begins: "Anna Miller (Power Editor)". */
	readonly who: string;
	/** Up to when the log tells of the object, milliseconds since 1970. */
	readonly toldUntil: number;
}

/** The last pause of an object that is paused now, or why nobody can tell. */
export type LastPause = Pause | { readonly unknown: string };

/**
 * Meta's words for a pause in the log, by a third party's account of it (UNCONFIRMED 99). Another word permits nothing: what
 * it stands for is not guessed.
 */
const PAUSED = /^(inactive|paused)$/i;

const timeOf = (entry: GraphObject): Milliseconds | null => instantOf(entry.event_time);

function whoOf({ actor_name: actor, application_name: application }: GraphObject): string {
	const [person, tool] = [text(actor), text(application)];
	if (person === null || tool === null) return person ?? tool ?? 'Somebody whom Meta’s log does not name';
	return `${person} (${tool})`;
}

/**
 * Who paused an object last, given the entries of Meta's log. The log comes late and lacks entries
 * (facebook-python-business-sdk, issue 296): one that does not end with a pause says nothing about who made it.
 *
 * @param entries of any objects, in any order
 */
export function lastPause(entries: readonly GraphObject[], id: string): LastPause {
	const about = entries.filter((entry) => idOf(entry.object_id) === id);
	const own = about.filter(tellsStatus);
	const times = own.map(timeOf);
	if (own.length === 0) return { unknown: 'Meta’s log does not show who paused it' };
	if (times.includes(null)) return { unknown: 'Meta’s log has a time that cannot be read' };
	const at = Math.max(...times.map(Number));
	// One pause is several entries of the same second; an activation among them leaves their order open.
	const newest = own.filter((_, index) => times[index] === at);
	if (!newest.every(({ extra_data: data }) => PAUSED.test(String(changedValues(data).newValue))))
		return { unknown: 'the last that Meta’s log shows of its status is no pause' };
	const [first = {}] = newest;
	const applications = new Set(newest.map(({ application_id: application }) => idOf(application)));
	const application = idOf(first.application_id);
	if (applications.size > 1 || application === null)
		return { unknown: 'Meta’s log does not name the app that paused it' };
	const toldUntil = Math.max(...about.map((entry) => timeOf(entry) ?? 0));
	return { at, application, who: whoOf(first), toldUntil };
}
