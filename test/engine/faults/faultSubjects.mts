import type { IDataObject } from 'n8n-workflow';

import { AD_SETS, ADS, CAMPAIGNS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { newAdSet } from '../support/adSets.mts';
import { newCampaign } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

/** What the fault matrix is run on: each kind of object with its own edge, form and change. */
export interface Subject {
	readonly resource: 'campaign' | 'adSet' | 'ad';
	readonly kind: 'Campaign' | 'AdSet' | 'Ad';
	readonly edge: string;
	/** A stored object whose copies are got, changed and deleted, and stand in the way of lost creates. */
	readonly model: string;
	/** What a copy differs in, so that only its age tells it from a lost create. */
	readonly sameAsNew: IDataObject;
	readonly update: IDataObject;
	readonly isUpdated: (stored: IDataObject, item: { budget: number; rename: string }) => boolean;
	readonly create: IDataObject;
}

export const subjects: Readonly<Record<Subject['resource'], Subject>> = {
	campaign: {
		resource: 'campaign',
		kind: 'Campaign',
		edge: 'campaigns',
		model: CAMPAIGNS.usdCbo,
		sameAsNew: { objective: 'OUTCOME_SALES' },
		update: { updateFields: { dailyBudget: '={{ $json.budget }}' }, options: { allowLargeChange: true } },
		isUpdated: ({ dailyBudget }, { budget }) => dailyBudget === budget * 100,
		create: newCampaign({ name: '={{ $json.name }}' }),
	},
	adSet: {
		resource: 'adSet',
		kind: 'AdSet',
		edge: 'adsets',
		model: AD_SETS.usdNoBudgetA,
		sameAsNew: { optimizationGoal: 'LINK_CLICKS' },
		update: { updateFields: { dailyBudget: '={{ $json.budget }}' }, options: { allowLargeChange: true } },
		isUpdated: ({ dailyBudget }, { budget }) => dailyBudget === budget * 100,
		create: newAdSet({ name: '={{ $json.name }}' }),
	},
	ad: {
		resource: 'ad',
		kind: 'Ad',
		edge: 'ads',
		model: ADS.usdCboA1,
		sameAsNew: {},
		update: { updateFields: { name: '={{ $json.rename }}' } },
		isUpdated: ({ name }, { rename }) => name === rename,
		create: { adSet: byId(AD_SETS.usdCboA), name: '={{ $json.name }}', creative: byId(CREATIVES.usdCup) },
	},
};
