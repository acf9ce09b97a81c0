import type { ICredentialTestRequest } from 'n8n-workflow';

/** Marks the call that n8n's "Test" button makes; it is taken off before anything is sent. */
export const CREDENTIAL_TEST_HEADER = 'x-credential-test';

/**
 * Fails with the way to start it when no emulator answers. n8n would show the bare code ECONNREFUSED, and a credential
 * has no HTTP helper of n8n's; the address is this machine's own, which `signatureFor` has checked.
 */
export async function requireEmulator(address: string): Promise<void> {
	const answers = await fetch(new URL('/__emulator/state', address), { redirect: 'error' }).then(
		({ ok }) => ok,
		() => false,
	);
	if (answers) return;
	const port = new URL(address).port;
	throw new Error(
		`The emulator is not running at ${address}. Start it with: npm run emulator${port === '7080' ? '' : ` -- --port ${port}`}`,
	);
}

const rule = (key: string, value: unknown, message: string) => ({
	type: 'responseSuccessBody' as const,
	properties: { key, value, message },
});

const wrongSecret =
	'App Secret does not belong to the app that made this token. Copy it from App Dashboard → Settings → Basic, or leave it empty.';
const missingPermission =
	'The token lacks the permission to read ad accounts. Make a new token with ads_read and ads_management, and assign the ad account to the system user. One made in Events Manager to send events alone fails here and works in Meta Conversions.';

/**
 * What Meta's answer to `me/adaccounts` means; the first that fits is shown. n8n calls anything that no rule names a
 * success, so the last one catches every answer without a list of accounts.
 */
export const credentialTestRules: ICredentialTestRequest['rules'] = [
	rule(
		'error.error_subcode',
		463,
		'The access token has expired. Paste a new one; a system-user token does not have to expire.',
	),
	rule(
		'error.error_subcode',
		460,
		'The access token ended when the Facebook password was changed. Make a new one and paste it here.',
	),
	rule('error.error_subcode', 467, 'The access token was revoked. Make a new one and paste it here.'),
	rule(
		'error.error_subcode',
		459,
		'Meta wants the token’s owner to confirm their account: log in to facebook.com, follow what it asks, then test again.',
	),
	rule(
		'error.code',
		190,
		'Meta does not accept this access token. Copy it again, whole and without spaces, or make a new one.',
	),
	rule(
		'error.code',
		102,
		'Meta does not accept this access token. Copy it again, whole and without spaces, or make a new one.',
	),
	rule('error.code', 104, wrongSecret),
	// Which code a wrong proof gets is not documented; the text is.
	rule('error.message', 'Invalid appsecret_proof provided in the API argument', wrongSecret),
	rule('error.message', '(#100) Invalid appsecret_proof provided in the API argument', wrongSecret),
	rule('error.code', 10, missingPermission),
	rule('error.code', 200, missingPermission),
	rule('error.code', 294, missingPermission),
	rule(
		'error.code',
		3,
		'The app may not use the Marketing API yet. Add the product “Marketing API” to it in the App Dashboard.',
	),
	rule('error.code', 2635, 'This API version has expired. Choose a newer API Version above.'),
	rule('error.code', 4, 'The app reached Meta’s call limit. The token may be fine: test again in an hour.'),
	rule('error.code', 17, 'The account reached Meta’s call limit. The token may be fine: test again in an hour.'),
	rule('error.code', 1, 'Meta could not answer just now. The token may be fine: test again in a few minutes.'),
	rule('error.code', 2, 'Meta could not answer just now. The token may be fine: test again in a few minutes.'),
	rule(
		'data',
		undefined,
		'The answer was not what Meta gives to a valid token. Check the token, the app secret and the API version, then test again.',
	),
];
