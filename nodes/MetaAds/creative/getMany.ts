import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { fieldList } from '../../shared/graph/request';
import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField, simplifyField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { fieldsOption, fieldsParam } from '../../shared/adObject/fieldsOption';
import { keptRows, nameContains } from '../../shared/adObject/keptRows';
import { creativeKind } from './kind';

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many creatives',
	description: 'Get the creatives of an ad account, with their texts, links and media',
	effect: 'read',
	fields: [
		adAccountLocator,
		returnAllField,
		limitField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [{ displayName: 'Name Contains', name: 'nameContains', type: 'string', default: '', description: 'Only creatives with this text in the name, in capitals or not' }],
		},
		simplifyField,
		optionsField(fieldsOption(creativeKind)),
	],
	params: z.object({
		adAccount: adAccountId,
		...limitParams,
		filters: z.object({ nameContains: z.string().trim().min(1).optional() }).default({}),
		simplify: z.boolean().default(true),
		options: optionsParams({ fields: fieldsParam(creativeKind) }),
	}),
	perform: eachItem(async (session, { adAccount, filters, simplify, options, ...params }) => {
		const account = await session.account(adAccount);
		// `name` is read along for the filter.
		const fields = fieldList([...(simplify ? creativeKind.fields : options.fields), ...(filters.nameContains === undefined ? [] : ['name'])]);
		const request = { method: 'GET' as const, path: `${account.id}/adcreatives`, params: { fields }, effect: 'read' as const, account: account.id };
		const rows = await keptRows(session.graph, request, mostRows(params), nameContains(filters.nameContains));
		return rows.map((row) => ({ json: simplify ? creativeKind.row(row, account) : (row as IDataObject) }));
	}),
});
