import { mapValues, sumBy } from 'lodash';

import { accountDay } from '../../shared/accountTime';
import { idOf } from '../../shared/reading/cells';
import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import { readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphParams } from '../../shared/graph/request';
import { fromMinorUnits, isListedCurrency } from '../../shared/money';
import type { AccountFacts } from '../../shared/node/session/session';
import { activityFields } from '../../meta/activityLog/row';
import type { EventType } from '../events/event';
import type { OpenPoll } from '../form/openLook';
import type { TriggerParams } from '../form/form';
import type { IssueObject } from '../events/issueEvents';
import type { ThresholdReading } from '../events/spendEvents';

/** Memory of more ads would make n8n's static data heavy. */
const MOST_ADS = 10_000;

const CLOCK_SLACK = 60;

/** One look at an ad account. */
export interface AccountLook extends OpenPoll {
	readonly account: AccountFacts;
}

type Ask = Pick<TriggerParams, 'campaign' | 'thresholds'>;

const read = async (
	graph: GraphClient,
	account: string,
	path: string,
	params: GraphParams,
	most = Infinity,
): Promise<GraphObject[]> => await readRows(graph, { method: 'GET', path, params, effect: 'read', account }, most);

async function readAccount(graph: GraphClient, id: string, fields: string): Promise<GraphObject> {
	const { body } = await graph.send({ method: 'GET', path: id, params: { fields }, effect: 'read', account: id });
	return body as GraphObject;
}

/** @param since, now milliseconds since 1970 */
export async function readActivity(
	graph: GraphClient,
	account: string,
	{ campaign }: Ask,
	since: number,
	now: number,
): Promise<GraphObject[]> {
	return await read(graph, account, `${account}/activities`, {
		fields: fieldList(activityFields),
		// Both ends in full: without them Meta shows a short window of its own choosing.
		since: Math.floor(since / 1000),
		until: Math.ceil(now / 1000) + CLOCK_SLACK,
		...(campaign === undefined ? {} : { oid: campaign, add_children: true }),
	});
}

const state = ['id', 'name', 'effective_status', 'issues_info'];

/** Objects are remembered by their IDs: one without is no object that can be told of, nor one that names a part of JavaScript. */
async function readObjects(...args: Parameters<typeof read>): Promise<GraphObject[]> {
	const objects = await read(...args);
	if (objects.every(({ id }) => /^\d+$/.test(idOf(id) ?? ''))) return objects;
	throw new GraphFailure({
		kind: 'temporary',
		message: 'Meta answered with a list in which an object has no ID',
		advice: 'The next poll asks again.',
	});
}

async function readAds(graph: GraphClient, account: string, { campaign }: Ask): Promise<GraphObject[]> {
	const fields = fieldList([...state, 'ad_review_feedback']);
	const ads = await readObjects(graph, account, `${campaign ?? account}/ads`, { fields }, MOST_ADS + 1);
	if (ads.length <= MOST_ADS) return ads;
	throw new GraphFailure({
		kind: 'tooMuchData',
		message: `More than ${MOST_ADS} ads are too many for one trigger`,
		advice: 'Choose a campaign, and add one trigger for each that matters.',
	});
}

/** Everything but the ads that can have issues: what runs as it should is not listed. */
async function readTroubled(graph: GraphClient, account: string, { campaign }: Ask): Promise<IssueObject[]> {
	const troubledRequest = { fields: fieldList(state), effective_status: ['WITH_ISSUES'] };
	const adSets = await readObjects(graph, account, `${campaign ?? account}/adsets`, troubledRequest);
	const campaigns = await readObjects(graph, account, `${account}/campaigns`, troubledRequest);
	const object = await readAccount(graph, account, 'id,name,account_status,disable_reason');
	return [
		...adSets.map((adSet): IssueObject => ({ level: 'adSet', object: adSet })),
		...campaigns
			.filter(({ id }) => campaign === undefined || id === campaign)
			.map((one): IssueObject => ({ level: 'campaign', object: one })),
		// Its ID is the one asked for, whatever the answer says.
		{ level: 'account', object: { ...object, id: account } },
	];
}

/** A figure that a threshold goes by. Taken for zero, one that Meta does not tell would never pass, or at once. */
function figureOf(value: unknown, label: string): string {
	const figure = String(value);
	if ((typeof value === 'string' || typeof value === 'number') && /^-?\d{1,20}(\.\d{1,20})?$/.test(figure))
		return figure;
	throw new GraphFailure({
		kind: 'temporary',
		message: `Meta did not return ${label}`,
		advice: 'The next poll asks again. If it stays like this, take the threshold out, or let another user give access.',
	});
}

function units(minor: unknown, label: string, { currency }: AccountFacts): number {
	const figure = figureOf(minor, label);
	return isListedCurrency(currency) ? Number(fromMinorUnits(figure, currency)) : Number(figure) / 100;
}

/** Where the figures stand that have a threshold. */
async function readFigures({ graph, account, params, now }: AccountLook): Promise<ThresholdReading[]> {
	const limits = mapValues(params.thresholds ?? {}, Number);
	return [
		...(await accountFigures(graph, account, limits)),
		...(await spentToday(graph, account, params, now, limits.spentTodayAbove)),
	];
}

interface Limits {
	/** Currency units of the account; absent where nobody watches for it. */
	readonly dueAbove?: number;
	/** The same, of what is left up to the account's spending limit. */
	readonly leftBelow?: number;
}

async function accountFigures(graph: GraphClient, account: AccountFacts, limits: Limits): Promise<ThresholdReading[]> {
	const { dueAbove, leftBelow } = limits;
	if (dueAbove === undefined && leftBelow === undefined) return [];
	const object = await readAccount(graph, account.id, 'id,balance,amount_spent,spend_cap');
	const { balance, amount_spent: amountSpent, spend_cap: cap } = object;
	const readings: ThresholdReading[] = [];
	if (dueAbove !== undefined) {
		readings.push({
			key: `due ${dueAbove}`,
			limit: dueAbove,
			value: units(balance, 'the amount due', account),
			passedWhen: 'above',
			what: 'The amount due',
			campaign: null,
		});
	}
	// 0 is no limit (Marketing API, Ad Account reference: spend_cap).
	const limit = leftBelow === undefined ? 0 : units(cap ?? 0, 'the spending limit', account);
	if (leftBelow !== undefined && limit > 0) {
		readings.push({
			key: `left ${leftBelow}`,
			limit: leftBelow,
			value: limit - units(amountSpent, 'what was spent of the spending limit', account),
			passedWhen: 'below',
			what: 'What is left of the account’s spending limit',
			campaign: null,
		});
	}
	return readings;
}

async function spentToday(
	graph: GraphClient,
	{ id, timeZone }: AccountFacts,
	{ campaign }: Ask,
	now: number,
	limit: number | undefined,
): Promise<ThresholdReading[]> {
	if (limit === undefined) return [];
	const day = accountDay(now, timeZone);
	const params = { fields: 'spend', time_range: { since: day, until: day } };
	const rows = await read(graph, id, `${campaign ?? id}/insights`, params);
	const value = sumBy(rows, ({ spend }) => Number(figureOf(spend, 'what was spent today')));
	const label = 'Spent today';
	return [{ key: `${day} ${limit}`, limit, value, passedWhen: 'above', what: label, campaign: campaign ?? null }];
}

export const wants = ({ params }: AccountLook, ...events: readonly EventType[]): boolean =>
	events.some((event) => params.events.includes(event));

/** What a look reads of the account; nothing that no event needs. */
export interface LookReading {
	readonly entries: readonly GraphObject[];
	readonly ads: readonly GraphObject[];
	readonly troubled: readonly IssueObject[];
	readonly figures: readonly ThresholdReading[];
}

/** The log is read before the states, so a verdict that the log shows is in the states too. */
export async function see(look: AccountLook, since: number, first: boolean): Promise<LookReading> {
	const { graph, account, params, now } = look;
	const readsLog = !first && wants(look, 'statusChanged', 'budgetChanged', 'reviewChanged');
	const entries = readsLog ? await readActivity(graph, account.id, params, since, now) : [];
	const ads = wants(look, 'reviewChanged', 'deliveryIssue') ? await readAds(graph, account.id, params) : [];
	const troubledAds = wants(look, 'deliveryIssue') ? await readTroubled(graph, account.id, params) : [];
	const figures = wants(look, 'spendThreshold') ? await readFigures(look) : [];
	return { entries, ads, troubled: troubledAds, figures };
}
