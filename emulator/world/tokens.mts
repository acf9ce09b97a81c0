import { createHmac, timingSafeEqual } from 'node:crypto';
import { GraphError } from '../graph/language/graphError.mts';
import type { User } from './basics.mts';
import { PIXELS } from './seedIds.mts';

export const APP = { id: '2100000000000001', name: 'Local Emulator App', secret: 'emulator-app-secret' } as const;

export interface Token {
	value: string;
	type: 'USER' | 'SYSTEM_USER' | 'PAGE' | 'APP';
	user: User;
	scopes: string[];
	/** Of a page's token: whose it was made from. */
	madeFrom?: string;
	/** Milliseconds; 0 = never expires. */
	expiresAt: number;
	issuedAt: number;
	/** Ad accounts that it was made for, as digits; absent for all that its user sees. */
	targets?: string[];
	/** Made in Events Manager for one dataset: it sends there, and reads nothing. */
	sendsTo?: string;
}

const ADS_SCOPES = ['ads_management', 'ads_read', 'business_management', 'pages_show_list', 'pages_read_engagement'];
/** What reading leads and being told of them needs besides (Meta: guides/lead-ads/retrieving). */
const LEAD_SCOPES = ['pages_manage_ads', 'leads_retrieval', 'pages_manage_metadata'];
const DAY = 86_400_000;
const SYSTEM_USER: User = { kind: 'User', id: '100000000000001', name: 'Emulator System User' };
/** Meta's own systems in the activity log (name as clients in the field show it). */
export const SYSTEM_ACTOR: User = { kind: 'User', id: '0', name: 'Meta' };
/**
 * Whom the token of a sandbox ad account acts for. The name is what developers have seen `me` answer with a token made by
 * the account's key icon in the App Dashboard (public repositories, 2026); Meta documents none.
 */
export const SANDBOX_USER: User = { kind: 'User', id: '100000000000003', name: 'Sandbox Ad Account Owner' };
const PERSON: User = { kind: 'User', id: '100000000000002', name: 'Erin Emulated' };

/** The seeded tokens by name; a token that is not listed is answered with code 190. */
export const TOKENS = {
	full: 'EMULATOR',
	expired: 'EMULATOR-EXPIRED',
	noAds: 'EMULATOR-NO-ADS',
	readOnly: 'EMULATOR-READ-ONLY',
	expiring: 'EMULATOR-EXPIRING',
	sandbox: 'EMULATOR-SANDBOX',
	sendOnly: 'EMULATOR-SEND-ONLY',
	/** For ads alone: without what leads need. */
	noLeads: 'EMULATOR-NO-LEADS',
} as const;

export function seedTokens(now: number): Map<string, Token> {
	const person = { type: 'USER', user: PERSON, issuedAt: now - 51 * DAY } as const;
	const system = { type: 'SYSTEM_USER', user: SYSTEM_USER, issuedAt: now - 200 * DAY } as const;
	const tokens: Token[] = [
		{ ...system, value: TOKENS.full, scopes: [...ADS_SCOPES, ...LEAD_SCOPES], expiresAt: 0 },
		{ ...person, value: TOKENS.expired, scopes: ADS_SCOPES, expiresAt: now - DAY },
		{ ...system, value: TOKENS.noAds, scopes: ['business_management'], expiresAt: 0 },
		{ ...system, value: TOKENS.readOnly, scopes: ['ads_read', 'business_management'], expiresAt: 0 },
		{ ...person, value: TOKENS.expiring, scopes: ADS_SCOPES, expiresAt: now + 9 * DAY },
		{ ...system, value: TOKENS.noLeads, scopes: ADS_SCOPES, expiresAt: 0 },
		{ ...system, user: SANDBOX_USER, value: TOKENS.sandbox, scopes: ADS_SCOPES, expiresAt: 0 },
		{ ...system, value: TOKENS.sendOnly, scopes: [], expiresAt: 0, sendsTo: PIXELS.usd },
	];
	return new Map(tokens.map((token) => [token.value, token]));
}

/** `me/accounts` hands it out, as Meta does; page tokens of a system user never expire (Meta: marketing-api/get-started/authentication). */
export function pageToken(pageId: string): string {
	return `EMULATOR-PAGE-${pageId}`;
}

/** The app's own token is APPID|APPSECRET (Meta: marketing-api/get-started/authentication); it only serves debug_token here. */
export function appToken(now: number): Token {
	const app: User = { kind: 'User', id: APP.id, name: APP.name };
	return { value: `${APP.id}|${APP.secret}`, type: 'APP', user: app, scopes: [], expiresAt: 0, issuedAt: now };
}

export function findToken(tokens: Map<string, Token>, value: string, now: number): Token {
	const app = appToken(now);
	const token = value === app.value ? app : tokens.get(value);
	// Wording as clients in the field show it.
	if (!token) throw new GraphError(190, 'Invalid OAuth access token - Cannot parse access token');
	if (token.expiresAt !== 0 && token.expiresAt <= now) {
		throw new GraphError(
			190,
			`Error validating access token: Session has expired on ${when(token.expiresAt)}. The current time is ${when(now)}.`,
			{
				subcode: 463,
			},
		);
	}
	return token;
}

/** Without a token: 2500 for /me, 104 elsewhere (third-party hint; Meta's error reference lists neither for this case). */
export function tokenMissing(path: string): GraphError {
	return path === 'me' || path.startsWith('me/')
		? new GraphError(2500, 'An active access token must be used to query information about the current user.')
		: new GraphError(104, 'An access token is required to request this resource.');
}

/** Optional here, checked when sent. Clients in the field see a wrong proof as code 100, GraphMethodException; Meta's page names no code. */
export function checkProof(token: Token, proof: string | undefined): void {
	if (proof === undefined) return;
	const expectedProof = createHmac('sha256', APP.secret).update(token.value).digest('hex');
	const givenProof = Buffer.from(proof);
	if (givenProof.length === expectedProof.length && timingSafeEqual(givenProof, Buffer.from(expectedProof))) return;
	throw new GraphError(100, 'Invalid appsecret_proof provided in the API argument', { type: 'GraphMethodException' });
}

/** Scopes as the Marketing API asks for them; wording: third-party hint. */
export function requireScope(token: Token, write: boolean): void {
	if (token.scopes.includes('ads_management')) return;
	if (!write && token.scopes.includes('ads_read')) return;
	throw new GraphError(
		200,
		write
			? "(#200) The user hasn't authorized the application to perform this action: it requires the ads_management permission"
			: '(#200) Ad account owner has NOT grant ads_management or ads_read permission',
	);
}

function when(milliseconds: number): string {
	return new Date(milliseconds).toUTCString();
}
