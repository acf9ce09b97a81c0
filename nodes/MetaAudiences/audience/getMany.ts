import type { IDataObject } from 'n8n-workflow';

import { fieldsOption } from '../../shared/adObject/fieldsOption';
import { keptRows, nameContains } from '../../shared/adObject/list/keptRows';
import { sortedRows, sortField } from '../../shared/adObject/list/sort';
import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, choices, text } from '../../shared/form/kinds';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { allColumnsOption, limitFields, mostRows, optionsField, outputFields } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { audienceKind, audienceTypes } from './kind';
import { audienceState } from './status';

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
		choices({ displayName: 'Types', name: 'types', options: audienceTypes, default: [] }),
	]),
	sortField(audienceKind.comparable),
	...outputFields,
	optionsField(allColumnsOption, fieldsOption(audienceKind)),
);

type Filters = ParamsIn<typeof form>['filters'];

/** Which fields Meta narrows this list by is not documented, so rows are told apart here. */
function fits(audience: GraphObject, { nameContains: wantedName, types: chosenTypes = [], state }: Filters): boolean {
	if (nameContains(wantedName)?.(audience) === false) return false;
	if (chosenTypes.length > 0 && !chosenTypes.some((type) => type === audience.subtype)) return false;
	return state === undefined || audienceState(audience).usable === (state === 'usable');
}

/** What the filters look at, whatever the answer shows. */
const comparedFields = ['name', 'subtype', 'operation_status', 'delivery_status'];

export const getManyAudiences = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many audiences',
	description: 'Get the audiences of an ad account, and those shared with it, with status and approximate size',
	effect: 'read',
	mainColumns: audienceKind.mainColumns,
	form,
	perform: eachItem(async (session, { adAccount, filters, sort, simplify, options, ...page }) => {
		const account = await session.account(adAccount);
		const wantedName = simplify ? audienceKind.fields : options.fields;
		// Filters need every row, and so does their order; without them the limit is Meta's to keep.
		const hasFilters = Object.keys(filters).length > 0;
		const keep = hasFilters ? (row: GraphObject): boolean => fits(row, filters) : undefined;
		const request = {
			method: 'GET',
			path: `${adAccount}/${audienceKind.edge}`,
			params: {
				fields: fieldList(['id', ...wantedName, ...(hasFilters ? comparedFields : []), ...(sort ? [sort.field] : [])]),
			},
			effect: 'read',
			account: adAccount,
		} as const;
		const read = async (most: number): Promise<GraphObject[]> => await keptRows(session.graph, request, most, keep);
		const rows = await sortedRows(sort, audienceKind.comparable, mostRows(page), read);
		return rows.map((row) => ({ json: simplify ? audienceKind.row(row, account) : (row as IDataObject) }));
	}),
});
