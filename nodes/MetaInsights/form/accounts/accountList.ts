import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { everyResult, searchAdAccounts } from '../../../shared/node/pickers/listSearch';

/** Pages of the list: a person chooses some of them, and can give the others by an expression. */
const MOST_PAGES = 20;

/** The ad accounts the credential sees, by name and currency. */
export async function getAdAccounts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const accounts = await everyResult(searchAdAccounts, this, MOST_PAGES);
	return accounts.map(({ name, value }) => ({ name, value: String(value) }));
}
