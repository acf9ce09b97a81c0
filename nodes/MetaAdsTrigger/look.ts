import { mapValues } from 'lodash';

import { accountDay } from '../shared/accountTime';
import type { GraphClient } from '../shared/graph/client';
import { GraphFailure } from '../shared/graph/error';
import { readRows } from '../shared/graph/pages';
import type { GraphObject } from '../shared/graph/object';
import { fieldList, type GraphRequest } from '../shared/graph/request';
import { fromMinorUnits, isListedCurrency } from '../shared/money';
import type { AccountFacts } from '../shared/node/session';
import { activityFields } from '../meta/activityLog';
import type { TriggerParams } from './form';
import type { Watched } from './issueEvents';
import type { Measured } from './spendEvents';

/** Memory of more ads would make n8n's static data heavy. */
const MOST_ADS = 10_000;

const CLOCK_SLACK = 60;

type Ask = Pick<TriggerParams, 'campaign' | 'thresholds'>;

const read = async (graph: GraphClient, account: string, path: string, params: GraphRequest['params'], most = Infinity): Promise<GraphObject[]> =>
	await readRows(graph, { method: 'GET', path, params, effect: 'read', account }, most);

/** @param since, now milliseconds since 1970 */
export async function readLog(graph: GraphClient, account: string, { campaign }: Ask, since: number, now: number): Promise<GraphObject[]> {
	return await read(graph, account, `${account}/activities`, {
		fields: fieldList(activityFields),
		// Both ends in full: without them Meta shows a short window of its own choosing.
		since: Math.floor(since / 1000),
		until: Math.ceil(now / 1000) + CLOCK_SLACK,
		...(campaign === undefined ? {} : { oid: campaign, add_children: true }),
	});
}

const state = ['id', 'name', 'effective_status', 'issues_info'];

export async function readAds(graph: GraphClient, account: string, { campaign }: Ask): Promise<GraphObject[]> {
	const ads = await read(graph, account, `${campaign ?? account}/ads`, { fields: fieldList([...state, 'ad_review_feedback']) }, MOST_ADS + 1);
	if (ads.length <= MOST_ADS) return ads;
	throw new GraphFailure({
		kind: 'tooMuchData',
		message: `More than ${MOST_ADS} ads are too many for one trigger`,
		advice: 'Choose a campaign, and add one trigger for each that matters.',
	});
}

/** Everything but the ads that can have issues: what runs as it should is not listed. */
export async function readTroubled(graph: GraphClient, account: string, { campaign }: Ask): Promise<Watched[]> {
	const troubled = { fields: fieldList(state), effective_status: ['WITH_ISSUES'] };
	const adSets = await read(graph, account, `${campaign ?? account}/adsets`, troubled);
	const campaigns = await read(graph, account, `${account}/campaigns`, troubled);
	const { body } = await graph.send({ method: 'GET', path: account, params: { fields: 'id,name,account_status,disable_reason' }, effect: 'read', account });
	return [
		...adSets.map((object): Watched => ({ level: 'adSet', object })),
		...campaigns.filter(({ id }) => campaign === undefined || id === campaign).map((object): Watched => ({ level: 'campaign', object })),
		{ level: 'account', object: body as GraphObject },
	];
}

const units = (minor: unknown, { currency }: AccountFacts): number => (isListedCurrency(currency) ? Number(fromMinorUnits(String(minor ?? 0), currency)) : Number(minor ?? 0) / 100);

/** Where the figures stand that have a threshold. */
export async function readFigures(graph: GraphClient, account: AccountFacts, { campaign, thresholds = {} }: Ask, now: number): Promise<Measured[]> {
	const { dueAbove, leftBelow, spentTodayAbove } = mapValues(thresholds, Number);
	const measured: Measured[] = [];
	if (dueAbove !== undefined || leftBelow !== undefined) {
		const { body } = await graph.send({ method: 'GET', path: account.id, params: { fields: 'id,balance,amount_spent,spend_cap' }, effect: 'read', account: account.id });
		const { balance, amount_spent: spent, spend_cap: cap } = body as GraphObject;
		if (dueAbove !== undefined) measured.push({ key: `due ${dueAbove}`, limit: dueAbove, value: units(balance, account), passedWhen: 'above', what: 'The amount due', campaign: null });
		// 0 is no limit (Marketing API, Ad Account reference: spend_cap).
		if (leftBelow !== undefined && Number(cap ?? 0) > 0) {
			measured.push({ key: `left ${leftBelow}`, limit: leftBelow, value: units(cap, account) - units(spent, account), passedWhen: 'below', what: 'What is left of the account’s spending limit', campaign: null });
		}
	}
	if (spentTodayAbove !== undefined) {
		const day = accountDay(now, account.timeZone);
		const rows = await read(graph, account.id, `${campaign ?? account.id}/insights`, { fields: 'spend', time_range: { since: day, until: day } });
		const value = rows.reduce((sum, { spend }) => sum + Number(spend ?? 0), 0);
		measured.push({ key: `${day} ${spentTodayAbove}`, limit: spentTodayAbove, value, passedWhen: 'above', what: 'Spent today', campaign: campaign ?? null });
	}
	return measured;
}
