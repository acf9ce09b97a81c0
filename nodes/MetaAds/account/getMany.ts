import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { eachRow, type GraphObject } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField, simplifyField } from '../../shared/node/commonFields';
import { defineOperation, eachItem, type Row } from '../../shared/node/operation';
import { accountFields, accountRow, fieldsOption, fieldsParam } from './accountRow';
import { statusChoices } from './accountStatus';

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. EUR',
			description: 'Only ad accounts in this currency',
		},
		{
			displayName: 'Name Contains',
			name: 'nameContains',
			type: 'string',
			default: '',
			placeholder: 'e.g. shop',
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: statusChoices,
			default: [],
			description: 'Only ad accounts in one of these',
		},
	],
};

const filtersParam = z
	.object({
		currency: z.string().trim().toUpperCase().optional(),
		nameContains: z.string().trim().min(1).toLowerCase().optional(),
		statuses: z.array(z.enum(statusChoices.map(({ value }) => value) as [string, ...string[]])).optional(),
	})
	.default({});

/** Read for the filters even where the raw answer does not show it. */
const searchedFields = ['id', 'name', 'account_status', 'currency'];

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many ad accounts',
	description: 'Get the ad accounts the token sees, with status, balance and spending',
	effect: 'read',
	fields: [returnAllField, limitField, filtersField, simplifyField, optionsField(fieldsOption)],
	params: z.object({
		...limitParams,
		filters: filtersParam,
		simplify: z.boolean().default(true),
		options: optionsParams({ fields: fieldsParam }),
	}),
	perform: eachItem(async (session, params) => {
		const fields = fieldList(params.simplify ? accountFields : [...params.options.fields, ...searchedFields]);
		const rows: Row[] = [];
		const most = mostRows(params);
		// The edge documents no filter, so all accounts are looked through; the limit counts those that fit.
		for await (const account of eachRow(session.graph, { method: 'GET', path: 'me/adaccounts', params: { fields }, effect: 'read' }, Infinity)) {
			if (rows.length >= most) break;
			if (fits(account, params.filters)) rows.push({ json: params.simplify ? accountRow(account) : (account as IDataObject) });
		}
		return rows;
	}),
});

function fits(account: GraphObject, { currency, nameContains, statuses }: z.output<typeof filtersParam>): boolean {
	if (currency && account.currency !== currency) return false;
	if (nameContains && !String(account.name).toLowerCase().includes(nameContains)) return false;
	return !statuses || statuses.length === 0 || statuses.includes(String(account.account_status));
}
