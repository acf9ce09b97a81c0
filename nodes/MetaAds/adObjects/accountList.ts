import type { IDataObject } from 'n8n-workflow';

import { keptRows } from '../../shared/adObject/list/keptRows';
import { collection } from '../../shared/form/collections';
import type { Field } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { text } from '../../shared/form/kinds';
import type { GraphClient } from '../../shared/graph/client';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import { limitFields, optionsField, outputFields } from '../../shared/node/commonFields';
import type { Row } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';

/**
 * Lists of what lies in an ad account beside campaigns, ad sets and ads: images, videos, creatives. Meta narrows their
 * edges hardly or in no documented way, so that rows are also chosen here.
 */
export const accountListForm = <const Filters extends readonly Field[], const Options extends readonly Field[]>(
	filters: Filters,
	...options: Options
) =>
	formOf(
		adAccountLocator,
		...limitFields,
		collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, filters),
		...outputFields,
		optionsField(...options),
	);

/** A filter by a part of a name. */
export const containsFilter = <const Name extends string>(
	displayName: string,
	name: Name,
	plural: string,
	label: string,
): Field<Name, string> =>
	text({ displayName, name, description: `Only ${plural} with this text in the ${label}, in capitals or not` });

interface AccountList {
	readonly account: string;
	readonly edge: string;
	readonly params: GraphParams;
	readonly most: number;
	readonly keep?: (object: GraphObject) => boolean;
	/** Undefined where Meta's answer is wanted as it is. */
	readonly toRow: ((object: GraphObject) => IDataObject) | undefined;
}

export async function accountList(graph: GraphClient, list: AccountList): Promise<Row[]> {
	const { account, edge, params, most, keep, toRow } = list;
	const request = { method: 'GET', path: `${account}/${edge}`, params, effect: 'read', account } as const;
	const objects = await keptRows(graph, request, most, keep);
	return objects.map((object) => ({ json: toRow ? toRow(object) : (object as IDataObject) }));
}
