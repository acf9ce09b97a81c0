import { deleteOperation } from '../../shared/adObject/delete';
import { getOperation } from '../../shared/adObject/get';
import { getManyOperation } from '../../shared/adObject/list/getMany';
import { activateOperation } from '../adObjects/activate';
import { pauseOperation } from '../adObjects/pause';
import type { Resource } from '../../shared/node/operation';
import { adChild } from '../duplicate/copied';
import { duplicateOperation } from '../duplicate/duplicate';
import { keepToHoursOperation } from '../hours/keepToHours';
import { createAdSet } from './create';
import { changeableAdSet } from './duplicated/changes';
import { adSetKind } from './kind';
import { updateAdSet } from './update';

/** Statuses a list can be narrowed to (`effective_status`). Deleted ones cannot be listed on this edge. */
const listedStatuses = [
	{ name: 'Active', value: 'ACTIVE' },
	{ name: 'Archived', value: 'ARCHIVED' },
	{ name: 'Campaign Paused', value: 'CAMPAIGN_PAUSED' },
	{ name: 'In Process', value: 'IN_PROCESS' },
	{ name: 'Paused', value: 'PAUSED' },
	{ name: 'With Issues', value: 'WITH_ISSUES' },
] as const;

export const adSetResource: Resource = {
	value: 'adSet',
	name: 'Ad Set',
	operations: [
		activateOperation(
			adSetKind,
			'Activate an ad set',
			'Let an ad set spend: its approved ads start to run if its campaign is active',
		),
		createAdSet,
		deleteOperation(
			adSetKind,
			'Delete an ad set',
			'Delete an ad set with its ads permanently. Its numbers stay in reports.',
		),
		duplicateOperation(
			{
				kind: adSetKind,
				word: 'adset',
				children: [adChild],
				changeable: changeableAdSet,
				target: {
					parameter: 'targetCampaign',
					label: 'Target Campaign',
					search: 'searchCampaigns',
					sentAs: 'campaign_id',
					noun: 'campaign',
				},
			},
			'Duplicate an ad set',
			'Copy an ad set with its ads, also with another pixel, event, budget, country, audience or start',
		),
		getOperation(adSetKind, 'Get an ad set', 'Get one ad set with its status, budget, bid and targeting'),
		getManyOperation(
			adSetKind,
			listedStatuses,
			'Get many ad sets',
			'Get the ad sets of an ad account or a campaign with their status, budget, bid and targeting',
		),
		keepToHoursOperation(
			adSetKind,
			'Schedule ad set day and night hours by dayparting',
			'Run an ad set in the hours you choose, like Ads Manager’s ad scheduling. It is paused outside them. Ad sets that someone else has paused stay paused.',
		),
		pauseOperation(adSetKind, 'Pause an ad set', 'Stop an ad set from spending until it is activated again'),
		updateAdSet,
	],
};
