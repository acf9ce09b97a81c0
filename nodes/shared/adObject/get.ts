import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { fieldList } from '../graph/request';
import { optionsField, optionsParams, simplifyField } from '../node/commonFields';
import { adAccountId, adAccountLocator, objectId } from '../node/locators';
import { defineOperation, eachItem, type Operation } from '../node/operation';
import { fieldsOption, fieldsParam } from './fieldsOption';
import type { AdObjectKind } from './kind';
import { ownedObject } from './target';

const getParams = (kind: AdObjectKind) =>
	z
		.object({
			adAccount: adAccountId,
			[kind.locator.name]: objectId,
			simplify: z.boolean().default(true),
			options: optionsParams({ fields: fieldsParam(kind) }),
		})
		.transform((params) => ({
			adAccount: params.adAccount as string,
			id: params[kind.locator.name] as string,
			simplify: params.simplify as boolean,
			fields: (params.options as { fields: readonly string[] }).fields,
		}));

export const getOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'get',
		name: 'Get',
		action,
		description,
		effect: 'read',
		fields: [adAccountLocator, kind.locator, simplifyField, optionsField(fieldsOption(kind))],
		params: getParams(kind),
		perform: eachItem(async (session, { adAccount, id, simplify, fields }) => {
			const account = await session.account(adAccount);
			const object = await ownedObject(session, kind, id, adAccount);
			if (simplify) return [{ json: kind.row(object, account) }];
			const request = { method: 'GET' as const, path: id, params: { fields: fieldList(fields) }, effect: 'read' as const, account: adAccount };
			const { body } = await session.graph.send(request);
			return [{ json: body as IDataObject }];
		}),
	});
