import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { fieldList } from '../../shared/graph/request';
import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField, simplifyField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
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
			options: [{ displayName: 'Title Contains', name: 'titleContains', type: 'string', default: '', description: 'Only videos with this text in the title, in capitals or not' }],
		},
		simplifyField,
		optionsField(),
	],
	params: z.object({
		adAccount: adAccountId,
		...limitParams,
		filters: z.object({ titleContains: z.string().trim().min(1).optional() }).default({}),
		simplify: z.boolean().default(true),
		options: optionsParams({}),
	}),
	perform: eachItem(async ({ graph }, { adAccount, filters, simplify, ...params }) => {
		const request = { method: 'GET' as const, path: `${adAccount}/advideos`, params: { fields: fieldList(videoFields) }, effect: 'read' as const, account: adAccount };
		// Whether Meta's own filter `title` compares whole titles or parts is not documented: titles are compared here.
		const rows = await keptRows(graph, request, mostRows(params), nameContains(filters.titleContains, 'title'));
		return rows.map((row) => ({ json: simplify ? videoRow(row, adAccount) : (row as IDataObject) }));
	}),
});
