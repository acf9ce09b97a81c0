import { logEntriesOf } from '../activityLog/logEntries';
import { tellsStatus } from '../activityLog/statusChanges';
import { readDetails } from '../token';
import type { Session } from '../../shared/node/session/session';
import { lastPause, type LastPause } from './lastPause';
import { DAY_MS } from '../../shared/durations';

/** Days of the log that are looked through: a week for hours that come round, then further back for what is left. */
const LOOKS = [8, 60];

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
	const now = session.graph.serverTime() ?? session.now();
	let open = [...creationTimes.keys()];
	for (const days of LOOKS) {
		const entries = await logEntriesOf(session, account, new Map(open.map((id) => [id, now - days * DAY_MS])));
		for (const id of open) pauses.set(id, lastPause(entries.get(id) ?? [], id, creationTimes.get(id) ?? null));
		open = open.filter((id) => entries.get(id)?.some(tellsStatus) !== true);
	}
	return pauses;
}

/**
 * The app that this credential's token belongs to; null where Meta does not tell. The log names it by the same ID
 * (superbolt-x/Talk-to-Meta-SB-remote, activity.py); by another one, nothing would be activated.
 */
export const ownApp = async (session: Session): Promise<string | null> =>
	(await readDetails(session)).value?.appId ?? null;
