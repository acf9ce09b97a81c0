import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { refusalCause } from '../meta/gates/refusalCause';
import { searchLeadForms, searchOwnPages } from '../meta/leads/pickers';
import { authenticationField } from '../shared/node/commonFields';
import {
	searchAdAccounts,
	searchAds,
	searchAdSets,
	searchCampaigns,
	searchWorkingAccounts,
} from '../shared/node/pickers/listSearch';
import { outputsOf, propertiesOf } from '../shared/node/properties';
import { readable, run } from '../shared/node/run';
import { searchPosts } from './ad/fromPost/pickers';
import { searchSplitTests } from './ad/splitTest/pickers';
import { searchBusinesses } from './account/pickers';
import { getDestinations, getOptimizationGoals, searchCustomAudiences, searchProductSets } from './adSet/pickers';
import { searchCustomConversions } from '../meta/assets/customConversions';
import * as assetPickers from '../meta/assets/pickers';
import * as creativePickers from './creative/pickers';
import {
	getAccountFields,
	getAdFields,
	getAdSetFields,
	getCampaignFields,
	getCountries,
	getCreativeFeatures,
	getCreativeFields,
	getPreviewFormats,
} from '../shared/node/pickers/longLists';
import { metaAdsOperations } from './operations';
import * as targetingPickers from './targeting/pickers';

export class MetaAds implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meta Ads',
		name: 'metaAds',
		icon: { light: 'file:../shared/icons/metaAds.svg', dark: 'file:../shared/icons/metaAds.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Manage Facebook and Instagram ads, or start a workflow when one is rejected or its delivery, budget or spend changes',
		defaults: { name: 'Meta Ads' },
		builderHint: {
			searchHint:
				'Campaigns, ad sets, ads, creatives, images, videos and targeting of Meta. New ads are paused unless Status says otherwise. For reports use Meta Insights, for audiences Meta Audiences, for budget changes on a schedule Meta Budget Guard.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-meta-ads.metaInsights',
					relationHint: 'Reports: one row per campaign, ad set or ad, for Sheets, email or Rotate',
				},
				{
					nodeType: 'n8n-nodes-meta-ads.metaBudgetGuard',
					relationHint: 'Raises and cuts budgets within limits; safer than updating a budget here',
				},
				{
					nodeType: 'n8n-nodes-meta-ads.metaAudiences',
					relationHint: 'Customer lists and lookalikes an ad set can target',
				},
			],
		},
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(metaAdsOperations),
		credentials: [
			{ name: 'metaAdsApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'metaAdsOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties: [authenticationField.property, ...propertiesOf(metaAdsOperations)],
	};

	methods = {
		listSearch: {
			searchAdAccounts,
			searchAds,
			searchBusinesses,
			searchAdSets,
			searchCampaigns,
			searchCustomAudiences,
			searchCustomConversions,
			searchProductSets,
			searchLeadForms,
			searchOwnPages,
			searchPosts,
			searchSplitTests,
			searchWorkingAccounts,
			...assetPickers,
			...creativePickers,
			...targetingPickers,
		},
		loadOptions: {
			getDestinations,
			getOptimizationGoals,
			getCountries,
			getAccountFields,
			getCampaignFields,
			getAdSetFields,
			getAdFields,
			getCreativeFeatures,
			getCreativeFields,
			getPreviewFormats,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, readable(metaAdsOperations), refusalCause);
	}
}
