import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { statusChoices } from '../../meta/accountStatus';
import { keptRows } from '../../shared/adObject/list/keptRows';
import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choices, text } from '../../shared/form/kinds';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { limitFields, mostRows, optionsField, simplifyField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { containing } from '../../shared/words';
import { accountFields, accountRow, fieldsOption } from './accountRow';

const form = formOf(
	...limitFields,
	collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
		text(
			{
				displayName: 'Currency',
				name: 'currency',
				placeholder: 'e.g. EUR',
				description: 'Only ad accounts in this currency',
			},
			z.string().toUpperCase(),
		),
		text({ displayName: 'Name Contains', name: 'nameContains', placeholder: 'e.g. shop' }),
		choices({
			displayName: 'Statuses',
			name: 'statuses',
			options: statusChoices,
			default: [],
			description: 'Only ad accounts in one of these',
		}),
	]),
	simplifyField,
	optionsField(fieldsOption),
);

/** Read for the filters even where the raw answer does not show it. */
const searchedFields = ['id', 'name', 'account_status', 'currency'];

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many ad accounts',
	description: 'Get the ad accounts the token sees, with status, balance and spending',
	effect: 'read',
	form,
	perform: eachItem(async (session, params) => {
		const fields = fieldList(params.simplify ? accountFields : [...params.options.fields, ...searchedFields]);
		const most = mostRows(params);
		// The edge documents no filter, so all accounts are looked through; the limit counts those that fit.
		const request = { method: 'GET', path: 'me/adaccounts', params: { fields }, effect: 'read' } as const;
		const accounts = await keptRows(session.graph, request, most, (account) => fits(account, params.filters));
		return accounts.map((account) => ({ json: params.simplify ? accountRow(account) : (account as IDataObject) }));
	}),
});

function fits(account: GraphObject, { currency, nameContains, statuses }: ParamsIn<typeof form>['filters']): boolean {
	if (currency !== undefined && account.currency !== currency) return false;
	if (nameContains !== undefined && !containing(account.name, nameContains)) return false;
	return !statuses || statuses.length === 0 || statuses.includes(String(account.account_status));
}
