import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { fieldList } from '../../shared/graph/request';
import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField, simplifyField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { keptRows, nameContains } from '../../shared/adObject/keptRows';
import { imageFields, imageRow } from './imageRow';

const pixels = z.number().int().min(1).optional();

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many images',
	description: 'Get the images in the media library of an ad account, with their hashes',
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
				{ displayName: 'Image Hashes', name: 'hashes', type: 'string', default: '', description: 'Only these images, separated by commas' },
				{ displayName: 'Minimum Height', name: 'minHeight', type: 'number', typeOptions: { minValue: 1 }, default: 600, description: 'In pixels' },
				{ displayName: 'Minimum Width', name: 'minWidth', type: 'number', typeOptions: { minValue: 1 }, default: 600, description: 'In pixels' },
				{ displayName: 'Name Contains', name: 'nameContains', type: 'string', default: '', description: 'Only images with this text in the name, in capitals or not' },
			],
		},
		simplifyField,
		optionsField(),
	],
	params: z.object({
		adAccount: adAccountId,
		...limitParams,
		filters: z
			.object({
				hashes: z
					.string()
					.trim()
					.min(1)
					.transform((list) => list.split(',').map((hash) => hash.trim()).filter((hash) => hash !== ''))
					.optional(),
				minHeight: pixels,
				minWidth: pixels,
				nameContains: z.string().trim().min(1).optional(),
			})
			.default({}),
		simplify: z.boolean().default(true),
		options: optionsParams({}),
	}),
	perform: eachItem(async ({ graph }, { adAccount, filters, simplify, ...params }) => {
		const request = {
			method: 'GET' as const,
			path: `${adAccount}/adimages`,
			params: { fields: fieldList(imageFields), hashes: filters.hashes, minwidth: filters.minWidth, minheight: filters.minHeight },
			effect: 'read' as const,
			account: adAccount,
		};
		// Whether Meta's own filter `name` compares whole names or parts is not documented: names are compared here.
		const rows = await keptRows(graph, request, mostRows(params), nameContains(filters.nameContains));
		return rows.map((row) => ({ json: simplify ? imageRow(row, adAccount) : (row as IDataObject) }));
	}),
});
