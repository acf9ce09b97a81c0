import { fieldList } from '../../shared/graph/request';
import type { GraphObject } from '../../shared/graph/object';
import type { Session } from '../../shared/node/session/session';
import type { Alert } from './judged/alert';

/** What somebody has switched off, here or above it (Marketing API: `effective_status` of campaigns, ad sets and ads). */
const switchedOff = /^(PAUSED|CAMPAIGN_PAUSED|ADSET_PAUSED|ARCHIVED|DELETED)$/;

/** Statuses that one run asks for: where more stop at once, it is no single pause. */
const MOST_READ = 20;

/** What a pause explains: no delivery, and less spend on the day on which it was made. */
const isStop = ({ kind, direction }: Alert): boolean =>
	kind === 'noDelivery' || (kind === 'spend' && direction === 'fewer');

/** Stops that somebody has made: no news to those who pause. One whose status cannot be read stays news. */
export async function pausedAmong(
	session: Session,
	account: string | null,
	alerts: readonly Alert[],
): Promise<Set<Alert>> {
	const stops = alerts.filter(isStop).slice(0, MOST_READ);
	const read = await Promise.all(stops.map(async (alert) => ((await isOff(session, account, alert)) ? [alert] : [])));
	return new Set(read.flat());
}

async function isOff({ graph }: Session, account: string | null, { objects: [object] }: Alert): Promise<boolean> {
	if (object === undefined) return false;
	const params = { fields: fieldList(['effective_status']) };
	try {
		const { body } = await graph.send({
			method: 'GET',
			path: object.id,
			params,
			effect: 'read',
			account: account === null ? undefined : `act_${account.replace(/^act_/, '')}`,
		});
		return switchedOff.test(String((body as GraphObject).effective_status));
	} catch {
		return false;
	}
}
