import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asNodeError, chosenAccount, PICKER_WAIT, searchOf, type Search } from '../../shared/node/listSearch';
import { openGraph } from '../../shared/node/openGraph';
import { apps, catalogs, instagramAccounts, pages, pixels, type AssetType } from './assetTypes';

/** Assets looked through in one list: far more than a business has of one type. */
const SEARCHED = 500;

const containing = (text: string, filter: string): boolean => text.toLowerCase().includes(filter.toLowerCase());

/** A picker of one type of asset. None of these edges has a search of its own, so names and IDs are searched here. */
const searchAssets = (type: AssetType): Search =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const { graph } = await openGraph(this, PICKER_WAIT);
		try {
			const place = { account: chosenAccount(this), page: '' };
			const found = await type.read(graph, place, SEARCHED);
			const shown = filter ? found.filter((asset) => containing(type.title(asset), filter) || String(asset.id).includes(filter)) : found;
			return {
				results: shown.map((asset) => {
					const remark = type.remark(asset);
					return { name: remark ? `${type.title(asset)} (${remark})` : type.title(asset), value: String(asset.id), url: type.url(asset, place) };
				}),
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
	request: (context) => {
		const account = chosenAccount(context);
		return { method: 'GET', path: `${account}/adcreatives`, params: { fields: 'id,name,status' }, effect: 'read', account };
	},
	item: ({ id, name, status }) => ({
		name: status === undefined || status === 'ACTIVE' ? String(name ?? id) : `${String(name ?? id)} (${String(status).toLowerCase().replace(/_/g, ' ')})`,
		value: String(id),
	}),
	searchedHere: ({ id, name }, filter) => containing(String(name ?? ''), filter) || String(id).includes(filter),
});
