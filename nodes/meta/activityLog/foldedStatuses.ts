import { findLast, groupBy } from 'lodash';

import type { GraphObject } from '../../shared/graph/object';
import { isByMeta, subject, timeOf } from './entry';
import { META_ADDS, statusChanges, statusesIn, tellsStatus } from './statusChanges';
import { extraOf, loggedValuesIn } from './values';

/**
 * The log with one entry for each change of status, from what it was to what it became. What Meta adds hours later, such as
 * the end of a review, is an entry of its own. A change that is still in process waits for its end as long as that takes.
 *
 * @param now milliseconds since 1970
 */
export function foldedStatuses(entries: readonly GraphObject[], now: number): GraphObject[] {
	const others = entries.filter((entry) => !tellsStatus(entry) || timeOf(entry) === null);
	const byObject = groupBy(entries.filter(tellsStatus), subject);
	const changes = Object.entries(byObject).flatMap(([id, own]) => statusChanges(own, id, null).changes);
	return [...others, ...changes.flatMap(({ entries: steps }) => runsOf(steps)).flatMap((run) => folded(run, now))];
}

/** Entries that follow each other closely. */
function runsOf(steps: readonly GraphObject[]): GraphObject[][] {
	const runs: GraphObject[][] = [];
	let last = -Infinity;
	for (const step of steps) {
		const at = timeOf(step) ?? last;
		if (at - last <= META_ADDS) runs.at(-1)?.push(step);
		else runs.push([step]);
		last = at;
	}
	return runs;
}

/** One entry in place of several, signed by whoever decided; none for what has come back to where it was. */
function folded(run: readonly GraphObject[], now: number): GraphObject[] {
	const [first, last] = [run[0], run.at(-1)];
	if (first === undefined || last === undefined || isOnItsWay(last, now)) return [];
	if (run.length === 1) return [last];
	const [from, to] = [loggedValuesIn(extraOf(first)).before.value, loggedValuesIn(extraOf(last)).after.value];
	const author = findLast(run, (entry) => !isByMeta(entry)) ?? last;
	return from === to ? [] : [{ ...author, extra_data: { old_value: from, new_value: to } }];
}

const isOnItsWay = (entry: GraphObject, now: number): boolean =>
	statusesIn(entry).to === 'processing' && (timeOf(entry) ?? 0) > now - META_ADDS;
