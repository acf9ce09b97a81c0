import { EMULATOR_APP_SECRET } from '../../shared/graph/access';
import { GraphFailure } from '../../shared/graph/error';
import { chosenCredential } from '../../shared/node/session/openGraph';
import type { Session } from '../../shared/node/session/session';

interface Secrets {
	readonly environment?: unknown;
	readonly appSecret?: unknown;
	readonly clientSecret?: unknown;
}

/**
 * The app's secret, which proves notifications. Without one nothing does, and whoever knows the address could send leads.
 *
 * @throws GraphFailure
 */
export async function appSecretOf({ n8n }: Session): Promise<string> {
	const data = await n8n.getCredentials<Secrets>(chosenCredential(n8n));
	if (data.environment === 'emulator') return EMULATOR_APP_SECRET;
	const secret = String(data.appSecret ?? data.clientSecret ?? '').trim();
	if (secret !== '') return secret;
	throw new GraphFailure({
		kind: 'auth',
		message: 'The credential has no App Secret, so nothing proves that a notification is Meta’s',
		advice: 'Open the credential and enter the secret of the app (App Dashboard → App settings → Basic).',
	});
}
