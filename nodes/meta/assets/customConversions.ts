import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { objectId } from '../../shared/node/pickers/ids';
import { chosenAccount, searchOf } from '../../shared/node/pickers/listSearch';
import { picker } from '../../shared/node/pickers/locators';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import type { GraphRequest } from '../../shared/graph/request';
import { containing, withRemarks } from '../../shared/words';

/** Custom conversions: what an advertiser has defined by a rule (Marketing API, Custom Conversion). */
export const customConversionPicker = picker(
	{
		label: 'Custom Conversion',
		parameter: 'customConversion',
		description: 'The custom conversion to work on. The list shows those of the chosen ad account.',
		search: 'searchCustomConversions',
		idExample: '1234567890123456',
	},
	objectId,
);

/** Those of the chosen account. */
export async function conversionsOfAccount(context: ILoadOptionsFunctions): Promise<GraphRequest> {
	const account = await chosenAccount(context);
	return {
		method: 'GET',
		path: `${account}/customconversions`,
		params: { fields: 'id,name,is_archived,is_unavailable' },
		effect: 'read',
		account,
	};
}

/** Blocked ones are named as such. */
export const conversionTitle = ({ id, name, is_archived: archived, is_unavailable: blocked }: GraphObject): string =>
	withRemarks(titleOf({ id, name }), blocked === true ? 'blocked by Meta' : '', archived === true ? 'archived' : '');

/** Their edge documents no filter, so names are searched here. */
export const searchCustomConversions = searchOf({
	request: conversionsOfAccount,
	item: (row) => ({ name: conversionTitle(row), value: String(row.id) }),
	searchedHere: ({ id, name }, filter) => containing(name, filter) || String(id).includes(filter),
});
