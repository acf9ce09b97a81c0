import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { refusalCause } from '../meta/gates/refusalCause';
import { searchCustomConversions } from '../meta/assets/customConversions';
import { authenticationField } from '../shared/node/commonFields';
import { searchWorkingAccounts } from '../shared/node/pickers/listSearch';
import { getDefaultCountries } from '../shared/node/pickers/longLists';
import { outputsOf, propertiesOf } from '../shared/node/properties';
import { readable, run } from '../shared/node/run';
import { searchDatasets } from './dataset/searchDatasets';
import { getEventColumns } from './event/columns/eventColumnsField';
import { metaConversionsOperations } from './operations';

export class MetaConversions implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Meta Conversions',
		name: 'metaConversions',
		icon: { light: 'file:../shared/icons/metaConversions.svg', dark: 'file:../shared/icons/metaConversions.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + ($parameter["resource"] ?? "event") }}',
		description: 'Send sales, leads and CRM stages back to Meta with the Conversions API; each row has a verdict',
		defaults: { name: 'Meta Conversions' },
		builderHint: {
			searchHint:
				'Conversions API: purchases, leads, CRM stages and store sales to a dataset (pixel). Give Event Send plain rows: the node checks, hashes and sends each once. Each person needs consent.',
			relatedNodes: [
				{ nodeType: 'n8n-nodes-meta-ads.metaAds', relationHint: 'Ad sets optimize for the events of the dataset' },
			],
		},
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(metaConversionsOperations),
		credentials: [
			{ name: 'metaAdsApi', required: true, displayOptions: { show: { authentication: ['accessToken'] } } },
			{ name: 'metaAdsOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties: [authenticationField.property, ...propertiesOf(metaConversionsOperations)],
	};

	methods = {
		listSearch: { searchCustomConversions, searchDatasets, searchWorkingAccounts },
		loadOptions: { getDefaultCountries },
		resourceMapping: { getEventColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, readable(metaConversionsOperations), refusalCause);
	}
}
