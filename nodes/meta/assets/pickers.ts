import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { titleOf, type GraphObject } from '../../shared/graph/object';
import type { GraphRequest } from '../../shared/graph/request';
import { chosenAccount, edgeOfAccount } from '../../shared/node/pickers/chosenAccount';
import { inSequence } from '../../shared/node/pickers/inSequence';
import { asNodeError, byNameOrId, PICKER_WAIT, searchOf, type Search } from '../../shared/node/pickers/listSearch';
import { openGraph } from '../../shared/node/session/openGraph';
import { containing, inPlainWords, withRemarks } from '../../shared/words';
import { apps, catalogs, instagramAccounts, pages, pixels, type AssetType, type EdgeType } from './assetTypes';
import { catalogEdges } from './catalogs';

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

/** The catalogs of one edge, and those of the next where that one ends. */
export async function searchCatalogs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { account, edges } = await catalogPlace(this);
	return await inSequence(
		edges.map((edge) =>
			searchOf({
				request: () => edge,
				item: (catalog) => shownAs(catalogs, catalog, account),
				searchedHere: (catalog, typed) => isFound(catalogs, catalog, typed),
			}),
		),
	).call(this, filter, paginationToken);
}

async function catalogPlace(context: ILoadOptionsFunctions): Promise<{ account: string; edges: GraphRequest[] }> {
	try {
		const { graph } = await openGraph(context, PICKER_WAIT);
		const account = await chosenAccount(context);
		return { account, edges: await catalogEdges(graph, account) };
	} catch (failure) {
		throw asNodeError(context, failure);
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
