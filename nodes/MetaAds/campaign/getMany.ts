import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { readRows } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField, simplifyField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { listedStatuses } from './choices';
import { fieldsOption, fieldsParam } from './fieldsOption';
import { campaignFields, campaignRow } from './row';

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many campaigns',
	description: 'Get the campaigns of an ad account with their status and budget',
	effect: 'read',
	fields: [
		adAccountLocator,
		returnAllField,
		limitField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Name Contains',
					name: 'nameContains',
					type: 'string',
					default: '',
					placeholder: 'e.g. sale',
				},
				{
					displayName: 'Statuses',
					name: 'statuses',
					type: 'multiOptions',
					options: listedStatuses,
					default: [],
					description: 'Only campaigns in one of these; archived ones are left out unless chosen here',
				},
			],
		},
		simplifyField,
		optionsField(fieldsOption),
	],
	params: z.object({
		adAccount: adAccountId,
		...limitParams,
		filters: z
			.object({
				nameContains: z.string().trim().optional(),
				statuses: z.array(z.enum(listedStatuses.map(({ value }) => value) as [string, ...string[]])).optional(),
			})
			.default({}),
		simplify: z.boolean().default(true),
		options: optionsParams({ fields: fieldsParam }),
	}),
	perform: eachItem(async (session, params) => {
		const account = await session.account(params.adAccount);
		const { nameContains, statuses } = params.filters;
		const request = {
			method: 'GET' as const,
			path: `${account.id}/campaigns`,
			params: {
				fields: fieldList(params.simplify ? campaignFields : params.options.fields),
				effective_status: statuses && statuses.length > 0 ? statuses : undefined,
				filtering: nameContains ? [{ field: 'name', operator: 'CONTAIN', value: nameContains }] : undefined,
			},
			effect: 'read' as const,
			account: account.id,
		};
		const rows = await readRows(session.graph, request, mostRows(params));
		return rows.map((row) => ({ json: params.simplify ? campaignRow(row, account) : (row as IDataObject) }));
	}),
});
