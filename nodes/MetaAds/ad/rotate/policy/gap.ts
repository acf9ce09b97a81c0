import { groupBy, sumBy } from 'lodash';

import { authorOf, isByMeta, subject, timeOf } from '../../../../meta/activityLog/entry';
import { statusChanges, tellsStatus, type StatusChange } from '../../../../meta/activityLog/statusChanges';
import type { GraphObject } from '../../../../shared/graph/object';

/** When ads left that Rotate has paused or Meta's review rejected, by their IDs, milliseconds since 1970. */
export type LeftByUs = ReadonlyMap<string, number>;

/** Where an ad's first entries are those of its creation, what is off was never on. */
const isOfCreation = ({ from, authors: [first] }: StatusChange, isNew: boolean): boolean =>
	from !== 'on' && (isNew || first === undefined || isByMeta(first));

interface Move {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Live ads fewer, or more. */
	readonly lacks: 1 | -1;
}

/** The log tells a pause by several entries within seconds. */
const SAME = 10_000;

/**
 * How many ads an ad set lacks by what Rotate or Meta's review took off, since anybody else last took one off. Whoever pauses,
 * archives or deletes ads by hand wants as few as are left then, and each that comes in later fills one.
 *
 * @param entries of the ads of the ad set since the first of them left, deleted ads too; null where not all could be read
 * @param othersAt when anybody else paused an ad of it last, as far as that is known; milliseconds since 1970
 * @param app the own one, as the log names it. What it switched off and on again since was no gap
 */
export function gapOf(
	left: LeftByUs,
	entries: readonly GraphObject[] | null,
	othersAt: number,
	app: string | null,
): number {
	if (entries === null || entries.some((entry) => tellsStatus(entry) && timeOf(entry) === null)) return 0;
	const createdAds = new Set(entries.filter(({ event_type: type }) => type === 'create_ad').map(subject));
	const ofAds = entries.filter(({ event_type: type }) => String(type).startsWith('update_ad_run_status'));
	let last = othersAt;
	const moves = [...left.values()].map((at): Move => ({ at, lacks: 1 }));
	for (const [id, own] of Object.entries(groupBy(ofAds, subject))) {
		const { changes } = statusChanges(own, id, null);
		for (const [index, change] of changes.entries()) {
			const { at, from, to, authors } = change;
			if (from === 'on' && to === 'on') continue;
			if (to !== 'on' && isOfCreation(change, index === 0 && createdAds.has(id))) continue;
			if (Math.abs(at - (left.get(id) ?? -Infinity)) < SAME) continue;
			moves.push({ at, lacks: to === 'on' ? -1 : 1 });
			const isOurs = authors.every((entry) => app !== null && authorOf(entry) === app);
			const staysOff = index === changes.length - 1 && !left.has(id);
			if (to !== 'on' && (!isOurs || staysOff)) last = Math.max(last, at);
		}
	}
	const leftSince = [...left.values()].filter((at) => at > last).length;
	if (last === -Infinity) return leftSince;
	const lack = sumBy(
		moves.filter(({ at }) => at > last),
		'lacks',
	);
	return Math.max(0, Math.min(leftSince, lack));
}
