import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { titleOf } from '../../shared/graph/object';
import { chosenAccount, edgeOfAccount } from '../../shared/node/pickers/chosenAccount';
import { asNodeError, byNameOrId, PICKER_WAIT, searchOf, type Search } from '../../shared/node/pickers/listSearch';
import { openGraph } from '../../shared/node/session/openGraph';
import { containing, inPlainWords, withRemarks } from '../../shared/words';
import { apps, catalogs, instagramAccounts, pages, pixels, type AssetType } from './assetTypes';

/** Assets looked through in one list: far more than a business has of one type. */
const SEARCHED = 500;

/** A picker of one type of asset. None of these edges has a search of its own, so names and IDs are searched here. */
const searchAssets = (type: AssetType): Search =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const { graph } = await openGraph(this, PICKER_WAIT);
		try {
			const place = { account: await chosenAccount(this), page: '' };
			const assets = await type.read(graph, place, SEARCHED);
			const shownAssets = filter
				? assets.filter((asset) => containing(type.title(asset), filter) || String(asset.id).includes(filter))
				: assets;
			return {
				results: shownAssets.map((asset) => ({
					name: withRemarks(type.title(asset), type.remark(asset)),
					value: String(asset.id),
					url: type.url(asset, place),
				})),
			};
		} catch (failure) {
			throw asNodeError(this, failure);
		}
	};

export const searchPages = searchAssets(pages);
export const searchPixels = searchAssets(pixels);
export const searchCatalogs = searchAssets(catalogs);
export const searchApps = searchAssets(apps);
export const searchInstagramAccounts = searchAssets(instagramAccounts);

/** Creatives of the account, newest first as Meta lists them; the edge has no search by name. */
export const searchCreatives = searchOf({
	request: edgeOfAccount('adcreatives', 'id,name,status'),
	item: ({ id, name, status }) => ({
		name: withRemarks(titleOf({ id, name }), status === undefined || status === 'ACTIVE' ? '' : inPlainWords(status)),
		value: String(id),
	}),
	searchedHere: byNameOrId,
});
