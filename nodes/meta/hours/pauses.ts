import { chunk } from 'lodash';

import { logFields } from '../activityLog/entry';
import { tellsStatus } from '../activityLog/statusChanges';
import { readDetails } from '../token';
import type { GraphObject } from '../../shared/graph/object';
import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session/session';
import { lastPause, type LastPause } from './lastPause';
import { DAY_SECONDS } from '../../shared/durations';

/** Days of the log that are looked through: a week for hours that come round, then further back for what is left. */
const LOOKS = [8, 60];
/** Objects whose entries are asked for at once. */
const TOGETHER = 20;
/** Entries of so many objects; where there are more, none is used: a person's pause among the unread must not look like none. */
const MOST = 5_000;

/**
 * Who paused each of these objects last, by Meta's log.
 *
 * @param creationTimes when each was created, by its id, milliseconds since 1970; null where that is not known
 * @throws GraphFailure when the log cannot be read
 */
export async function readPauses(
	session: Session,
	account: string,
	creationTimes: ReadonlyMap<string, number | null>,
): Promise<Map<string, LastPause>> {
	const pauses = new Map<string, LastPause>();
	for (const group of chunk([...creationTimes.keys()], TOGETHER)) {
		let open = group;
		for (const days of LOOKS) {
			if (open.length === 0) break;
			const entries = await readLog(session, account, open, days);
			for (const id of open) pauses.set(id, lastPause(entries, id, creationTimes.get(id) ?? null));
			open = open.filter((id) => !entries.some((entry) => tellsStatus(entry) && entry.object_id === id));
		}
	}
	return pauses;
}

async function readLog(
	{ graph, now }: Session,
	account: string,
	[first, ...others]: readonly string[],
	days: number,
): Promise<GraphObject[]> {
	const seconds = Math.ceil((graph.serverTime() ?? now()) / 1000);
	const params = {
		fields: fieldList(logFields),
		oid: first,
		extra_oids: others.length > 0 ? others : undefined,
		// Both ends in full: without them Meta shows a short window of its own choosing.
		since: seconds - days * DAY_SECONDS,
		until: seconds + 60,
	};
	const request = { method: 'GET' as const, path: `${account}/activities`, params, effect: 'read' as const, account };
	const entries = await readRows(graph, request, MOST, LARGE_PAGE);
	return entries.length < MOST ? entries : [];
}

/**
 * The app that this credential's token belongs to; null where Meta does not tell. The log names it by the same ID
 * (superbolt-x/Talk-to-Meta-SB-remote, activity.py); by another one, nothing would be activated.
 */
export const ownApp = async (session: Session): Promise<string | null> =>
	(await readDetails(session)).value?.appId ?? null;
