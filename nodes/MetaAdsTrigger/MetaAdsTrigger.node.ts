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
import { triggerForm } from './form';
import { lookAround, sampleItem } from './poll';
import type { TriggerMemory } from './memory';
import { openLook } from './openLook';

/** Tells this run of n8n from the one before it, which may have been killed before it executed what it was handed. */
const THIS_PROCESS = randomUUID();

export class MetaAdsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meta Ads Trigger',
		name: 'metaAdsTrigger',
		icon: { light: 'file:../shared/icons/metaAdsTrigger.svg', dark: 'file:../shared/icons/metaAdsTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Manage Facebook and Instagram ads, or start a workflow when one is rejected or its delivery, budget or spend changes',
		defaults: { name: 'Meta Ads Trigger' },
		builderHint: {
			searchHint:
				'Polls one ad account for changes, such as a rejected ad or a changed budget. One item per event, each event at least once, with an id to recognise repeats.',
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

	methods = { listSearch: { searchCampaigns, searchWorkingAccounts } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const asItems = (rows: readonly IDataObject[]): INodeExecutionData[][] => [rows.map((json) => ({ json }))];
		return await openLook(this, THIS_PROCESS, async (look) => {
			if (this.getMode() === 'manual') return asItems([await sampleItem(look)]);
			const data = this.getWorkflowStaticData('node') as { memory?: TriggerMemory };
			const { items, memory } = await lookAround(look, data.memory);
			// Only after every read has succeeded: a poll that fails is made again from where the last one ended.
			data.memory = memory;
			return items.length > 0 ? asItems(items) : null;
		});
	}
}
