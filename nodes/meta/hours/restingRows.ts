import { uniqBy } from 'lodash';

import { idOf } from '../../shared/reading/cells';
import { instantOf } from '../../shared/reading/instants';
import type { GraphObject } from '../../shared/graph/object';
import { isRecord } from '../../shared/record';
import type { Session } from '../../shared/node/session/session';
import { keptMarksOf } from '../marks/keptMarks';
import { marksOfHours, offReasons, partsOf, withoutReasons } from '../marks/marks';
import type { LastPause } from './lastPause';
import { ownApp, readPauses } from './pauses';

/**
 * Objects as their hours leave them: a person's pause wins over marks that stayed from before, so those are read as not there. Where
 * Meta keeps no marks and the form says *Kept to Hours*, what this app has paused last is off for its hours.
 */

/** What a run has looked up in the log already: its lists show the same objects. */
const lookUps = new WeakMap<Session, Map<string, LastPause>>();

const key = ({ id }: GraphObject): string => idOf(id) ?? '';

const isPaused = ({ status }: GraphObject): boolean => status === 'PAUSED';

/** @throws GraphFailure where the log cannot be read */
async function lastPauses(
	session: Session,
	account: string,
	objects: readonly GraphObject[],
): Promise<ReadonlyMap<string, LastPause>> {
	const read = lookUps.get(session) ?? new Map<string, LastPause>();
	lookUps.set(session, read);
	const open = objects.filter((object) => !read.has(key(object)));
	const creationTimes = new Map(open.map((object) => [key(object), instantOf(object.created_time)]));
	if (creationTimes.size > 0) for (const one of await readPauses(session, account, creationTimes)) read.set(...one);
	return read;
}

/** Rows, and what they lie in, as if Meta kept all marks of this workflow. */
function withKeptMarks<Row extends GraphObject>(session: Session, rows: readonly Row[]): Row[] {
	const keptMarks = keptMarksOf(session);
	return rows.map((row) => ({
		...keptMarks.shownWith(row),
		...(isRecord(row.campaign) ? { campaign: keptMarks.shownWith(row.campaign) } : {}),
		...(isRecord(row.adset) ? { adset: keptMarks.shownWith(row.adset) } : {}),
	}));
}

/**
 * @param shownRows with what they lie in, as `partsOf` finds it
 * @param keptToHours the form says that they keep to hours, no matter which marks Meta keeps
 * @throws GraphFailure where the log cannot be read
 */
export async function asHoursLeaveThem<Row extends GraphObject>(
	session: Session,
	account: string,
	shownRows: readonly Row[],
	keptToHours = false,
): Promise<Row[]> {
	const rows = withKeptMarks(session, shownRows);
	const isInQuestion = (part: GraphObject): boolean => isPaused(part) && (keptToHours || offReasons(part).size > 0);
	const parts = uniqBy(rows.flatMap(partsOf).filter(isInQuestion), key);
	if (parts.length === 0) return [...rows];
	const pauses = await lastPauses(session, account, parts);
	const app = await ownApp(session);
	const labelsOf = new Map<string, GraphObject['adlabels']>();
	for (const part of parts) {
		const pause = pauses.get(key(part));
		// What the log does not show yet says nothing against the mark, and nothing for an object without one.
		const isOwn = pause !== undefined && !('unknown' in pause) && app !== null && pause.application === app;
		const isAnothers = pause !== undefined && !('unknown' in pause) && app !== null && !isOwn;
		if (isAnothers) labelsOf.set(key(part), withoutReasons(part));
		else if (isOwn && keptToHours && offReasons(part).size === 0) labelsOf.set(key(part), marksOfHours(part));
	}
	const withTrueMarks = <Part extends GraphObject>(part: Part): Part =>
		labelsOf.has(key(part)) ? { ...part, adlabels: labelsOf.get(key(part)) } : part;
	return rows.map((row) => {
		const { campaign, adset } = row as GraphObject;
		return {
			...withTrueMarks(row),
			...(campaign && typeof campaign === 'object' ? { campaign: withTrueMarks(campaign as GraphObject) } : {}),
			...(adset && typeof adset === 'object' ? { adset: withTrueMarks(adset as GraphObject) } : {}),
		};
	});
}
