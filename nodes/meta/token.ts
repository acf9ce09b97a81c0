import { EMULATOR_BEARER } from '../shared/graph/access';
import type { GraphObject } from '../shared/graph/object';
import type { GraphRequest } from '../shared/graph/request';
import { chosenCredential } from '../shared/node/openGraph';
import type { Session } from '../shared/node/session';
import { partOf, type Part } from './part';

/** What Meta tells about the token itself. Times in milliseconds; 0 means "never", undefined that Meta did not say. */
export interface TokenDetails {
	readonly type?: string;
	readonly app?: string;
	readonly expiresAt?: number;
	readonly dataAccessExpiresAt?: number;
	readonly scopes?: readonly string[];
}

export interface TokenFacts {
	/** Name of the person or system user the token acts for. */
	readonly owner: Part<string>;
	/** Permissions that were granted to the app. */
	readonly granted: Part<string[]>;
	readonly details: Part<TokenDetails>;
}

const read = (path: string, params?: GraphRequest['params']): GraphRequest => ({ method: 'GET', path, params, effect: 'read' });

/** Reads all that Meta tells about the credential's token; each part stands or fails alone. */
export async function readTokenFacts(session: Session): Promise<TokenFacts> {
	const [[owner, granted], details] = await Promise.all([
		session.graph.sendMany([read('me', { fields: 'id,name' }), read('me/permissions')]),
		readDetails(session),
	]);
	return { owner: partOf(owner, ({ name, id }) => String(name ?? id)), granted: partOf(granted, grantedNames), details };
}

/**
 * What Meta tells about the token. It asks about itself, as Meta's own SDK does (`getAppID`): `debug_token` wants it as the parameter
 * `input_token`. As a GET that parameter would stand in the address, so the read goes out as a POST with `method=get`,
 * the form in which Meta's JavaScript SDK sends reads that are too long for an address: the token is in the body, on
 * the same encrypted connection and to the same host as the header that carries it anyway. It goes alone, never as
 * part of a batch, whose parts are addresses again. That debug_token takes this form is UNCONFIRMED; where it does
 * not, the check tells so and the permissions still come from `me/permissions`.
 */
export async function readDetails(session: Session): Promise<Part<TokenDetails>> {
	const params = { method: 'get', input_token: await ownToken(session) };
	const [settled] = await session.graph.sendMany([{ method: 'POST', path: 'debug_token', params, effect: 'read' }]);
	return partOf(settled, tokenDetails);
}

async function ownToken({ n8n }: Session): Promise<string> {
	if (chosenCredential(n8n) === 'metaAdsOAuth2Api') {
		const { oauthTokenData } = await n8n.getCredentials<{ oauthTokenData?: { access_token?: string } }>('metaAdsOAuth2Api');
		return oauthTokenData?.access_token ?? '';
	}
	const { environment, accessToken } = await n8n.getCredentials<{ environment?: string; accessToken?: string }>('metaAdsApi');
	return environment === 'emulator' ? EMULATOR_BEARER : (accessToken ?? '').trim();
}

const grantedNames = ({ data }: GraphObject): string[] =>
	(Array.isArray(data) ? (data as GraphObject[]) : []).filter(({ status }) => status === 'granted').map(({ permission }) => String(permission));

/** Shape: Graph API, debug_token reference. */
export function tokenDetails(body: GraphObject): TokenDetails {
	const data = (body.data ?? {}) as GraphObject;
	return {
		type: text(data.type),
		app: text(data.application),
		expiresAt: milliseconds(data.expires_at),
		dataAccessExpiresAt: milliseconds(data.data_access_expires_at),
		scopes: Array.isArray(data.scopes) ? data.scopes.map(String) : undefined,
	};
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const milliseconds = (seconds: unknown): number | undefined => (typeof seconds === 'number' ? seconds * 1000 : undefined);
