import { readRows, LARGE_PAGE } from '../../shared/graph/pages';
import { asHoursLeaveThem } from '../../meta/hours/restingRows';
import { isOffForHours } from '../../meta/marks/marks';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session/session';
import { withAdsOn } from './delivery';
import { adSetsBelow } from './objects';
import { readInstant } from '../../shared/reading/instants';

/** An ad set with its campaign, or a campaign. */
export interface Beside {
	readonly id: string;
	readonly campaign: string;
	readonly on: 'campaign' | 'adSet';
}

/** Milliseconds of a time; `otherwise` where there is none, and null where what is there cannot be read. */
function timeOr(value: unknown, otherwise: number): number | null {
	const read = readInstant(value);
	if (read === 'none') return otherwise;
	return read === 'unreadable' ? null : read;
}

/** Whether something is switched on and in its time, as of what is to be paused; what cannot be read is not. */
function isRunning(object: GraphObject, now: number): boolean {
	if (object.effective_status !== 'ACTIVE' && !isOffForHours(object)) return false;
	const from = timeOr(object.start_time, -Infinity);
	const until = timeOr(object.end_time ?? object.stop_time, Infinity);
	return from !== null && until !== null && from <= now && until > now;
}

/**
 * What delivers next to each of them. Those are other ad sets of its campaign with an ad on, or the other
 * campaigns of the account with such an ad set. What has not begun or has ended delivers nothing.
 *
 * @param now milliseconds since 1970
 * @throws GraphFailure
 */
export async function liveBeside(
	session: Session,
	account: string,
	all: readonly Beside[],
	now: number,
	keptToHours = false,
): Promise<ReadonlyMap<string, readonly string[]>> {
	const campaigns = all.some((one) => one.on === 'campaign')
		? await runningCampaigns(session, account, now, keptToHours)
		: [];
	const inCampaigns = all.filter(({ on }) => on === 'adSet').map(({ campaign }) => campaign);
	const below = [...new Set([...inCampaigns, ...campaigns])];
	const foundAdSets = below.length === 0 ? [] : await adSetsBelow(session, below, account, keptToHours);
	const adSets = foundAdSets.filter((adSet) => isRunning(adSet, now));
	const ids = adSets.map(({ id }) => String(id));
	const on = ids.length === 0 ? new Set<string>() : await withAdsOn(session, ids, account, keptToHours);
	const live = adSets.filter((adSet) => on.has(String(adSet.id)) || isOffForHours(adSet));
	const delivering = new Set(live.map((adSet) => String(adSet.campaign_id)));
	const others = ({ id, campaign, on: kind }: Beside): string[] =>
		kind === 'campaign'
			? campaigns.filter((other) => other !== id && delivering.has(other))
			: live
					.filter((adSet) => String(adSet.campaign_id) === campaign)
					.map((adSet) => String(adSet.id))
					.filter((other) => other !== id);
	return new Map(all.map((one) => [one.id, others(one)]));
}

async function runningCampaigns(
	session: Session,
	account: string,
	now: number,
	keptToHours: boolean,
): Promise<string[]> {
	const params = {
		fields: fieldList(['id', 'status', 'effective_status', 'start_time', 'stop_time', 'adlabels', 'created_time']),
		effective_status: ['ACTIVE', 'PAUSED'],
	};
	const request = { method: 'GET', path: `${account}/campaigns`, params, effect: 'read', account } as const;
	const rows = await readRows(session.graph, request, Infinity, LARGE_PAGE);
	const resting = await asHoursLeaveThem(session, account, rows, keptToHours);
	return resting.filter((row) => isRunning(row, now)).map(({ id }) => String(id));
}
