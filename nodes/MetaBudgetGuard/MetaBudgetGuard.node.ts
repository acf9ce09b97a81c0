import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { refusalCause } from '../meta/gates/refusalCause';
import { getConversionColumns } from '../meta/assets/conversionLists';
import { authenticationField } from '../shared/node/commonFields';
import { searchAdSets, searchCampaigns, searchWorkingAccounts } from '../shared/node/pickers/listSearch';
import { outputsOf, propertiesOf } from '../shared/node/properties';
import { readable, run } from '../shared/node/run';
import { metaBudgetGuardOperations } from './operations';

export class MetaBudgetGuard implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meta Budget Guard',
		name: 'metaBudgetGuard',
		icon: { light: 'file:../shared/icons/metaBudgetGuard.svg', dark: 'file:../shared/icons/metaBudgetGuard.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ($parameter["dryRun"] ? ": dry run" : "") }}',
		description:
			'Raise and cut the budgets of Facebook and Instagram ads in small steps within your limits, with dry run and undo',
		defaults: { name: 'Meta Budget Guard' },
		builderHint: {
			searchHint:
				'Changes budgets, bids and ROAS floors in small steps, with limits and a cooldown. Dry Run is on by default: switch it off to apply. Output Applied has the changes, Blocked the rest with the reason.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-meta-ads.metaInsights',
					relationHint: 'Gives the rows from which Move Toward Target CPA or ROAS decides',
				},
			],
		},
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(metaBudgetGuardOperations),
		credentials: [
			{ name: 'metaAdsApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'metaAdsOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties: [authenticationField.property, ...propertiesOf(metaBudgetGuardOperations)],
	};

	methods = {
		listSearch: { searchAdSets, searchCampaigns, searchWorkingAccounts },
		loadOptions: { getConversionColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, readable(metaBudgetGuardOperations), refusalCause);
	}
}
