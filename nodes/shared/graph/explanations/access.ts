import type { Explanation } from './explanation';

const renew =
	'Open the credential and paste a new token. A system-user token without an expiry date saves you from doing this again.';

/** The token, and the app secret that goes with it. */
export const access: readonly Explanation[] = [
	{
		code: 190,
		says: /page access token/i, // field
		kind: 'auth',
		message: 'Meta wants the page’s own token for this, and the one that was sent is of something else',
		advice:
			'Check that the lead form or lead is of the chosen page, and that the page is assigned to the credential’s user.',
	},
	{ code: 190, subcode: 463, kind: 'auth', message: 'The access token has expired', advice: renew },
	{
		code: 190,
		subcode: 460,
		kind: 'auth',
		message: 'The access token ended when the Facebook password was changed',
		advice: renew,
	},
	{ code: 190, subcode: 467, kind: 'auth', message: 'The access token was revoked', advice: renew },
	{
		code: 190,
		subcode: 459, // field
		kind: 'auth',
		message: 'Meta wants the owner of this token to confirm their account',
		advice:
			'Log in to facebook.com with the account that made the token and follow what Meta asks there, then run the step again.',
	},
	{
		code: 190,
		subcode: 464, // field: "the user is not a confirmed user"
		kind: 'auth',
		message: 'Meta wants the owner of this token to confirm their account',
		advice:
			'Log in to facebook.com with the account that made the token and follow what Meta asks there, then run the step again.',
	},
	{
		code: 190,
		subcode: 458, // field: "has not authorized application"
		kind: 'auth',
		message: 'The app was removed from the account that made the access token',
		advice: 'Add the app to that account again, then make a new token and paste it into the credential.',
	},
	{
		code: 190,
		subcode: 492, // field: "does not have an appropriate role on the Page"
		kind: 'permission',
		message: 'The owner of this token no longer has a role on the page',
		advice: 'In Business settings → Pages, give the user the page’s tasks again. A new token alone does not help.',
	},
	{
		// Subcodes 1404120 and 2859009: issues of facebook-python-business-sdk (516) and facebook-java-business-sdk (437).
		code: 415,
		kind: 'auth',
		message: 'The business demands two-factor authentication, and the owner of this token has not passed it',
		gate: 'twoFactor',
		advice:
			'Switch it on for the Facebook account that made the token, log in to Business settings once, then make a new token. A system user’s token needs none.',
	},
	{ code: 190, kind: 'auth', message: 'Meta does not accept the access token', advice: renew },
	{ code: 102, kind: 'auth', message: 'Meta does not accept the access token', advice: renew },
	{
		code: 104, // "Incorrect signature"; whether a wrong proof is 104 or 100 is unconfirmed, so both are recognised
		kind: 'auth',
		message: 'The app secret in the credential does not fit the access token',
		advice:
			'Copy the secret of the app that made the token (App Dashboard → Settings → Basic), or leave App Secret empty.',
	},
	{
		code: 100,
		says: /appsecret_proof/i,
		kind: 'auth',
		message: 'The app secret in the credential does not fit the access token',
		advice:
			'Copy the secret of the app that made the token (App Dashboard → Settings → Basic), or leave App Secret empty.',
	},
	{
		code: 2500,
		says: /access token/i,
		kind: 'auth',
		message: 'Meta received no access token',
		advice: 'Open the credential, check that Access Token is filled in, and save it again.',
	},
];
