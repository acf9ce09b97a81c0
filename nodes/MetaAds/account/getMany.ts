import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { statusChoices } from '../../meta/accountStatus';
import { keptRows } from '../../shared/adObject/list/keptRows';
import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choices, text } from '../../shared/form/kinds';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { allColumnsOption, limitFields, mostRows, optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { picker } from '../../shared/node/pickers/locators';
import { containing } from '../../shared/words';
import { accountReadFields, accountRow, mainAccountColumns, accountFieldsOption } from './accountRow';

const businessField = picker({
	label: 'Business Portfolio',
	parameter: 'business',
	description:
		'Only ad accounts that this business owns or works on for clients. The list shows the businesses the token can access; it needs business_management.',
	search: 'searchBusinesses',
	idExample: '1234567890123456',
});

/** Edges that list a business's accounts: its own, and those of its clients (spec object Business). */
const ofBusiness = ['owned_ad_accounts', 'client_ad_accounts'];

const form = formOf(
	...limitFields,
	collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
		businessField,
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
	...outputFields,
	optionsField(allColumnsOption, accountFieldsOption),
);

/** Read for the filters even where the raw answer does not show it. */
const searchedFields = ['id', 'name', 'account_status', 'currency'];

export const getManyAccounts = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many ad accounts',
	description: 'Get the ad accounts your token can access, with status, balance and spending',
	effect: 'read',
	mainColumns: mainAccountColumns,
	form,
	perform: eachItem(async (session, params) => {
		const fields = fieldList(params.simplify ? accountReadFields : [...params.options.fields, ...searchedFields]);
		const most = mostRows(params);
		// The edge documents no filter, so all accounts are looked through; the limit counts those that fit.
		const { business } = params.filters;
		const edges = business === undefined ? ['me/adaccounts'] : ofBusiness.map((edge) => `${business}/${edge}`);
		const accounts: GraphObject[] = [];
		for (const path of edges) {
			const request = { method: 'GET', path, params: { fields }, effect: 'read' } as const;
			const isNew = ({ id }: GraphObject): boolean => accounts.every((account) => account.id !== id);
			const keep = (account: GraphObject): boolean => fits(account, params.filters) && isNew(account);
			if (accounts.length < most)
				accounts.push(...(await keptRows(session.graph, request, most - accounts.length, keep)));
		}
		return accounts.map((account) => ({ json: params.simplify ? accountRow(account) : (account as IDataObject) }));
	}),
});

function fits(account: GraphObject, { currency, nameContains, statuses }: ParamsIn<typeof form>['filters']): boolean {
	if (currency !== undefined && account.currency !== currency) return false;
	if (nameContains !== undefined && !containing(account.name, nameContains)) return false;
	return !statuses || statuses.length === 0 || statuses.includes(String(account.account_status));
}
