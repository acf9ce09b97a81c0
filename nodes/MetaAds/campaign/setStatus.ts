import { z } from 'zod';

import { together } from '../../shared/node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountId, adAccountLocator, campaignLocator, objectId } from '../../shared/node/locators';
import { defineOperation, type Operation } from '../../shared/node/operation';
import { changeCampaigns, changedRow, wantedStatus } from './changes';

type Texts = Pick<Operation, 'value' | 'name' | 'action' | 'description'>;

const params = z.object({
	adAccount: adAccountId,
	campaign: objectId,
	options: optionsParams({ validateOnly: z.boolean().default(false) }),
});

const statusOperation = (status: 'ACTIVE' | 'PAUSED', texts: Texts): Operation =>
	defineOperation({
		...texts,
		effect: 'write',
		fields: [adAccountLocator, campaignLocator, optionsField(validateOnlyOption)],
		params,
		perform: together(
			async (session, { adAccount, campaign, options }) => ({
				campaign,
				account: await session.account(adAccount),
				validateOnly: options.validateOnly || session.dryRun,
				decide: () => [wantedStatus(status)],
				method: 'POST' as const,
			}),
			async (session, changes) => await changeCampaigns(session, changes, changedRow),
		),
	});

export const activate = statusOperation('ACTIVE', {
	value: 'activate',
	name: 'Activate',
	action: 'Activate a campaign',
	description: 'Let a campaign spend: its active ad sets and approved ads start to run',
});

export const pause = statusOperation('PAUSED', {
	value: 'pause',
	name: 'Pause',
	action: 'Pause a campaign',
	description: 'Stop a campaign from spending until it is activated again',
});
