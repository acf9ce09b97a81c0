import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import {
	EMULATOR_URL,
	GRAPH_URL,
	signatureFor,
	addressOf,
	withoutRedirects,
	type CallAddress,
} from '../nodes/shared/graph/access';
import { apiVersionFields, fixedDomains } from './apiVersionFields';
import { CREDENTIAL_TEST_HEADER, credentialTestRules, requireEmulator } from './credentialTest';
import { defaultAccountField } from './defaultAccountField';
import { houseTagsField } from './urlTagsField';

export class MetaAdsApi implements ICredentialType {
	name = 'metaAdsApi';

	displayName = 'Meta Ads API';

	icon = {
		light: 'file:../nodes/shared/icons/metaAds.svg',
		dark: 'file:../nodes/shared/icons/metaAds.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-meta-ads/n8n-nodes-meta-ads/blob/main/docs/connect-your-meta-account.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Meta', value: 'meta', description: 'Your real ad accounts' },
				{
					name: 'Local Emulator',
					value: 'emulator',
					description: 'Made-up ad accounts on this machine, to try things without an ad account or money',
				},
			],
			default: 'meta',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { environment: ['meta'] } },
			description:
				'Best is a system-user token with ads_management, ads_read and business_management: it does not expire. The link above shows how to make one.',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { environment: ['meta'] } },
			description:
				'Optional. The secret of the app that made the token; Meta then knows that no one else is using it. Needed if the app requires an app secret proof.',
		},
		{
			displayName: 'Emulator URL',
			name: 'emulatorUrl',
			type: 'string',
			default: EMULATOR_URL,
			displayOptions: { show: { environment: ['emulator'] } },
			description:
				'Where the emulator runs: npm run emulator prints it. From Docker, use http://host.docker.internal:7080.',
		},
		defaultAccountField,
		houseTagsField,
		...apiVersionFields,
		...fixedDomains('graph.facebook.com,127.0.0.1,localhost,host.docker.internal'),
	];

	/** Signs a call: the token as a header, never in the address, and only towards the host the credential is for. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions & CallAddress,
	): Promise<IHttpRequestOptions> => {
		const { [CREDENTIAL_TEST_HEADER]: isTest, ...headers } = options.headers ?? {};
		const { bearer, proof } = signatureFor(credentials, addressOf(options));
		if (isTest !== undefined && credentials.environment === 'emulator')
			await requireEmulator(String(credentials.emulatorUrl));
		return {
			...options,
			...withoutRedirects,
			headers: { ...headers, Authorization: `Bearer ${bearer}` },
			qs: proof === undefined ? options.qs : { ...options.qs, appsecret_proof: proof },
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{$credentials.environment === 'emulator' ? $credentials.emulatorUrl : '${GRAPH_URL}'}}`,
			url: '={{"/" + ($credentials.apiVersion === "other" ? $credentials.otherApiVersion : $credentials.apiVersion) + "/me/adaccounts"}}',
			qs: { fields: 'id', limit: 1 },
			headers: { [CREDENTIAL_TEST_HEADER]: 'yes' },
			ignoreHttpStatusErrors: true,
		},
		rules: credentialTestRules,
	};
}
