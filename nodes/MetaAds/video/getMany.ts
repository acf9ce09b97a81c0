import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../shared/form/collections';
import { formOf } from '../../shared/form/form';
import { text } from '../../shared/form/kinds';
import { fieldList } from '../../shared/graph/request';
import { limitFields, mostRows, optionsField, simplifyField } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { keptRows, nameContains } from '../../shared/adObject/keptRows';
import { videoFields } from './requests';
import { videoRow } from './videoRow';

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many videos',
	description: 'Get the videos in the media library of an ad account, with their IDs and thumbnails',
	effect: 'read',
	form: formOf(
		adAccountLocator,
		...limitFields,
		collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
			text({ displayName: 'Title Contains', name: 'titleContains', description: 'Only videos with this text in the title, in capitals or not' }),
		]),
		simplifyField,
		optionsField(),
	),
	perform: eachItem(async ({ graph }, { adAccount, filters, simplify, ...params }) => {
		const request = { method: 'GET' as const, path: `${adAccount}/advideos`, params: { fields: fieldList(videoFields) }, effect: 'read' as const, account: adAccount };
		// Whether Meta's own filter `title` compares whole titles or parts is not documented: titles are compared here.
		const rows = await keptRows(graph, request, mostRows(params), nameContains(filters.titleContains, 'title'));
		return rows.map((row) => ({ json: simplify ? videoRow(row, adAccount) : (row as IDataObject) }));
	}),
});
