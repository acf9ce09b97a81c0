import { idOf, textCell } from '../shared/reading/cells';
import { instantOf } from '../shared/reading/instants';
import { EMULATOR_BEARER } from '../shared/graph/access';
import { rowsIn, type GraphObject } from '../shared/graph/object';
import type { GraphRequest } from '../shared/graph/request';
import { existing } from '../shared/lists';
import { isRecord } from '../shared/record';
import { chosenCredential } from '../shared/node/session/openGraph';
import type { Session } from '../shared/node/session/session';
import { findingOf, type CheckFinding } from './finding';

/** What Meta tells about the token itself. Times in milliseconds; 0 means "never", undefined that Meta did not say. */
export interface TokenDetails {
	readonly type?: string;
	readonly app?: string;
	/** ID of that app: the activity log names the app of a change by it. */
	readonly appId?: string;
	readonly expiresAt?: number;
	readonly dataAccessExpiresAt?: number;
	readonly scopes?: readonly string[];
	/** What each permission was granted for, by its name: IDs, or null for all that the user sees. */
	readonly targets?: Readonly<Record<string, readonly string[] | null>>;
}

export interface TokenFacts {
	/** Name of the person or system user the token acts for. */
	readonly owner: CheckFinding<string>;
	/** Permissions that were granted to the app. */
	readonly granted: CheckFinding<string[]>;
	readonly details: CheckFinding<TokenDetails>;
}

/** The token's own permissions where Meta told them, else what was granted to the app; undefined when neither is known. */
export const scopesOf = ({ granted, details }: TokenFacts): readonly string[] | undefined =>
	details.value?.scopes ?? granted.value;

/** Whether a permission was granted for some objects and an ad account is not one of them. */
export function leavesOut(targets: TokenDetails['targets'], scope: string, account: string): boolean {
	const digits = account.replace(/^act_/, '');
	const ids = targets?.[scope];
	return Array.isArray(ids) && !ids.some((id) => id.replace(/^act_/, '') === digits);
}

const read = (path: string, params?: GraphRequest['params']): GraphRequest => ({
	method: 'GET',
	path,
	params,
	effect: 'read',
});

/** By name, or by ID where Meta gives no name. */
const ownerName = ({ name, id }: GraphObject): string => textCell(name) ?? idOf(id) ?? 'without a name';

/** Reads all that Meta tells about the credential's token; each part stands or fails alone. */
export async function readTokenFacts(session: Session): Promise<TokenFacts> {
	const [[owner, granted], details] = await Promise.all([
		session.graph.sendMany([read('me', { fields: 'id,name' }), read('me/permissions')]),
		readDetails(session),
	]);
	return {
		owner: findingOf(existing(owner, 'the answer on the owner'), ownerName),
		granted: findingOf(existing(granted, 'the answer on the permissions'), grantedNames),
		details,
	};
}

/**
 * What Meta tells about the token. It asks about itself, as Meta's own SDK does (`getAppID`). The call `debug_token`
 * wants the token as the parameter `input_token` of a GET, which would stand in the address. As a part of a batch it is
 * in the body of a POST. It goes on the same encrypted connection and to the same host as the header that carries it
 * anyway. (A POST that says `method=get` is closed to new apps since 2026-11-04.) That a batch takes debug_token is
 * UNCONFIRMED 20. Where it does not, the check says that the expiry is unknown, and the permissions still come from
 * `me/permissions`.
 */
export async function readDetails(session: Session): Promise<CheckFinding<TokenDetails>> {
	const request = { ...read('debug_token', { input_token: await ownToken(session) }), secret: true } as const;
	return findingOf(await session.graph.sendOne(request), tokenDetails);
}

async function ownToken({ n8n }: Session): Promise<string> {
	if (chosenCredential(n8n) === 'metaAdsOAuth2Api') {
		const { oauthTokenData } = await n8n.getCredentials<{ oauthTokenData?: { access_token?: string } }>(
			'metaAdsOAuth2Api',
		);
		return oauthTokenData?.access_token ?? '';
	}
	const { environment, accessToken } = await n8n.getCredentials<{ environment?: string; accessToken?: string }>(
		'metaAdsApi',
	);
	return environment === 'emulator' ? EMULATOR_BEARER : (accessToken ?? '').trim();
}

const grantedNames = (body: GraphObject): string[] =>
	rowsIn(body).flatMap(({ status, permission }) => (status === 'granted' ? (textCell(permission) ?? []) : []));

/** Shape: Graph API, debug_token reference. */
export function tokenDetails(body: GraphObject): TokenDetails {
	const data = (body.data ?? {}) as GraphObject;
	return {
		type: textCell(data.type) ?? undefined,
		app: textCell(data.application) ?? undefined,
		appId: idOf(data.app_id) ?? undefined,
		expiresAt: endOf(data.expires_at),
		dataAccessExpiresAt: endOf(data.data_access_expires_at),
		targets: Array.isArray(data.granular_scopes) ? targetsIn(data.granular_scopes) : undefined,
		scopes: Array.isArray(data.scopes) ? data.scopes.flatMap((scope) => textCell(scope) ?? []) : undefined,
	};
}

/** `granular_scopes`: without `target_ids` a permission holds for all objects (Graph API, debug_token reference). */
const targetsIn = (rows: readonly unknown[]): Record<string, readonly string[] | null> =>
	Object.fromEntries(
		rows.filter(isRecord).flatMap(({ scope, target_ids: ids }) => {
			const name = textCell(scope);
			if (name === null) return [];
			return [[name, Array.isArray(ids) ? ids.flatMap((id) => idOf(id) ?? []) : null]];
		}),
	);

const endOf = (seconds: unknown): number | undefined => (seconds === 0 ? 0 : (instantOf(seconds) ?? undefined));
