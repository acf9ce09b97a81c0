import type { IDataObject } from 'n8n-workflow';

import { formOf } from '../../shared/form/form';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { allColumnsOption, optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { accountReadFields, accountRow, mainAccountColumns, accountFieldsOption } from './accountRow';

export const getAccount = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an ad account',
	description: 'Get one ad account with its status, balance and spending',
	effect: 'read',
	mainColumns: mainAccountColumns,
	form: formOf(adAccountLocator, ...outputFields, optionsField(allColumnsOption, accountFieldsOption)),
	perform: eachItem(async (session, { adAccount, simplify, options }) => {
		const params = { fields: fieldList(simplify ? accountReadFields : options.fields) };
		const { body } = await session.graph.send({
			method: 'GET',
			path: adAccount,
			params,
			effect: 'read',
			account: adAccount,
		});
		return [{ json: simplify ? accountRow(body as GraphObject) : (body as IDataObject) }];
	}),
});
