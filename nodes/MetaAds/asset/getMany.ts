import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField, simplifyField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, objectId } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { problem } from '../../shared/node/params';
import { assetTypes } from './assetTypes';
import { pageField } from './fields';

export const getMany = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many assets',
	description: 'Get the pages, Instagram accounts, pixels, catalogs, apps or lead forms that ads can use',
	effect: 'read',
	fields: [
		adAccountLocator,
		{
			displayName: 'Type',
			name: 'assetType',
			type: 'options',
			options: assetTypes.map(({ name, value, description }) => ({ name, value, description })),
			default: 'pages',
			description: 'What to list. An empty result means that there is none the token can see.',
		},
		{ ...pageField, required: true, displayOptions: { show: { assetType: ['leadForms'] } } },
		returnAllField,
		limitField,
		simplifyField,
		optionsField(),
	],
	params: z
		.object({
			adAccount: adAccountId,
			assetType: z.enum(assetTypes.map(({ value }) => value) as [string, ...string[]]),
			page: objectId.optional(),
			...limitParams,
			simplify: z.boolean().default(true),
			options: optionsParams({}),
		})
		.superRefine(({ assetType, page }, context) => {
			if (assetType === 'leadForms' && page === undefined) problem(context, ['page'], 'is empty', 'Choose the page whose lead forms to list.');
		}),
	perform: eachItem(async (session, params) => {
		const type = assetTypes.find(({ value }) => value === params.assetType);
		const place = { account: params.adAccount, page: params.page ?? '' };
		const assets = (await type?.read(session.graph, place, mostRows(params))) ?? [];
		return assets.map((asset) => {
			if (!params.simplify) return { json: asset as IDataObject };
			const json = { id: String(asset.id), name: type?.title(asset), ...type?.columns(asset, place), assetType: params.assetType, url: type?.url(asset, place) };
			return { json };
		});
	}),
});
