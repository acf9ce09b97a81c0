import { z } from 'zod';

import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, campaignLocator, objectId } from '../../shared/node/locators';
import { defineOperation } from '../../shared/node/operation';
import { changeCampaigns, wantedStatus } from './changes';

export const deleteCampaign = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a campaign',
	description: 'Delete a campaign with its ad sets and ads for good. Its figures stay in reports.',
	effect: 'write',
	fields: [
		adAccountLocator,
		campaignLocator,
		// Meta has no check without effect for deletes: the campaign is only read then.
		optionsField({ ...validateOnlyOption, description: 'Whether to only look the campaign up, without deleting it' }),
	],
	params: z.object({
		adAccount: adAccountId,
		campaign: objectId,
		options: optionsParams({ validateOnly: z.boolean().default(false) }),
	}),
	perform: together(
		async (session, { adAccount, campaign, options }) => ({
			campaign,
			account: await session.account(adAccount),
			validateOnly: options.validateOnly || session.dryRun,
			decide: () => [wantedStatus('DELETED')],
			method: 'DELETE' as const,
		}),
		async (session, changes) =>
			await changeCampaigns(session, changes, ({ campaign, account, validateOnly }, { before, changed }) => ({
				id: campaign,
				name: String(before.name ?? ''),
				deleted: !validateOnly,
				changed,
				accountId: account.id,
				...(validateOnly ? { validated: true, note: 'The campaign exists and would be deleted. Nothing was changed.' } : {}),
			})),
	),
});
