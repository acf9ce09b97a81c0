import type { IDataObject } from 'n8n-workflow';

import { assetTypes } from '../../meta/assets/assetTypes';
import { pageField } from '../../meta/assets/fields';
import { idOf, linkTo } from '../../shared/reading/cells';
import { shownWhen } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { choice } from '../../shared/form/kinds';
import { limitFields, mostRows, optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';

export const getManyAssets = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many assets',
	description:
		'Get the pages, Instagram accounts, pixels, catalogs, apps, lead forms or business portfolios that ads can use',
	effect: 'read',
	form: formOf(
		adAccountLocator,
		choice({
			displayName: 'Type',
			name: 'assetType',
			options: assetTypes.map(({ name, value, description }) => ({ name, value, description })),
			default: 'pages',
			description: 'The type to list. An empty result means that the token can access none.',
		}),
		shownWhen({ assetType: ['leadForms'] }, pageField),
		...limitFields,
		...outputFields,
		optionsField(),
	),
	perform: eachItem(async (session, params) => {
		const type = assetTypes.find(({ value }) => value === params.assetType);
		const place = { account: params.adAccount, page: params.page ?? '' };
		const assets = (await type?.read(session.graph, place, mostRows(params))) ?? [];
		return assets.map((asset) => {
			if (!params.simplify) return { json: asset as IDataObject };
			const id = idOf(asset.id);
			const json = {
				id,
				name: type?.title(asset),
				...type?.columns(asset, place),
				assetType: params.assetType,
				url: linkTo(id, () => type?.url(asset, place) ?? ''),
			};
			return { json };
		});
	}),
});
