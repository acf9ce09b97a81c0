import {
	NodeApiError,
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type JsonObject,
} from 'n8n-workflow';

import { textCell } from '../../reading/cells';
import { accountUrl, adSetUrl, adUrl, campaignUrl } from '../../adsManager';
import { InputProblem } from '../../form/problem';
import type { GraphClient } from '../../graph/client';
import { GraphFailure, metaText } from '../../graph/error';
import { readPage } from '../../graph/pages';
import { titleOf, type GraphObject } from '../../graph/object';
import { fieldList, type GraphRequest } from '../../graph/request';
import { isRecord } from '../../record';
import { containing, inPlainWords, withRemarks } from '../../words';
import { accountOfCredential } from '../defaultAccount';
import { openGraph } from '../session/openGraph';
import { chosenAccount } from './chosenAccount';
import { adAccountLocator, fromCredential } from './locators';

/** One page of a picker. */
const PAGE = 50;

/** Rows looked through for a search that Meta cannot do itself. */
const SEARCHED = 500;

/**
 * Pages read one after the other while none has a row to show: below an empty list the editor asks for no more. Pages can also be
 * empty and have a next one (Graph API, "Paginated results").
 */
const MOST_EMPTY = 5;

/** Seconds. A person waits in front of the list: better a plain sentence soon than a long retry. */
export const PICKER_WAIT = 10;

export type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

export interface Picker {
	readonly request: (
		context: ILoadOptionsFunctions,
		filter: string | undefined,
	) => GraphRequest | Promise<GraphRequest>;
	/** @param account of the request, where it has one */
	readonly item: (row: GraphObject, account: string) => INodeListSearchItems;
	/** For edges without a filter by name: rows are searched here. */
	readonly searchedHere?: (row: GraphObject, filter: string) => boolean;
	/** Which rows are offered at all; every one without it. */
	readonly offered?: (row: GraphObject) => boolean;
	/** Reads in another's name than the credential's, such as a page's: calls `send` with the request as it is to be sent. */
	readonly inNameOf?: <T>(
		graph: GraphClient,
		question: GraphRequest,
		send: (question: GraphRequest) => Promise<T>,
	) => Promise<T>;
}

/** For rows that people know by their name or their ID. */
export const byNameOrId = ({ id, name }: GraphObject, filter: string): boolean =>
	containing(name, filter) || String(id).includes(filter);

/** Makes a picker's method of an edge; later resources add theirs with it. */
export function searchOf({ request, item, searchedHere, offered, inNameOf = asItIs }: Picker): Search {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const until = Date.now() + PICKER_WAIT * 1000;
		const secondsLeft = (): number => Math.max(0, until - Date.now()) / 1000;
		const size = offered !== undefined || (filter && searchedHere) ? SEARCHED : PAGE;
		const isShown = (row: GraphObject): boolean =>
			(offered === undefined || offered(row)) && (!filter || searchedHere === undefined || searchedHere(row, filter));
		try {
			const listRequest = await request(this, filter || undefined);
			const shownFrom = async (token: string | undefined, left: number): Promise<INodeListSearchResult> => {
				const { graph } = await openGraph(this, secondsLeft());
				const page = await inNameOf(
					graph,
					listRequest,
					async (namedRequest) => await readPage(graph, namedRequest, size, token),
				);
				const results = page.rows.filter(isShown).map((row) => item(row, listRequest.account ?? ''));
				const next = page.after === token ? undefined : page.after;
				if (results.length > 0 || next === undefined) return { results, paginationToken: next };
				if (left > 1 && secondsLeft() > 0) return await shownFrom(next, left - 1);
				// Further down an error would stand in the place of what is shown already.
				if (paginationToken === undefined) throw nothingYet();
				return { results, paginationToken: next };
			};
			return await shownFrom(paginationToken, MOST_EMPTY);
		} catch (failure) {
			throw asNodeError(this, failure);
		}
	};
}

const asItIs: NonNullable<Picker['inNameOf']> = async (_graph, question, send) => await send(question);

/** Every result of a search, for a list that the editor does not page. @param mostPages of a list that never ends */
export async function everyResult(
	search: Search,
	context: ILoadOptionsFunctions,
	mostPages: number,
): Promise<INodeListSearchItems[]> {
	const items: INodeListSearchItems[] = [];
	let token: string | undefined;
	for (let page = 0; page < mostPages; page++) {
		const { results, paginationToken } = await search.call(context, undefined, token);
		items.push(...results);
		if (paginationToken === undefined) break;
		token = String(paginationToken);
	}
	return items;
}

const nothingYet = (): GraphFailure =>
	new GraphFailure({
		kind: 'tooMuchData',
		message: 'The first pages of this list have nothing to choose, and Meta has more',
		advice: 'Choose by ID instead.',
	});

/** A picker's failure as the editor shows it: a sentence, and what to do. */
export function asNodeError(context: ILoadOptionsFunctions, failure: unknown): Error {
	if (failure instanceof InputProblem) {
		const [message, description] = [`${adAccountLocator.property.displayName} ${failure.message}`, failure.advice];
		return new NodeOperationError(context.getNode(), message, { description });
	}
	if (!(failure instanceof GraphFailure)) return failure as Error;
	const metaWords = failure.meta ? `\n${metaText(failure.meta)}` : '';
	return new NodeApiError(context.getNode(), {} as JsonObject, {
		message: failure.message,
		description: `${failure.advice}${metaWords}`,
	});
}

/** Ad accounts the token can see. Their edge documents no filter, so names are searched here. */
export const searchAdAccounts = searchOf({
	request: () => ({
		method: 'GET',
		path: 'me/adaccounts',
		params: { fields: 'id,account_id,name,currency' },
		effect: 'read',
	}),
	item: ({ id, name, currency }) => ({
		name: `${titleOf({ id, name })} (${String(currency)})`,
		value: String(id),
		url: accountUrl(String(id)),
	}),
	searchedHere: ({ name, account_id: digits }, filter) => containing(name, filter) || containing(digits, filter),
});

/** The credential's own account, by its name where the list has it. */
async function credentialEntry(context: ILoadOptionsFunctions, { results }: INodeListSearchResult): Promise<string> {
	const account = await accountOfCredential(context).catch(() => null); // A run says what is wrong with it.
	if (account === null) return fromCredential.cachedResultName;
	return `${fromCredential.cachedResultName}: ${results.find(({ value }) => value === account)?.name ?? account}`;
}

/** The same for the account a step works in: the credential's own comes first. */
export async function searchWorkingAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = await searchAdAccounts.call(this, filter, paginationToken);
	if (paginationToken !== undefined) return page;
	const name = await credentialEntry(this, page);
	const isShown = !filter || containing(name, filter);
	return isShown ? { ...page, results: [{ name, value: fromCredential.value }, ...page.results] } : page;
}

interface Remark {
	/** Fields it is read from. */
	readonly fields: readonly string[];
	readonly of: (row: GraphObject) => string;
}

/** A picker of what an ad account holds, searched by name at Meta. */
const searchInAccount = (edge: string, url: (account: string, id: string) => string, remark?: Remark): Search =>
	searchOf({
		request: async (context, filter) => {
			const account = await chosenAccount(context);
			const fields = fieldList(['id', 'name', 'effective_status', ...(remark?.fields ?? [])]);
			const filtering = filter === undefined ? undefined : [{ field: 'name', operator: 'CONTAIN', value: filter }];
			return { method: 'GET', path: `${account}/${edge}`, params: { fields, filtering }, effect: 'read', account };
		},
		item: (row, account) => {
			const { id, name, effective_status: status } = row;
			const withStatus = withRemarks(titleOf({ id, name }), inPlainWords(status), remark?.of(row) ?? '');
			return { name: withStatus, value: String(id), url: url(account, String(id)) };
		},
	});

const hasBudget = ({ daily_budget: daily, lifetime_budget: lifetime }: GraphObject): boolean =>
	Number(daily ?? 0) > 0 || Number(lifetime ?? 0) > 0;

/** Where the budget lies decides how an ad set's form has to be filled in. */
export const searchCampaigns = searchInAccount('campaigns', campaignUrl, {
	fields: ['daily_budget', 'lifetime_budget'],
	of: (campaign) => (hasBudget(campaign) ? 'campaign budget' : 'ad set budgets'),
});

/** Names repeat from one parent to the next ("Broad", "Video 1"): what something lies in tells them apart. */
const parentRemark = (parent: 'campaign' | 'adset', noun: string): Remark => ({
	fields: [`${parent}{name}`],
	of: ({ [parent]: object }) => {
		const name = isRecord(object) ? textCell(object.name) : null;
		return name === null ? '' : `in ${noun} “${name}”`;
	},
});

export const searchAdSets = searchInAccount('adsets', adSetUrl, parentRemark('campaign', 'campaign'));
export const searchAds = searchInAccount('ads', adUrl, parentRemark('adset', 'ad set'));
