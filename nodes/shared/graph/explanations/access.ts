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
