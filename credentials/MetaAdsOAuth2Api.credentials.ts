import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { DEFAULT_API_VERSION } from '../nodes/shared/spec';
import { apiVersionFields, fixedDomains } from './apiVersionFields';
import { defaultAccountField } from './defaultAccountField';
import { houseTagsField } from './urlTagsField';

/**
 * Sign-in with Facebook Login, or Facebook Login for Business when a configuration is named. Meta issues no refresh
 * tokens: a sign-in lasts about 60 days, which Account → Check Access announces two weeks ahead.
 */
export class MetaAdsOAuth2Api implements ICredentialType {
	name = 'metaAdsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Meta Ads OAuth2 API';

	icon = {
		light: 'file:../nodes/shared/icons/metaAds.svg',
		dark: 'file:../nodes/shared/icons/metaAds.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-meta-ads/n8n-nodes-meta-ads/blob/main/docs/connect-your-meta-account.md';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `https://www.facebook.com/${DEFAULT_API_VERSION}/dialog/oauth`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `https://graph.facebook.com/${DEFAULT_API_VERSION}/oauth/access_token`,
		},
		{
			displayName: 'Login Configuration ID',
			name: 'configurationId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1234567890123456',
			description:
				'Only for apps with Facebook Login for Business: the ID of the configuration that lists the permissions. Leave empty otherwise.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			// A configuration brings its own permissions, in place of scopes.
			default:
				'={{$self["configurationId"] ? "" : "ads_management ads_read business_management pages_show_list pages_read_engagement pages_manage_ads pages_manage_metadata leads_retrieval instagram_basic"}}',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '={{$self["configurationId"] ? "config_id=" + $self["configurationId"] : ""}}',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		defaultAccountField,
		houseTagsField,
		...apiVersionFields,
		...fixedDomains('graph.facebook.com'),
	];
}
