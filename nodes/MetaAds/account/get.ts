import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { GraphObject } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import { optionsField, optionsParams, simplifyField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { accountFields, accountRow, fieldsOption, fieldsParam } from './accountRow';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get an ad account',
	description: 'Get one ad account with its status, balance and spending',
	effect: 'read',
	fields: [adAccountLocator, simplifyField, optionsField(fieldsOption)],
	params: z.object({
		adAccount: adAccountId,
		simplify: z.boolean().default(true),
		options: optionsParams({ fields: fieldsParam }),
	}),
	perform: eachItem(async (session, { adAccount, simplify, options }) => {
		const params = { fields: fieldList(simplify ? accountFields : options.fields) };
		const { body } = await session.graph.send({ method: 'GET', path: adAccount, params, effect: 'read', account: adAccount });
		return [{ json: simplify ? accountRow(body as GraphObject) : (body as IDataObject) }];
	}),
});
