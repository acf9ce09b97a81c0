import type { INodeProperties } from 'n8n-workflow';

import { API_VERSIONS, DEFAULT_API_VERSION } from '../nodes/shared/spec';

/** Which version of Meta's API is called; the same two fields in both credentials. */
export const apiVersionFields: INodeProperties[] = [
	{
		displayName: 'API Version',
		name: 'apiVersion',
		type: 'options',
		options: [
			...API_VERSIONS.map(({ name, note }) => ({ name, value: name, description: note })),
			{ name: 'Other', value: 'other', description: 'A version that is not in this list yet' },
		],
		default: DEFAULT_API_VERSION,
		description:
			'Meta retires each version about a year after its release. The default is the one this package was tested with.',
	},
	{
		displayName: 'Version Name',
		name: 'otherApiVersion',
		type: 'string',
		default: '',
		placeholder: 'e.g. v28.0',
		displayOptions: { show: { apiVersion: ['other'] } },
	},
];

/** No other node, the HTTP Request node included, may send this credential anywhere else. */
export const fixedDomains = (domains: string): INodeProperties[] => [
	{
		displayName: 'Allowed HTTP Request Domains',
		name: 'allowedHttpRequestDomains',
		type: 'hidden',
		default: 'domains',
	},
	{ displayName: 'Allowed Domains', name: 'allowedDomains', type: 'hidden', default: domains },
];
