import { createHmac } from 'crypto';

/** Where the package may send a token: Meta's Graph API, or this project's own emulator on the same machine. */
export const GRAPH_URL = 'https://graph.facebook.com';

/** What the emulator is spoken to with. Public on purpose: a real token is never sent there. */
export const EMULATOR_BEARER = 'EMULATOR';

/** By which the emulator signs its notifications; as public as its token. */
export const EMULATOR_APP_SECRET = 'emulator-app-secret';

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

/** The parts of both credentials that decide where calls go. */
export interface AccessData {
	readonly environment?: unknown;
	readonly emulatorUrl?: unknown;
	readonly accessToken?: unknown;
	readonly appSecret?: unknown;
}

export interface Signature {
	readonly bearer: string;
	readonly proof?: string;
}

/** Why a call must not be signed, in words for the person who filled in the credential. */
export class AccessProblem extends Error {}

/** Of an address of the web; others can borrow an origin (`blob:https://…`). */
function originOf(target: string): string {
	const url = URL.canParse(target) ? new URL(target) : null;
	return url !== null && /^https?:$/.test(url.protocol) ? url.origin : '';
}

/** A call as n8n hands it to a credential: newer nodes name the address `url`, the HTTP Request node names it `uri`. */
export interface CallAddress {
	readonly url?: unknown;
	readonly uri?: unknown;
	readonly baseURL?: unknown;
}

/** The whole address of a call, as n8n makes it of these (`url ?? uri`, on top of `baseURL`); empty when it is none. */
export function addressOf({ url, uri, baseURL }: CallAddress): string {
	const address = String(url ?? uri ?? '');
	const base = baseURL === undefined ? undefined : String(baseURL);
	return address !== '' && URL.canParse(address, base) ? new URL(address, base).href : '';
}

/**
 * A redirect would take the signed headers along to whatever address the answer names, so none is followed. The first
 * is what n8n's newer HTTP helper reads, the others are for the older one, which the HTTP Request node uses.
 */
export const withoutRedirects = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
} as const;

/**
 * What to sign a call with. A real token goes to Meta's host and nowhere else; the emulator gets the public dummy.
 *
 * @param target the whole address of the call
 * @throws AccessProblem when the address is not the one the credential is for
 */
export function signatureFor(data: AccessData, target: string): Signature {
	const origin = originOf(target);
	if (data.environment === 'emulator') {
		if (origin === '' || origin !== emulatorOrigin(String(data.emulatorUrl ?? EMULATOR_URL))) {
			throw new AccessProblem(
				`This credential is for the local emulator: it only signs calls to its Emulator URL, such as ${EMULATOR_URL}.`,
			);
		}
		return { bearer: EMULATOR_BEARER };
	}
	if (origin !== GRAPH_URL) throw new AccessProblem(`This credential only signs calls to ${GRAPH_URL}.`);
	const bearer = String(data.accessToken ?? '').trim();
	if (bearer === '')
		throw new AccessProblem('Access Token is empty. Paste a token, or choose Local Emulator to try without one.');
	const secret = String(data.appSecret ?? '').trim();
	return { bearer, proof: secret === '' ? undefined : appSecretProof(bearer, secret) };
}
