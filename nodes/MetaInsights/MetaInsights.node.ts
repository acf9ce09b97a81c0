import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { refusalCause } from '../meta/gates/refusalCause';
import { rewordField } from '../shared/form/field';
import { authenticationField } from '../shared/node/commonFields';
import { searchAds, searchAdSets, searchCampaigns, searchWorkingAccounts } from '../shared/node/pickers/listSearch';
import { outputsOf, propertiesOf } from '../shared/node/properties';
import { getCustomConversions } from '../meta/assets/conversionLists';
import { readable, run } from '../shared/node/run';
import { metaInsightsOperations } from './operations';
import { getAdAccounts } from './form/accounts/accountList';
import { getReportColumns } from './form/columns/columnList';
import { getActionBreakdowns, getBreakdowns, getInsightsFields } from './form/nameLists';

export class MetaInsights implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meta Insights',
		name: 'metaInsights',
		icon: { light: 'file:../shared/icons/metaInsights.svg', dark: 'file:../shared/icons/metaInsights.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": report" }}',
		description: 'Get reports on Facebook and Instagram ads as rows for a spreadsheet, a table or an email',
		defaults: { name: 'Meta Insights' },
		builderHint: {
			searchHint:
				'Reports of Facebook and Instagram ads as flat rows with stable columns. Get Report is enough for most reports. Format as Email or Message turns rows into an email or chat message. Find Unusual Changes alerts once a day. Check Budget Pacing compares the month with a plan.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-meta-ads.metaAds',
					relationHint: 'Ad Rotate decides from the rows of a report by ad and day',
				},
				{
					nodeType: 'n8n-nodes-meta-ads.metaBudgetGuard',
					relationHint:
						'Move Toward Target CPA or ROAS decides from the rows of a report by campaign or ad set and day',
				},
			],
		},
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(metaInsightsOperations),
		credentials: [
			{
				name: 'metaAdsApi',
				required: true,
				displayOptions: { show: { authentication: ['accessToken'] }, hide: { operation: ['render'] } },
			},
			{
				name: 'metaAdsOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] }, hide: { operation: ['render'] } },
			},
		],
		properties: [
			rewordField(authenticationField, { displayOptions: { hide: { operation: ['render'] } } }).property,
			...propertiesOf(metaInsightsOperations),
		],
	};

	methods = {
		listSearch: { searchAds, searchAdSets, searchCampaigns, searchWorkingAccounts },
		loadOptions: {
			getActionBreakdowns,
			getAdAccounts,
			getBreakdowns,
			getCustomConversions,
			getInsightsFields,
			getReportColumns,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, readable(metaInsightsOperations), refusalCause);
	}
}
