import type { IDataObject } from 'n8n-workflow';

import type { Comparable } from '../../shared/adObject/comparable';
import { fieldsOption } from '../../shared/adObject/fieldsOption';
import { nameContains } from '../../shared/adObject/keptRows';
import { sorted, sortField } from '../../shared/adObject/sort';
import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, choices, text } from '../../shared/form/kinds';
import { eachRow } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { limitFields, mostRows, optionsField, simplifyField } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/locators';
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
] as const;

const states = [
	{ name: 'Cannot Be Used', value: 'unusable', description: 'Too small, flagged, failed' },
	{ name: 'Usable', value: 'usable', description: 'Ads can be shown to it now' },
] as const;

const form = formOf(
	adAccountLocator,
	...limitFields,
	collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
		text({ displayName: 'Name Contains', name: 'nameContains', placeholder: 'e.g. customers' }),
		choice({ displayName: 'State', name: 'state', options: states, default: 'usable' }),
		choices({ displayName: 'Types', name: 'types', options: types, default: [] }),
	]),
	sortField(comparable),
	simplifyField,
	optionsField(fieldsOption(audienceKind)),
);

type Filters = ParamsIn<typeof form>['filters'];

/** Which fields Meta narrows this list by is not documented, so rows are told apart here. */
function fits(audience: GraphObject, { nameContains: wanted, types: chosen = [], state }: Filters): boolean {
	if (nameContains(wanted)?.(audience) === false) return false;
	if (chosen.length > 0 && !chosen.some((type) => type === audience.subtype)) return false;
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
	form,
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
