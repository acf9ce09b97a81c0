import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { Comparable } from '../../shared/adObject/comparable';
import { fieldsOption, fieldsParam } from '../../shared/adObject/fieldsOption';
import { sorted, sortField, sortParam } from '../../shared/adObject/sort';
import { eachRow, type GraphObject } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField, simplifyField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { audienceKind } from './kind';
import { audienceState } from './status';

const comparable: Comparable[] = [
	{ name: 'Content Updated Time', value: 'time_content_updated', holds: 'text' },
	{ name: 'Created Time', value: 'time_created', holds: 'text' },
	{ name: 'Name', value: 'name', holds: 'text' },
	{ name: 'Size', value: 'approximate_count_lower_bound', holds: 'text' },
	{ name: 'Updated Time', value: 'time_updated', holds: 'text' },
];

const types = [
	{ name: 'App Activity', value: 'APP' },
	{ name: 'Customer List', value: 'CUSTOM' },
	{ name: 'Engagement', value: 'ENGAGEMENT' },
	{ name: 'Lookalike', value: 'LOOKALIKE' },
	{ name: 'Offline Activity', value: 'OFFLINE_CONVERSION' },
	{ name: 'Video Views', value: 'VIDEO' },
	{ name: 'Website Visitors', value: 'WEBSITE' },
];

const states = [
	{ name: 'Cannot Be Used', value: 'unusable', description: 'Too small, flagged, failed' },
	{ name: 'Usable', value: 'usable', description: 'Ads can be shown to it now' },
];

const filtersParam = z
	.object({
		nameContains: z.string().trim().min(1).optional(),
		state: z.enum(['unusable', 'usable']).optional(),
		types: z.array(z.enum(types.map(({ value }) => value) as [string, ...string[]])).optional(),
	})
	.default({});

type Filters = z.output<typeof filtersParam>;

/** Which fields Meta narrows this list by is not documented, so rows are told apart here. */
function fits(audience: GraphObject, { nameContains, types: chosen = [], state }: Filters): boolean {
	if (nameContains !== undefined && !String(audience.name ?? '').toLowerCase().includes(nameContains.toLowerCase())) return false;
	if (chosen.length > 0 && !chosen.includes(String(audience.subtype))) return false;
	return state === undefined || audienceState(audience).usable === (state === 'usable');
}

/** What the filters look at, whatever the answer shows. */
const compared = ['name', 'subtype', 'operation_status', 'delivery_status'];

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many audiences',
	description: 'Get the audiences of an ad account, and those shared with it, with status and approximate size',
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
			options: [
				{ displayName: 'Name Contains', name: 'nameContains', type: 'string', default: '', placeholder: 'e.g. customers' },
				{ displayName: 'State', name: 'state', type: 'options', options: states, default: 'usable' },
				{ displayName: 'Types', name: 'types', type: 'multiOptions', options: types, default: [] },
			],
		},
		sortField(comparable),
		simplifyField,
		optionsField(fieldsOption(audienceKind)),
	],
	params: z.object({
		adAccount: adAccountId,
		...limitParams,
		filters: filtersParam,
		sort: sortParam,
		simplify: z.boolean().default(true),
		options: optionsParams({ fields: fieldsParam(audienceKind) }),
	}),
	perform: eachItem(async (session, { adAccount, filters, sort, simplify, options, ...page }) => {
		const account = await session.account(adAccount);
		const wanted = simplify ? audienceKind.fields : options.fields;
		const filtered = Object.keys(filters).length > 0;
		const fields = fieldList(['id', ...wanted, ...(filtered ? compared : []), ...(sort ? [sort.field] : [])]);
		const request = { method: 'GET' as const, path: `${adAccount}/customaudiences`, params: { fields }, effect: 'read' as const, account: adAccount };
		const most = mostRows(page);
		const rows: GraphObject[] = [];
		// Filters and order need every row; without them the limit is Meta's to keep.
		for await (const row of eachRow(session.graph, request, filtered || sort ? Infinity : most)) {
			if (fits(row, filters)) rows.push(row);
			if (rows.length >= most && !sort) break;
		}
		const listed = sort ? sorted(rows, sort, comparable).slice(0, most) : rows;
		return listed.map((row) => ({ json: simplify ? audienceKind.row(row, account) : (row as IDataObject) }));
	}),
});
