import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { collection } from '../../shared/form/collections';
import { formOf } from '../../shared/form/form';
import { text, wholeNumber } from '../../shared/form/kinds';
import { fieldList } from '../../shared/graph/request';
import { limitFields, mostRows, optionsField, simplifyField } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { keptRows, nameContains } from '../../shared/adObject/keptRows';
import { imageFields, imageRow } from './imageRow';

/** Hashes with commas in between. */
const hashes = z
	.string()
	.transform((list) => list.split(',').map((hash) => hash.trim()).filter((hash) => hash !== ''))
	.refine((list) => list.length > 0, { message: 'is empty' });

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many images',
	description: 'Get the images in the media library of an ad account, with their hashes',
	effect: 'read',
	form: formOf(
		adAccountLocator,
		...limitFields,
		collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
			text({ displayName: 'Image Hashes', name: 'hashes', description: 'Only these images, separated by commas' }, hashes),
			wholeNumber({ displayName: 'Minimum Height', name: 'minHeight', least: 1, default: '600', description: 'In pixels' }),
			wholeNumber({ displayName: 'Minimum Width', name: 'minWidth', least: 1, default: '600', description: 'In pixels' }),
			text({ displayName: 'Name Contains', name: 'nameContains', description: 'Only images with this text in the name, in capitals or not' }),
		]),
		simplifyField,
		optionsField(),
	),
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
