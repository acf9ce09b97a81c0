import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { readRows } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField, simplifyField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem, type Operation } from '../../shared/node/operation';
import { fieldsOption, fieldsParam } from './fieldsOption';
import type { AdObjectKind } from './kind';

interface Status {
	readonly name: string;
	readonly value: string;
}

const filtersField = ({ plural }: AdObjectKind, statuses: readonly Status[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{ displayName: 'Name Contains', name: 'nameContains', type: 'string', default: '', placeholder: 'e.g. sale' },
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			default: [],
			description: `Only ${plural} in one of these; archived ones are left out unless chosen here`,
			...{ options: [...statuses] },
		},
	],
});

/** @param statuses effective statuses the list can be narrowed to; deleted objects cannot be listed on an edge */
export const getManyOperation = (kind: AdObjectKind, statuses: readonly Status[], action: string, description: string): Operation =>
	defineOperation({
		value: 'getMany',
		name: 'Get Many',
		action,
		description,
		effect: 'read',
		fields: [adAccountLocator, returnAllField, limitField, filtersField(kind, statuses), simplifyField, optionsField(fieldsOption(kind))],
		params: z.object({
			adAccount: adAccountId,
			...limitParams,
			filters: z
				.object({
					nameContains: z.string().trim().optional(),
					statuses: z.array(z.enum(statuses.map(({ value }) => value) as [string, ...string[]])).optional(),
				})
				.default({}),
			simplify: z.boolean().default(true),
			options: optionsParams({ fields: fieldsParam(kind) }),
		}),
		perform: eachItem(async (session, params) => {
			const account = await session.account(params.adAccount);
			const { nameContains, statuses: chosen } = params.filters;
			const request = {
				method: 'GET' as const,
				path: `${account.id}/${kind.edge}`,
				params: {
					fields: fieldList(params.simplify ? kind.fields : params.options.fields),
					effective_status: chosen && chosen.length > 0 ? chosen : undefined,
					filtering: nameContains ? [{ field: 'name', operator: 'CONTAIN', value: nameContains }] : undefined,
				},
				effect: 'read' as const,
				account: account.id,
			};
			const rows = await readRows(session.graph, request, mostRows(params));
			return rows.map((row) => ({ json: params.simplify ? kind.row(row, account) : (row as IDataObject) }));
		}),
	});
