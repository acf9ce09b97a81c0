import type { INodeProperties } from 'n8n-workflow';

/** The ad account that steps work in while their Ad Account is left at From Credential; the same field in both credentials. */
export const defaultAccountField: INodeProperties = {
	displayName: 'Default Ad Account',
	name: 'defaultAdAccount',
	type: 'string',
	default: '',
	placeholder: 'e.g. act_1234567890',
	description:
		'Optional. The ad account for nodes that have Ad Account set to From Credential. Enter the number after act= in your Ads Manager URL.',
};
