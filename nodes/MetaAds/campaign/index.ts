import { deleteOperation } from '../../shared/adObject/delete';
import { getOperation } from '../../shared/adObject/get';
import { getManyOperation } from '../../shared/adObject/list/getMany';
import { activateOperation } from '../adObjects/activate';
import { pauseOperation } from '../adObjects/pause';
import type { Resource } from '../../shared/node/operation';
import { adChild, adSetChild } from '../duplicate/copied';
import { duplicateOperation } from '../duplicate/duplicate';
import { keepToHoursOperation } from '../hours/keepToHours';
import { listedStatuses } from './choices';
import { createCampaign } from './create';
import { campaignKind } from './kind';
import { updateCampaign } from './update';

export const campaignResource: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [
		activateOperation(
			campaignKind,
			'Activate a campaign',
			'Let a campaign spend: its active ad sets and approved ads start to run',
		),
		createCampaign,
		deleteOperation(
			campaignKind,
			'Delete a campaign',
			'Delete a campaign with its ad sets and ads permanently. Its numbers stay in reports.',
		),
		duplicateOperation(
			{ kind: campaignKind, word: 'campaign', children: [adSetChild, adChild] },
			'Duplicate a campaign',
			'Copy a campaign with its ad sets and ads, paused and renamed as you choose',
		),
		getOperation(campaignKind, 'Get a campaign', 'Get one campaign with its status and budget'),
		getManyOperation(
			campaignKind,
			listedStatuses,
			'Get many campaigns',
			'Get the campaigns of an ad account with their status and budget',
		),
		keepToHoursOperation(
			campaignKind,
			'Schedule campaign day and night hours by dayparting',
			'Run a campaign with all its ad sets in the hours you choose, and pause it outside them. Campaigns that someone else has paused stay paused.',
		),
		pauseOperation(campaignKind, 'Pause a campaign', 'Stop a campaign from spending until it is activated again'),
		updateCampaign,
	],
};
