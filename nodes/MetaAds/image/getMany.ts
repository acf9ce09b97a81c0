import { compact } from 'lodash';
import { z } from 'zod';

import { nameContains } from '../../shared/adObject/list/keptRows';
import { text, wholeNumber } from '../../shared/form/kinds';
import { fieldList } from '../../shared/graph/request';
import { mostRows } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { accountList, accountListForm, containsFilter } from '../adObjects/accountList';
import { imageFields, imageRow } from './imageRow';

/** Hashes with commas in between. */
const hashes = z
	.string()
	.transform((list) => compact(list.split(',').map((hash) => hash.trim())))
	.refine((list) => list.length > 0, { message: 'is empty' });

export const getManyImages = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many images',
	description: 'Get the images in the media library of an ad account, with their hashes',
	effect: 'read',
	form: accountListForm([
		text(
			{ displayName: 'Image Hashes', name: 'hashes', description: 'Only these images, separated by commas' },
			hashes,
		),
		wholeNumber({
			displayName: 'Minimum Height',
			name: 'minHeight',
			least: 1,
			default: '600',
			description: 'In pixels',
		}),
		wholeNumber({ displayName: 'Minimum Width', name: 'minWidth', least: 1, default: '600', description: 'In pixels' }),
		containsFilter('Name Contains', 'nameContains', 'images', 'name'),
	]),
	perform: eachItem(async ({ graph }, { adAccount: account, filters, simplify, ...params }) => {
		const { hashes: chosenHashes, minWidth, minHeight } = filters;
		return await accountList(graph, {
			account,
			edge: 'adimages',
			params: { fields: fieldList(imageFields), hashes: chosenHashes, minwidth: minWidth, minheight: minHeight },
			most: mostRows(params),
			// Whether Meta's own filter `name` compares whole names or parts is not documented: names are compared here.
			keep: nameContains(filters.nameContains),
			toRow: simplify ? (image) => imageRow(image, account) : undefined,
		});
	}),
});
