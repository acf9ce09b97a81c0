import type { GraphObject } from '../../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../../shared/graph/request';
import { readStates, type State } from '../../../shared/graph/states';
import { pairLists } from '../../../shared/lists';
import type { Session } from '../../../shared/node/session/session';
import { isOfAd, isOfAdObject, isOfAdSet, subject } from '../../../meta/activityLog/entry';
import { needsRest } from '../../../meta/activityLog/rest';
import type { LeverPlace } from '../family';

/** Where an ad or ad set lies. */
interface Parent {
	/** Null for an ad set itself. */
	readonly adSet: string | null;
	readonly campaign: string;
	/** An ad itself, with its labels. */
	readonly ad?: GraphObject;
}

/** Which ad set and campaign the logged ads and ad sets lie in; null for one that could not be found out. */
export type Parents = ReadonlyMap<string, Parent | null>;

/** @param below ad sets of the campaigns whose budget is asked for, which need not be read again */
export async function readParents(
	{ graph }: Session,
	account: string,
	entries: readonly GraphObject[],
	below: readonly GraphObject[],
): Promise<Parents> {
	const parents = new Map<string, Parent | null>();
	for (const { id, campaign_id: campaign } of below)
		parents.set(String(id), { adSet: null, campaign: String(campaign) });
	const relevant = entries.filter(needsRest);
	for (const [isKind, edge, fields] of [
		[isOfAd, 'ads', ['id', 'adset_id', 'campaign_id', 'status', 'adlabels']],
		[isOfAdSet, 'adsets', ['id', 'campaign_id']],
	] as const) {
		// Ad sets matter only as parts of the campaigns whose budget is asked for.
		if (edge === 'adsets' && below.length === 0) continue;
		const ids = [...new Set(relevant.filter(isKind).map(subject))].filter((id) => /^\d+$/.test(id) && !parents.has(id));
		const params = { fields: fieldList(fields) };
		const read = (id: string): GraphRequest => ({ method: 'GET', path: id, params, effect: 'read', account });
		const states = await readStates(
			graph,
			ids.map((id) => ({ id, read: read(id), edge: `${account}/${edge}` })),
		);
		for (const [id, state] of pairLists(ids, states)) parents.set(id, parentIn(state));
	}
	return parents;
}

function parentIn({ answer }: State): Parent | null {
	const row = answer?.body as GraphObject | undefined;
	if (row?.campaign_id === undefined) return null;
	const campaign = String(row.campaign_id);
	return row.adset_id === undefined ? { adSet: null, campaign } : { adSet: String(row.adset_id), campaign, ad: row };
}

/**
 * An entry of the object, of its campaign, or of what lies in it. One whose place is unknown could be of any object.
 */
export const relatedTo =
	(on: LeverPlace['on'], id: string, campaign: string, parents: Parents) =>
	(entry: GraphObject): boolean => {
		const about = subject(entry);
		if (about === id || about === campaign || (about === '' && isOfAdObject(entry))) return true;
		if (!isOfAd(entry) && !(on === 'campaign' && isOfAdSet(entry))) return false;
		const place = parents.get(about);
		if (place === undefined) return false;
		return place === null || (on === 'campaign' ? place.campaign === id : place.adSet === id);
	};
