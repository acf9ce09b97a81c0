import type { INodeProperties } from 'n8n-workflow';

/** Fields that creating and updating an audience share. */

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Customers of 2026',
	description: 'What the audience is called in Ads Manager. A name that suggests health, finances or the like gets it flagged.',
};

export const descriptionField: INodeProperties = { displayName: 'Description', name: 'description', type: 'string', default: '' };

export const retentionDaysField: INodeProperties = {
	displayName: 'Keep Members For (Days)',
	name: 'retentionDays',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 180 },
	default: 90,
	description: 'After how many days Meta drops a member of a customer list, 1 to 180. Without it members stay until you remove them.',
};

export const optOutLinkField: INodeProperties = {
	displayName: 'Opt-Out Link',
	name: 'optOutLink',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/unsubscribe',
	description: 'Where people can ask not to be in the audience',
};
