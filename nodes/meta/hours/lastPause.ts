import { isByMeta, newestAbout } from '../activityLog/entry';
import { statusChanges, type StatusChange } from '../activityLog/statusChanges';
import { MINUTE_MS } from '../../shared/durations';
import type { GraphObject } from '../../shared/graph/object';
import { idOf, textCell } from '../../shared/reading/cells';

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
export type LastPause = Pause | { readonly unknown: string; readonly neverOn?: NeverOn };

/** As far as the log tells, it has never been on. */
interface NeverOn {
	/** Up to when the log tells of the object, milliseconds since 1970. */
	readonly toldUntil: number;
}

function whoOf({ actor_name: actor, application_name: application }: GraphObject): string {
	const [person, tool] = [textCell(actor), textCell(application)];
	if (person === null || tool === null) return person ?? tool ?? 'Somebody whom Meta’s log does not name';
	return `${person} (${tool})`;
}

/** What is created paused is not paused by anyone: its first entries stand within minutes of its creation. */
const CREATION = 10 * MINUTE_MS;

/** Meta ends a review, or begins one, and leaves on what is on and off what is off. */
const isOwnOfMeta = ({ authors: [first], from, to }: StatusChange): boolean =>
	first !== undefined && isByMeta(first) && !(from === 'on' && to === 'off');

const wasOn = ({ from, to }: StatusChange): boolean => from === 'on' || to === 'on';

/**
 * Who paused an object last that is paused now, given the entries of Meta's log. Its last change of status led to that, in
 * whatever language the log says so. The log comes late and lacks entries (facebook-python-business-sdk, issue 296): one
 * that ends with an activation says nothing about who made the pause.
 *
 * @param entries of any objects, in any order
 * @param createdAt milliseconds since 1970; null where that is not known
 */
export function lastPause(entries: readonly GraphObject[], id: string, createdAt: number | null): LastPause {
	const { changes, undated } = statusChanges(entries, id, 'off');
	if (undated.length > 0) return { unknown: 'Meta’s log has a time that cannot be read' };
	const isOfCreation = ({ at, from }: StatusChange): boolean =>
		createdAt !== null && at - createdAt < CREATION && from !== 'on';
	const last = changes.filter((change) => !isOwnOfMeta(change)).at(-1);
	if (last === undefined || (isOfCreation(last) && last.to === 'off'))
		return changes.length === 0 || changes.some(wasOn)
			? { unknown: 'Meta’s log does not show who paused it' }
			: {
					unknown: 'it was created paused, and nobody has activated it since',
					neverOn: { toldUntil: Math.max(newestAbout(entries, id), (createdAt ?? 0) + CREATION) },
				};
	// It began off: somebody has activated it, and how it went off again is not told.
	if (last.to !== 'off' || last.from === 'off')
		return { unknown: 'the latest status change in Meta’s log isn’t a pause' };
	const [first = {}] = last.authors;
	const applications = new Set(last.authors.map(({ application_id: application }) => idOf(application)));
	const application = idOf(first.application_id);
	if (applications.size > 1 || application === null)
		return { unknown: 'Meta’s log does not name the app that paused it' };
	const who = isByMeta(first) ? 'Meta' : whoOf(first);
	return { at: last.at, application, who, toldUntil: newestAbout(entries, id) };
}
