import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { searchAdAccounts } from '../../../shared/node/pickers/listSearch';

/** Pages of the list: a person chooses some of them, and can give the others by an expression. */
const MOST_PAGES = 20;

/** The ad accounts the credential sees, by name and currency. */
export async function getAdAccounts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const accounts: INodePropertyOptions[] = [];
	let token: string | undefined;
	for (let page = 0; page < MOST_PAGES; page++) {
		const { results, paginationToken } = await searchAdAccounts.call(this, undefined, token);
		accounts.push(...results.map(({ name, value }) => ({ name, value: String(value) })));
		if (paginationToken === undefined) break;
		token = String(paginationToken);
	}
	return accounts;
}
