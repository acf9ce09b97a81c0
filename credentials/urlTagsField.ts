import type { INodeProperties } from 'n8n-workflow';

/** The house rule for links: what new creatives get whose step has no URL tags; the same field in both credentials. */
export const houseTagsField: INodeProperties = {
	displayName: 'URL Parameters',
	name: 'urlTags',
	type: 'string',
	default: '',
	placeholder: 'e.g. utm_source=meta&utm_campaign={{campaign.name}}',
	description:
		'Optional. Added to the links of every new creative whose step has no URL Parameters of its own. Meta fills in {{campaign.name}}, {{adset.name}}, {{ad.name}} and others.',
};
