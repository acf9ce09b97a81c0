import { findLast, groupBy } from 'lodash';

import type { GraphObject } from '../../shared/graph/object';
import { isByMeta, subject, timeOf } from './entry';
import { endOfReview } from './rest';
import { META_ADDS, statusChanges, statusesIn, tellsStatus } from './statusChanges';
import { extraOf, loggedValuesIn } from './values';

/** One entry, or several that are one change. */
export interface FoldedEntry {
	readonly entry: GraphObject;
	/** What was folded into it. */
	readonly parts: readonly GraphObject[];
}

/**
 * The log with one entry for each change of status, from what it was to what it became. What Meta adds hours later, such as
 * the end of a review, is an entry of its own.
 *
 * @param waitsSince milliseconds since 1970. A change that is in process since then waits for the entry of its end,
 *   which can come hours later than the first
 */
export function foldedStatuses(entries: readonly GraphObject[], waitsSince: number): FoldedEntry[] {
	const others = entries.filter((entry) => !tellsStatus(entry) || timeOf(entry) === null);
	const alone = others.map((entry) => ({ entry, parts: [entry] }));
	const byObject = groupBy(entries.filter(tellsStatus), subject);
	const changes = Object.entries(byObject).flatMap(([id, own]) => statusChanges(own, id, null).changes);
	return [
		...alone,
		...changes.flatMap(({ entries: steps }) => runsOf(steps)).flatMap((run) => folded(run, waitsSince)),
	];
}

/** Entries that follow each other closely. */
function runsOf(steps: readonly GraphObject[]): GraphObject[][] {
	const runs: GraphObject[][] = [];
	let last = -Infinity;
	for (const step of steps) {
		const at = timeOf(step) ?? last;
		if (at - last <= META_ADDS && endOfReview(step) === null) runs.at(-1)?.push(step);
		else runs.push([step]);
		last = at;
	}
	return runs;
}

/** One entry instead of several, signed by whoever decided; none for what has come back to where it was. */
function folded(run: readonly GraphObject[], waitsSince: number): FoldedEntry[] {
	const [first, last] = [run[0], run.at(-1)];
	if (first === undefined || last === undefined || isOnItsWay(last, waitsSince)) return [];
	if (run.length === 1) return [{ entry: last, parts: run }];
	const [from, to] = [loggedValuesIn(extraOf(first)).before.value, loggedValuesIn(extraOf(last)).after.value];
	const author = findLast(run, (entry) => !isByMeta(entry)) ?? last;
	if (from === to) return [];
	return [{ entry: { ...author, extra_data: { old_value: from, new_value: to } }, parts: run }];
}

const isOnItsWay = (entry: GraphObject, waitsSince: number): boolean =>
	statusesIn(entry).to === 'processing' && (timeOf(entry) ?? 0) > waitsSince;
