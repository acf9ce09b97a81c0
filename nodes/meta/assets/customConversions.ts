import { objectId } from '../../shared/node/pickers/ids';
import { chosenAccount, searchOf } from '../../shared/node/pickers/listSearch';
import { picker } from '../../shared/node/pickers/locators';
import { titleOf } from '../../shared/graph/object';
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

/** Those of the chosen account; blocked ones are named as such. Their edge documents no filter, so names are searched here. */
export const searchCustomConversions = searchOf({
	request: async (context) => {
		const account = await chosenAccount(context);
		return {
			method: 'GET',
			path: `${account}/customconversions`,
			params: { fields: 'id,name,is_archived,is_unavailable' },
			effect: 'read',
			account,
		};
	},
	item: ({ id, name, is_archived: archived, is_unavailable: blocked }) => ({
		name: withRemarks(
			titleOf({ id, name }),
			blocked === true ? 'blocked by Meta' : '',
			archived === true ? 'archived' : '',
		),
		value: String(id),
	}),
	searchedHere: ({ id, name }, filter) => containing(name, filter) || String(id).includes(filter),
});
