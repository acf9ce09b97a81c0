import type { GraphClient } from '../../shared/graph/client';
import { rowsIn, type GraphObject } from '../../shared/graph/object';
import { readRows } from '../../shared/graph/pages';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { findingOf, type CheckFinding } from '../finding';
import { sendAsPage } from '../leads/pageAccess';
import { answeredOr, notSaid, openGate, shutGate, unknownGate, type GateState } from './gateState';

/** What the gates of a page are judged by. */
export interface PageFacts {
	readonly volume: CheckFinding<GraphObject | undefined>;
	/** The page among those of the token's user. */
	readonly own: CheckFinding<GraphObject | undefined>;
	readonly terms: CheckFinding<GraphObject>;
}

/** Ads of the page that run or are in review, over all its accounts (Marketing API, "Ads Volume"). */
const volumeRequest = (account: string, page: string): GraphRequest => ({
	method: 'GET',
	path: `${account}/ads_volume`,
	params: {
		page_id: page,
		fields: fieldList(['actor_id', 'ads_running_or_in_review_count', 'limit_on_ads_running_or_in_review']),
	},
	effect: 'read',
	account,
});

export async function readPageFacts(graph: GraphClient, account: string | undefined, page: string): Promise<PageFacts> {
	const pagesRequest: GraphRequest = {
		method: 'GET',
		path: 'me/accounts',
		params: { fields: 'id,tasks' },
		effect: 'read',
	};
	const termsRequest: GraphRequest = {
		method: 'GET',
		path: page,
		params: { fields: 'leadgen_tos_accepted' },
		effect: 'read',
	};
	const [volume, own, terms] = await Promise.all([
		account === undefined ? { value: undefined } : readVolume(graph, account, page),
		answeredOr(readRows(graph, pagesRequest, Infinity).then((rows) => rows.find(({ id }) => id === page))),
		answeredOr(sendAsPage(graph, page, termsRequest)),
	]);
	return { volume, own, terms };
}

export const readVolume = async (
	graph: GraphClient,
	account: string,
	page: string,
): Promise<CheckFinding<GraphObject | undefined>> =>
	findingOf(await graph.sendOne(volumeRequest(account, page)), (body) => rowsIn(body)[0]);

/** Some pages show no limit: then there is nothing to say. */
export function volumeGate(row: GraphObject | undefined): GateState {
	const { ads_running_or_in_review_count: running, limit_on_ads_running_or_in_review: limit } = row ?? {};
	if (typeof running !== 'number' || typeof limit !== 'number') return unknownGate('Meta shows no limit of this page');
	const reason = `${running} of ${limit} ads of the page run or are in review`;
	return running >= limit ? shutGate(reason) : openGate(reason);
}

export function pageTasksGate(page: GraphObject | undefined): GateState {
	if (page === undefined) return unknownGate('The page is not in the list of the token’s user');
	if (!Array.isArray(page.tasks)) return notSaid;
	const may = page.tasks.includes('ADVERTISE') || page.tasks.includes('MANAGE');
	return may
		? openGate('The token’s user may advertise with the page')
		: shutGate('The token’s user may not advertise with the page');
}

export function leadTermsGate({ leadgen_tos_accepted: hasAccepted }: GraphObject): GateState {
	if (typeof hasAccepted !== 'boolean') return notSaid;
	return hasAccepted ? openGate('The page has accepted the terms') : shutGate('The page has not accepted the terms');
}
