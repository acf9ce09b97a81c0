import type { IDataObject } from 'n8n-workflow';

import { keptRows, nameContains } from '../../shared/adObject/list/keptRows';
import { sortedRows, sortField } from '../../shared/adObject/list/sort';
import { collection } from '../../shared/form/collections';
import { formOf } from '../../shared/form/form';
import { text } from '../../shared/form/kinds';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { allColumnsOption, limitFields, mostRows, optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { customConversionKind } from './kind';

export const getManyCustomConversions = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many custom conversions',
	description: 'Get the custom conversions of an ad account, and which of them Meta has blocked',
	effect: 'read',
	mainColumns: customConversionKind.mainColumns,
	form: formOf(
		adAccountLocator,
		...limitFields,
		collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
			text({ displayName: 'Name Contains', name: 'nameContains', placeholder: 'e.g. thanks' }),
		]),
		sortField(customConversionKind.comparable),
		...outputFields,
		optionsField(allColumnsOption),
	),
	perform: eachItem(async (session, { adAccount, filters, sort, simplify, ...page }) => {
		const account = await session.account(adAccount);
		const request = {
			method: 'GET',
			path: `${adAccount}/${customConversionKind.edge}`,
			params: { fields: fieldList(simplify ? customConversionKind.fields : customConversionKind.allFields) },
			effect: 'read',
			account: adAccount,
		} as const;
		const keep = nameContains(filters.nameContains);
		const read = async (most: number): Promise<GraphObject[]> => await keptRows(session.graph, request, most, keep);
		const rows = await sortedRows(sort, customConversionKind.comparable, mostRows(page), read);
		return rows.map((row) => ({ json: simplify ? customConversionKind.row(row, account) : (row as IDataObject) }));
	}),
});
