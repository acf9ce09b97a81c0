import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { rowsIn, titleOf } from '../../shared/graph/object';
import { readRows } from '../../shared/graph/pages';
import { asNodeError, PICKER_WAIT } from '../../shared/node/pickers/listSearch';
import { openGraph } from '../../shared/node/session/openGraph';
import { byName, containing, withRemarks } from '../../shared/words';

/** Ad accounts whose datasets are listed. */
const ACCOUNTS = 200;

/** The datasets of all ad accounts that the token sees: an event is sent without an ad account. */
export async function searchDatasets(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { graph } = await openGraph(this, PICKER_WAIT);
	try {
		const fields = 'id,name,adspixels{id,name,is_unavailable}';
		const request = { method: 'GET', path: 'me/adaccounts', params: { fields }, effect: 'read' } as const;
		const accounts = await readRows(graph, request, ACCOUNTS);
		const nameOf = new Map<string, string>();
		for (const account of accounts) {
			for (const dataset of rowsIn(account.adspixels)) {
				const id = String(dataset.id);
				const state = dataset.is_unavailable === true ? 'unavailable' : '';
				nameOf.set(id, withRemarks(titleOf(dataset), titleOf(account), state));
			}
		}
		const all = [...nameOf].map(([value, name]) => ({ name, value }));
		const results = filter ? all.filter(({ name, value }) => containing(name, filter) || value.includes(filter)) : all;
		return { results: results.sort(byName) };
	} catch (failure) {
		throw asNodeError(this, failure);
	}
}
