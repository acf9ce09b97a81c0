import { uniq } from 'lodash';

import { gates } from '../../gates/gates';
import type { Explanation } from './explanation';
import { leads } from './leads';

/** Names of Meta's permissions (Meta: Permissions Reference). They are English in each language of Meta's texts. */
const PERMISSION = new RegExp(
	`\\b(?:${[
		...['ads_management', 'ads_read', 'business_management', 'catalog_management', 'leads_retrieval', 'read_insights'],
		...[
			'pages_manage_ads',
			'pages_manage_engagement',
			'pages_manage_metadata',
			'pages_manage_posts',
			'pages_messaging',
		],
		...['pages_read_engagement', 'pages_read_user_content', 'pages_show_list', 'instagram_basic'],
		...['instagram_manage_insights', 'whatsapp_business_management'],
	].join('|')})\\b`,
	'g',
);

/**
 * A permission that Meta asks for by name. The codes 10, 100, 200 and 294 are recorded with such texts. Meta also says so where
 * an object is not there, so the sentence is about what Meta asks for, not about what the token lacks.
 *
 * @param texts Meta's own
 */
export function askedPermission(
	texts: readonly string[],
): Pick<Explanation, 'kind' | 'message' | 'advice' | 'gate'> | null {
	const names = uniq(texts.flatMap((text) => [...text.matchAll(PERMISSION)].map(([name]) => name)));
	if (names.length === 0) return null;
	return {
		kind: 'permission',
		message: `Meta asks for the permission ${names.join(' or ')}`,
		// Of several, none is sure to be the one that is missing: often it is the access to the ad account.
		gate: names.length === 1 ? 'permissions' : undefined,
		advice: `Run Account → Check Access: it shows what the token lacks. ${gates.permissions.remedy}`,
	};
}

const acceptTerms = { gate: 'audienceTerms', advice: gates.audienceTerms.remedy } as const;

/** What the token, the app or the ad account may not do. */
export const permissionExplanations: readonly Explanation[] = [
	...leads,
	{
		code: 31, // field: all writes of the account's owner are refused until then, reads continue
		kind: 'permission',
		message: 'Meta wants a person to act before anything is changed, such as to verify an identity',
		gate: 'identityCheck',
		advice: gates.identityCheck.remedy,
	},
	{
		code: 100, // field
		says: /^\(#100\) (missing permission$|no permission to publish)/i,
		kind: 'permission',
		message: 'The access token lacks a permission',
		advice: 'Grant the permission that Meta names below when you make the access token, then run the step again.',
	},
	{
		code: 200,
		subcode: 1870034,
		kind: 'permission',
		message: 'The Custom Audience terms are not accepted for this ad account',
		...acceptTerms,
	},
	{
		code: 200,
		subcode: 1870090,
		kind: 'permission',
		message: 'The Custom Audience terms are not accepted for this business',
		...acceptTerms,
	},
	{
		code: 2655, // field
		kind: 'permission',
		message: 'The Custom Audience terms are not accepted for this ad account',
		...acceptTerms,
	},
	{
		code: 200,
		subcode: 1870050,
		kind: 'permission',
		message: 'The ad account does not belong to a business',
		advice: 'Add the ad account to a business in the business settings: only those may upload customer lists.',
	},
	{
		code: 200,
		subcode: 1870047,
		kind: 'policy',
		message: 'Meta does not let the audience become that small',
		advice: 'Remove fewer people at once, or delete the audience and create another one.',
	},
	{
		code: 270,
		kind: 'permission',
		message: 'The Meta app may only use ad accounts of its own business so far',
		gate: 'accessLevel',
		advice: 'Give the app access to this account, or apply for Full access to the Marketing API in App Review.',
	},
	{
		code: 294,
		kind: 'permission',
		gate: 'permissions',
		message: 'The token lacks the permission ads_management',
		advice: 'Make a new token with ads_management, or run Account → Check Access to see all that is missing.',
	},
	{
		code: 100,
		subcode: 1359101, // field
		kind: 'permission',
		message: 'The ad account has no payment method',
		gate: 'paymentMethod',
		advice: gates.paymentMethod.remedy,
	},
	{
		code: 10,
		kind: 'permission',
		message: 'The token lacks a permission for this step',
		advice: 'Run Account → Check Access: it lists the missing permissions and what each one blocks.',
	},
	{
		code: [200, 299],
		kind: 'permission',
		message: 'The token may not do this on this ad account',
		advice:
			'Run Account → Check Access. Often the system user is not assigned to the ad account, or ads_management is missing.',
	},
	{
		code: 3,
		kind: 'permission',
		message: 'The Meta app is not allowed to make this call',
		advice: 'Add the Marketing API to the app in the App Dashboard, then run the step again.',
	},
];
