import type { IDataObject } from 'n8n-workflow';

import { renameField } from '../form/field';
import { formOf } from '../form/form';
import { fieldList } from '../graph/request';
import { allColumnsOption, optionsField, outputFields } from '../node/commonFields';
import { adAccountLocator } from '../node/pickers/locators';
import { defineOperation, eachItem, type Operation } from '../node/operation';
import { fieldsOption } from './fieldsOption';
import type { AdObjectKind } from './kind';
import { ownedObject } from './target';

export const getOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'get',
		name: 'Get',
		action,
		description,
		effect: 'read',
		mainColumns: kind.mainColumns,
		form: formOf(
			adAccountLocator,
			renameField('id', kind.locator),
			...outputFields,
			optionsField(allColumnsOption, fieldsOption(kind)),
		),
		perform: eachItem(async (session, { adAccount, id, simplify, options: { fields } }) => {
			const account = await session.account(adAccount);
			const object = await ownedObject(session, kind, id, adAccount);
			if (simplify) return [{ json: kind.row(object, account) }];
			const request = {
				method: 'GET' as const,
				path: id,
				params: { fields: fieldList(fields) },
				effect: 'read' as const,
				account: adAccount,
			};
			const { body } = await session.graph.send(request);
			return [{ json: body as IDataObject }];
		}),
	});
