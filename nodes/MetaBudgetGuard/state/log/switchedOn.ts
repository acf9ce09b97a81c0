import type { Unknown } from '../../../meta/evidence/known';
import type { GraphObject } from '../../../shared/graph/object';
import type { SwitchedOn } from '../../policy/state';
import { changeLog, subject } from './changeLog';
import { statuses } from '../statuses';

/** When an object or its campaign was last switched on, by the log's entries; null where nothing tells of that. */
export function switchedOn(entries: readonly GraphObject[], id: string, campaign: string): SwitchedOn | Unknown | null {
	let last: SwitchedOn | null = null;
	for (const one of new Set([id, campaign])) {
		const related = (entry: GraphObject): boolean =>
			subject(entry) === one && statuses.events.has(String(entry.event_type));
		const { values, unreadable } = changeLog(entries, statuses, { id: one, lever: 'status', related });
		const [problem] = unreadable;
		if (problem !== undefined) return { unknown: problem };
		const at = values.filter(({ from, to }) => to > from).at(-1)?.at;
		if (at !== undefined && at > (last?.at ?? 0)) last = { at, campaign: one !== id };
	}
	return last;
}
