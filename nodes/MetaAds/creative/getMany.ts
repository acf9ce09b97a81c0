import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../shared/form/collections';
import { formOf } from '../../shared/form/form';
import { text } from '../../shared/form/kinds';
import { fieldList } from '../../shared/graph/request';
import { limitFields, mostRows, optionsField, simplifyField } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { fieldsOption } from '../../shared/adObject/fieldsOption';
import { keptRows, nameContains } from '../../shared/adObject/keptRows';
import { creativeKind } from './kind';

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many creatives',
	description: 'Get the creatives of an ad account, with their texts, links and media',
	effect: 'read',
	form: formOf(
		adAccountLocator,
		...limitFields,
		collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
			text({ displayName: 'Name Contains', name: 'nameContains', description: 'Only creatives with this text in the name, in capitals or not' }),
		]),
		simplifyField,
		optionsField(fieldsOption(creativeKind)),
	),
	perform: eachItem(async (session, { adAccount, filters, simplify, options, ...params }) => {
		const account = await session.account(adAccount);
		// `name` is read along for the filter.
		const fields = fieldList([...(simplify ? creativeKind.fields : options.fields), ...(filters.nameContains === undefined ? [] : ['name'])]);
		const request = { method: 'GET' as const, path: `${account.id}/adcreatives`, params: { fields }, effect: 'read' as const, account: account.id };
		const rows = await keptRows(session.graph, request, mostRows(params), nameContains(filters.nameContains));
		return rows.map((row) => ({ json: simplify ? creativeKind.row(row, account) : (row as IDataObject) }));
	}),
});
