import { z } from 'zod';

import { fieldList } from '../../shared/graph/request';
import { optionsField, optionsParams, simplifyField } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, campaignLocator, objectId } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { fieldsOption, fieldsParam } from './fieldsOption';
import { campaignRow } from './row';
import { ownedCampaign } from './target';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a campaign',
	description: 'Get one campaign with its status and budget',
	effect: 'read',
	fields: [adAccountLocator, campaignLocator, simplifyField, optionsField(fieldsOption)],
	params: z.object({
		adAccount: adAccountId,
		campaign: objectId,
		simplify: z.boolean().default(true),
		options: optionsParams({ fields: fieldsParam }),
	}),
	perform: eachItem(async (session, { adAccount, campaign, simplify, options }) => {
		const account = await session.account(adAccount);
		const current = await ownedCampaign(session, campaign, adAccount);
		if (simplify) return [{ json: campaignRow(current, account) }];
		const request = { method: 'GET' as const, path: campaign, params: { fields: fieldList(options.fields) }, effect: 'read' as const, account: adAccount };
		const { body } = await session.graph.send(request);
		return [{ json: body as Record<string, never> }];
	}),
});
