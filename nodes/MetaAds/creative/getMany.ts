import { fieldsOption } from '../../shared/adObject/fieldsOption';
import { nameContains } from '../../shared/adObject/list/keptRows';
import { fieldList } from '../../shared/graph/request';
import { allColumnsOption, mostRows } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { accountList, accountListForm, containsFilter } from '../adObjects/accountList';
import { creativeKind } from '../content/kind';

export const getManyCreatives = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many creatives',
	description: 'Get the creatives of an ad account, with their texts, links and media',
	effect: 'read',
	mainColumns: creativeKind.mainColumns,
	form: accountListForm(
		[containsFilter('Name Contains', 'nameContains', 'creatives', 'name')],
		allColumnsOption,
		fieldsOption(creativeKind),
	),
	perform: eachItem(async (session, { adAccount, filters, simplify, options, ...params }) => {
		const account = await session.account(adAccount);
		// `name` is read along for the filter.
		const searchFields = filters.nameContains === undefined ? [] : ['name'];
		return await accountList(session.graph, {
			account: account.id,
			edge: creativeKind.edge,
			params: { fields: fieldList([...(simplify ? creativeKind.fields : options.fields), ...searchFields]) },
			most: mostRows(params),
			keep: nameContains(filters.nameContains),
			toRow: simplify ? (creative) => creativeKind.row(creative, account) : undefined,
		});
	}),
});
