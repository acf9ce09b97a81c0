import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { titleOf, type GraphObject } from '../../shared/graph/object';
import { chosenAccount, edgeOfAccount } from '../../shared/node/pickers/chosenAccount';
import { asNodeError, byNameOrId, PICKER_WAIT, searchOf, type Search } from '../../shared/node/pickers/listSearch';
import { openGraph } from '../../shared/node/session/openGraph';
import { containing, inPlainWords, withRemarks } from '../../shared/words';
import { apps, catalogs, instagramAccounts, pages, pixels, type AssetType, type EdgeType } from './assetTypes';

const shownAs = (type: AssetType, asset: GraphObject, account: string): INodeListSearchItems => ({
	name: withRemarks(type.title(asset), type.remark(asset)),
	value: String(asset.id),
	url: type.url(asset, { account, page: '' }),
});

const isFound = (type: AssetType, asset: GraphObject, filter: string): boolean =>
	containing(type.title(asset), filter) || String(asset.id).includes(filter);

/** A picker of one edge. None of these edges has a search of its own, so names and IDs are searched here. */
const searchEdge = (type: EdgeType): Search =>
	searchOf({
		request: async (context) => type.request(await chosenAccount(context)),
		item: (asset, account) => shownAs(type, asset, account),
		searchedHere: (asset, filter) => isFound(type, asset, filter),
	});

export const searchPages = searchEdge(pages);
export const searchPixels = searchEdge(pixels);
export const searchApps = searchEdge(apps);
export const searchInstagramAccounts = searchEdge(instagramAccounts);

/** Catalogs looked through: far more than a business has. They come from two edges at once, so that the list has one page. */
const MOST_CATALOGS = 500;

export async function searchCatalogs(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { graph } = await openGraph(this, PICKER_WAIT);
	try {
		const account = await chosenAccount(this);
		const rows = await catalogs.read(graph, { account, page: '' }, MOST_CATALOGS);
		const matches = filter ? rows.filter((row) => isFound(catalogs, row, filter)) : rows;
		return { results: matches.map((row) => shownAs(catalogs, row, account)) };
	} catch (failure) {
		throw asNodeError(this, failure);
	}
}

/** Creatives of the account, newest first as Meta lists them; the edge has no search by name. */
export const searchCreatives = searchOf({
	request: edgeOfAccount('adcreatives', 'id,name,status'),
	item: ({ id, name, status }) => ({
		name: withRemarks(titleOf({ id, name }), status === undefined || status === 'ACTIVE' ? '' : inPlainWords(status)),
		value: String(id),
	}),
	searchedHere: byNameOrId,
});
