import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { refusalCause } from '../meta/gates/refusalCause';
import { searchLeadForms, searchOwnPages } from '../meta/leads/pickers';
import { rewordField } from '../shared/form/field';
import { authenticationField } from '../shared/node/commonFields';
import { searchAds, searchWorkingAccounts } from '../shared/node/pickers/listSearch';
import { outputsOf, propertiesOf } from '../shared/node/properties';
import { readable, run } from '../shared/node/run';
import { getDefaultCountries } from '../shared/node/pickers/longLists';
import { metaLeadsOperations } from './operations';

export class MetaLeads implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meta Leads',
		name: 'metaLeads',
		icon: { light: 'file:../shared/icons/metaLeads.svg', dark: 'file:../shared/icons/metaLeads.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Get leads out of Facebook and Instagram lead ads, and make and test their forms',
		defaults: { name: 'Meta Leads' },
		builderHint: {
			searchHint:
				'Leads of Facebook lead forms as flat rows: email, phone, names, other answers, consent boxes. To start a workflow on each new lead, use Meta Ads Trigger with the event New Lead.',
			relatedNodes: [
				{ nodeType: 'n8n-nodes-meta-ads.metaAdsTrigger', relationHint: 'Starts a workflow on each new lead' },
				{ nodeType: 'n8n-nodes-meta-ads.metaAudiences', relationHint: 'Takes lead rows as contacts' },
			],
		},
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(metaLeadsOperations),
		credentials: [
			{
				name: 'metaAdsApi',
				required: true,
				displayOptions: { show: { authentication: ['accessToken'] }, hide: { operation: ['removeDuplicates'] } },
			},
			{
				name: 'metaAdsOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] }, hide: { operation: ['removeDuplicates'] } },
			},
		],
		properties: [
			rewordField(authenticationField, { displayOptions: { hide: { operation: ['removeDuplicates'] } } }).property,
			...propertiesOf(metaLeadsOperations),
		],
	};

	methods = {
		listSearch: { searchAds, searchLeadForms, searchOwnPages, searchWorkingAccounts },
		loadOptions: { getDefaultCountries },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, readable(metaLeadsOperations), refusalCause);
	}
}
