import { objectId } from '../../shared/node/pickers/ids';
import { edgeOfAccount } from '../../shared/node/pickers/chosenAccount';
import { byNameOrId, searchOf } from '../../shared/node/pickers/listSearch';
import { picker } from '../../shared/node/pickers/locators';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { withRemarks } from '../../shared/words';

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
export const conversionsOfAccount = edgeOfAccount('customconversions', 'id,name,is_archived,is_unavailable');

/** Blocked ones are named as such. */
export const conversionTitle = ({
	id,
	name,
	is_archived: isArchived,
	is_unavailable: isBlocked,
}: GraphObject): string =>
	withRemarks(
		titleOf({ id, name }),
		isBlocked === true ? 'blocked by Meta' : '',
		isArchived === true ? 'archived' : '',
	);

/** Their edge documents no filter, so names are searched here. */
export const searchCustomConversions = searchOf({
	request: conversionsOfAccount,
	item: (row) => ({ name: conversionTitle(row), value: String(row.id) }),
	searchedHere: byNameOrId,
});
