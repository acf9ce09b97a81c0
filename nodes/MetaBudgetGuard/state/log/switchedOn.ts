import { authorOf } from '../../../meta/activityLog/entry';
import { statusChanges, type OwnStatus, type StatusChange } from '../../../meta/activityLog/statusChanges';
import type { Unknown } from '../../../meta/evidence/known';
import type { GraphObject } from '../../../shared/graph/object';
import type { SwitchedOn } from '../../policy/state';

/** An object or its campaign, and what it shows now. */
export interface StatusQuestion {
	readonly id: string;
	readonly present: OwnStatus | null;
	/** What the app that had switched it off switches on again is no other chance. */
	readonly keepsHours: boolean;
}

const appsOf = ({ authors }: StatusChange): string => [...new Set(authors.map(authorOf))].join(' ');

/** Both were made by the same application, as far as the log names any. */
export const isByOneApp = (one: StatusChange, other: StatusChange): boolean =>
	appsOf(one) !== '' && appsOf(one) === appsOf(other);

/** Switched on by the one application that had switched it off. */
const isForHours = (on: StatusChange, off: StatusChange | undefined): boolean =>
	on.to === 'on' && off?.to === 'off' && isByOneApp(on, off);

/**
 * When an object or its campaign was last switched on, by the log's entries; null where nothing tells of that. A change of
 * status that nobody can read may have been one.
 */
export function lastSwitchedOn(
	entries: readonly GraphObject[],
	object: StatusQuestion,
	campaign: StatusQuestion,
): SwitchedOn | Unknown | null {
	let last: SwitchedOn | null = null;
	for (const { id, present, keepsHours } of object.id === campaign.id ? [object] : [object, campaign]) {
		const { changes, undated } = statusChanges(entries, id, present);
		if (undated.length > 0) return { unknown: 'a change of status without a time that can be read' };
		const on = changes
			.filter(({ from, to }) => to === null || (to === 'on' && from !== 'on'))
			.filter((change) => !keepsHours || !isForHours(change, changes[changes.indexOf(change) - 1]))
			.at(-1);
		if (on !== undefined && on.at > (last?.at ?? 0))
			last = { at: on.at, campaign: id !== object.id, ...(on.to === null ? { unsure: true } : {}) };
	}
	return last;
}
