import { randomUUID } from 'crypto';
import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchCampaigns, searchWorkingAccounts } from '../shared/node/pickers/listSearch';
import { triggerForm } from './form/form';
import { searchLeadForms, searchOwnPages } from '../meta/leads/pickers';
import { getDefaultCountries } from '../shared/node/pickers/longLists';
import { newItems, sampleItems } from './polls/everyEvent';
import { openLook } from './form/openLook';

/** Tells this run of n8n from the one before it, which may have been killed before it executed what it was handed. */
const THIS_PROCESS = randomUUID();

/** n8n gives a workflow one context from when it is published: the first poll of it says whether that succeeds. */
const polled = new WeakSet<IPollFunctions>();

export class MetaAdsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meta Ads Trigger',
		name: 'metaAdsTrigger',
		icon: { light: 'file:../shared/icons/metaAdsTrigger.svg', dark: 'file:../shared/icons/metaAdsTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Manage Facebook and Instagram ads, or start a workflow on a new lead, a rejected ad, or a change of delivery, budget or spend',
		defaults: { name: 'Meta Ads Trigger' },
		builderHint: {
			searchHint:
				'Polls one ad account for changes, such as a rejected ad or a changed budget. One item per event, each event at least once. The id shows repeats.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-meta-ads.metaAds',
					relationHint: 'Acts on what the trigger reports, such as pausing an ad',
				},
			],
		},
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'metaAdsApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'metaAdsOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties: [...triggerForm.properties],
	};

	methods = {
		listSearch: { searchCampaigns, searchLeadForms, searchOwnPages, searchWorkingAccounts },
		loadOptions: { getDefaultCountries },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const asItems = (rows: readonly IDataObject[]): INodeExecutionData[][] => [rows.map((json) => ({ json }))];
		return await openLook(this, THIS_PROCESS, async (look) => {
			if (this.getMode() === 'manual') return asItems(await sampleItems(look));
			const isPublishing = !polled.has(this);
			polled.add(this);
			const items = await newItems(look, this.getWorkflowStaticData('node'), isPublishing);
			return items.length > 0 ? asItems(items) : null;
		});
	}
}
