import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { refusalCause } from '../meta/gates/refusalCause';
import { authenticationField } from '../shared/node/commonFields';
import { searchAdAccounts, searchCampaigns, searchWorkingAccounts } from '../shared/node/pickers/listSearch';
import { outputsOf, propertiesOf } from '../shared/node/properties';
import { readable, run } from '../shared/node/run';
import { searchInstagramAccounts, searchPages, searchPixels } from '../meta/assets/pickers';
import { getAudienceFields, getCountries, getDefaultCountries } from '../shared/node/pickers/longLists';
import { searchLeadForms } from '../meta/leads/pickers';
import { searchAudiences, searchCustomerLists } from './audience/pickers';
import { getContactColumns } from './member/form/fields';
import { metaAudiencesOperations } from './operations';

export class MetaAudiences implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meta Audiences',
		name: 'metaAudiences',
		icon: { light: 'file:../shared/icons/metaAudiences.svg', dark: 'file:../shared/icons/metaAudiences.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Build audiences for Facebook and Instagram ads: customer lists, website visitors, lookalikes',
		defaults: { name: 'Meta Audiences' },
		builderHint: {
			searchHint:
				'Custom audiences from contacts, website visitors and lookalikes. Give Contact → Add, Remove or Replace plain contacts: the node normalizes and hashes them. Each contact needs consent.',
			relatedNodes: [
				{ nodeType: 'n8n-nodes-meta-ads.metaAds', relationHint: 'Ad sets target or exclude the audience' },
			],
		},
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(metaAudiencesOperations),
		credentials: [
			{ name: 'metaAdsApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'metaAdsOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties: [authenticationField.property, ...propertiesOf(metaAudiencesOperations)],
	};

	methods = {
		listSearch: {
			searchAdAccounts,
			searchAudiences,
			searchCampaigns,
			searchCustomerLists,
			searchInstagramAccounts,
			searchLeadForms,
			searchPages,
			searchPixels,
			searchWorkingAccounts,
		},
		loadOptions: { getAudienceFields, getCountries, getDefaultCountries },
		resourceMapping: { getContactColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, readable(metaAudiencesOperations), refusalCause);
	}
}
