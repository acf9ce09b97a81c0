import { createHmac } from 'crypto';

/** Where the package may send a token: Meta's Graph API, or this project's own emulator on the same machine. */
export const GRAPH_URL = 'https://graph.facebook.com';

/** What the emulator is spoken to with. Public on purpose: a real token is never sent there. */
export const EMULATOR_BEARER = 'EMULATOR';

export const EMULATOR_URL = 'http://127.0.0.1:7080';

/** Loopback, and the name by which a container reaches its host. */
const emulatorHosts = ['127.0.0.1', 'localhost', '[::1]', 'host.docker.internal'];

/** The origin of an emulator address, or null when the address is not one this machine serves. */
export function emulatorOrigin(address: string): string | null {
	if (!URL.canParse(address)) return null;
	const url = new URL(address);
	return url.protocol === 'http:' && emulatorHosts.includes(url.hostname) ? url.origin : null;
}

/**
 * Meta's proof that the caller knows the app's secret: hex HMAC-SHA256 of the token, keyed by the secret
 * (Graph API, "Secure Graph API calls"). Apps can demand it; it is sent whenever the secret is known.
 */
export function appSecretProof(bearer: string, appSecret: string): string {
	return createHmac('sha256', appSecret).update(bearer).digest('hex');
}
