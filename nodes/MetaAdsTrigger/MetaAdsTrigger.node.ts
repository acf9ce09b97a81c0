import { randomUUID } from 'crypto';
import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchAdAccounts, searchCampaigns } from '../shared/node/pickers/listSearch';
import { triggerForm } from './form';
import { lookAround, sampleItem } from './poll';
import type { Memory } from './memory';
import { openLook } from './openLook';

/** Tells this run of n8n from the one before it, which may have been killed before it executed what it was handed. */
const THIS_PROCESS = randomUUID();

export class MetaAdsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meta Ads Trigger',
		name: 'metaAdsTrigger',
		icon: { light: 'file:../shared/icons/metaAds.svg', dark: 'file:../shared/icons/metaAds.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when something changes in a Meta ad account: reviews, delivery issues, statuses, budgets, spend',
		defaults: { name: 'Meta Ads Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'metaAdsApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'metaAdsOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties: [...triggerForm.properties],
	};

	methods = { listSearch: { searchAdAccounts, searchCampaigns } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const asItems = (rows: readonly IDataObject[]): INodeExecutionData[][] => [rows.map((json) => ({ json }))];
		return await openLook(this, THIS_PROCESS, async (look) => {
			if (this.getMode() === 'manual') return asItems([await sampleItem(look)]);
			const data = this.getWorkflowStaticData('node') as { memory?: Memory };
			const { items, memory } = await lookAround(look, data.memory);
			// Only after every read has succeeded: a poll that fails is made again from where the last one ended.
			data.memory = memory;
			return items.length > 0 ? asItems(items) : null;
		});
	}
}
