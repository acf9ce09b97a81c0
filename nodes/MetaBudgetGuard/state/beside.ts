import { readRows, LARGE_PAGE } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session';
import { withAdsOn } from './delivery';
import { adSetsBelow } from './objects';

/** An ad set with its campaign, or a campaign. */
export interface Beside {
	readonly id: string;
	readonly campaign: string;
	readonly on: 'campaign' | 'adSet';
}

const isActive = ({ effective_status: status }: GraphObject): boolean => status === 'ACTIVE';

/**
 * What delivers beside each of them: the other ad sets of its campaign that have an ad switched on, or the other active
 * campaigns of the account.
 *
 * @throws GraphFailure
 */
export async function liveBeside(
	session: Session,
	account: string,
	all: readonly Beside[],
): Promise<ReadonlyMap<string, readonly string[]>> {
	const inCampaigns = [...new Set(all.filter(({ on }) => on === 'adSet').map(({ campaign }) => campaign))];
	const adSets = inCampaigns.length === 0 ? [] : (await adSetsBelow(session, inCampaigns, account)).filter(isActive);
	const ids = adSets.map(({ id }) => String(id));
	const on = ids.length === 0 ? new Set<string>() : await withAdsOn(session, ids, account);
	const campaigns = all.some((one) => one.on === 'campaign') ? await activeCampaigns(session, account) : [];
	const others = ({ id, campaign, on: kind }: Beside): string[] =>
		kind === 'campaign'
			? campaigns.filter((other) => other !== id)
			: adSets
					.filter((adSet) => String(adSet.campaign_id) === campaign && on.has(String(adSet.id)))
					.map((adSet) => String(adSet.id))
					.filter((other) => other !== id);
	return new Map(all.map((one) => [one.id, others(one)]));
}

async function activeCampaigns({ graph }: Session, account: string): Promise<string[]> {
	const params = { fields: fieldList(['id', 'effective_status']), effective_status: ['ACTIVE'] };
	const request = { method: 'GET', path: `${account}/campaigns`, params, effect: 'read', account } as const;
	const rows = await readRows(graph, request, Infinity, LARGE_PAGE);
	return rows.filter(isActive).map(({ id }) => String(id));
}
