import { createHash } from 'crypto';
import { NodeOperationError, type ICredentialDataDecryptedObject, type ICredentialsDecrypted } from 'n8n-workflow';

import { appSecretProof, EMULATOR_BEARER, emulatorOrigin, EMULATOR_URL, GRAPH_URL } from '../../graph/access';
import { GraphClient } from '../../graph/client';
import { Drawing } from '../../graph/wire/drawing';
import type { Urgency } from '../../graph/wire/health';
import { n8nTransport, type CallingContext } from '../../graph/wire/n8nTransport';
import { waitUnless, type Wait } from '../../graph/wait';
import { DEFAULT_API_VERSION, isApiVersion } from '../../spec';

/** Seconds one request may wait for limits and retries, unless the step says otherwise. */
export const DEFAULT_MAX_WAIT = 120;

/**
 * What this process last heard of each account's quota, and how fast it changes things there, by credential. Both are
 * counted by app and account (Marketing API, "Rate limiting"), and a credential's token is one app's.
 */
const drawings = new Map<string, Drawing>();

function drawingOf(context: CallingContext, credentialType: string): Drawing {
	const key = `${credentialType} ${context.getNode().credentials?.[credentialType]?.id ?? ''}`;
	const drawing = drawings.get(key) ?? new Drawing(Date.now);
	drawings.set(key, drawing);
	return drawing;
}

export interface OpenGraph {
	readonly graph: GraphClient;
	readonly wait: Wait;
	readonly emulator: boolean;
}

interface CredentialData {
	readonly environment?: unknown;
	readonly emulatorUrl?: unknown;
	readonly apiVersion?: unknown;
	readonly otherApiVersion?: unknown;
	readonly accessToken?: unknown;
	readonly appSecret?: unknown;
	readonly clientSecret?: unknown;
	readonly oauthTokenData?: { readonly access_token?: unknown };
}

const TOKEN_CREDENTIAL = 'metaAdsApi';
const SIGN_IN_CREDENTIAL = 'metaAdsOAuth2Api';

/** The credential the node uses. Without an Authentication field (a node with one credential) it is the token. */
export function chosenCredential(context: CallingContext): string {
	const authentication =
		'getCurrentNodeParameter' in context
			? context.getCurrentNodeParameter('authentication')
			: context.getNodeParameter('authentication', 0, 'accessToken');
	return authentication === 'oAuth2' ? SIGN_IN_CREDENTIAL : TOKEN_CREDENTIAL;
}

/**
 * Opens the way to Meta (or the emulator) that the node's credential describes.
 *
 * @param maxWait seconds one request may wait in all
 */
export async function openGraph(
	context: CallingContext,
	maxWait = DEFAULT_MAX_WAIT,
	urgency?: Urgency,
): Promise<OpenGraph> {
	const credentialType = chosenCredential(context);
	const data = await context.getCredentials<CredentialData>(credentialType);
	const emulator = data.environment === 'emulator';
	const origin = emulator ? emulatorOrigin(String(data.emulatorUrl ?? EMULATOR_URL)) : GRAPH_URL;
	if (origin === null) {
		throw new NodeOperationError(context.getNode(), 'The credential’s Emulator URL is not an address of this machine', {
			description: `Use ${EMULATOR_URL}, or http://host.docker.internal:7080 when n8n runs in Docker.`,
		});
	}
	const version = String(
		(data.apiVersion === 'other' ? data.otherApiVersion : data.apiVersion) ?? DEFAULT_API_VERSION,
	).trim();
	if (!isApiVersion(version)) {
		throw new NodeOperationError(
			context.getNode(),
			`The credential’s API Version “${version}” is not a version of Meta’s API`,
			{
				description: `Enter it as Meta writes it: ${DEFAULT_API_VERSION}.`,
			},
		);
	}
	const cancelled = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const wait = waitUnless(cancelled);
	const credential = credentialIn(context, credentialType, data);
	const graph = new GraphClient({
		transport: n8nTransport(context, credential, origin, emulator ? [] : secretsIn(data)),
		origin,
		version,
		proof: proofFor(credentialType, data),
		proofOf: emulator ? undefined : otherProof(data),
		identity: fingerprint(emulator ? EMULATOR_BEARER : tokenIn(data)),
		drawing: drawingOf(context, credentialType),
		wait,
		now: Date.now,
		random: Math.random,
		maxWait: maxWait * 1000,
		// Who opens a list in the editor is there.
		urgency: 'getCurrentNodeParameter' in context ? 'byHand' : urgency,
	});
	return { graph, wait, emulator };
}

/**
 * A credential as n8n hands it out, for all calls of a run: n8n would read it from its database for each of them, which took
 * a tenth of the time of a large report. Of OAuth2 it always reads the newest token.
 */
function credentialIn(context: CallingContext, type: string, data: CredentialData): ICredentialsDecrypted {
	const { id, name } = context.getNode().credentials?.[type] ?? {};
	return { id: id ?? '', name: name ?? '', type, data: data as ICredentialDataDecryptedObject };
}

/** For operations that never call Meta: they run without a credential, and a call would be a mistake of ours. */
export function noGraph(context: CallingContext): OpenGraph {
	const wait = waitUnless('getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined);
	const transport = async (): Promise<never> => await Promise.reject(new Error('This operation makes no calls'));
	const graph = new GraphClient({
		transport,
		origin: GRAPH_URL,
		version: DEFAULT_API_VERSION,
		drawing: new Drawing(Date.now),
		wait,
		now: Date.now,
		random: Math.random,
		maxWait: 0,
	});
	return { graph, wait, emulator: false };
}

const tokenIn = ({ accessToken, oauthTokenData }: CredentialData): string =>
	String(oauthTokenData?.access_token ?? accessToken ?? '').trim();

const fingerprint = (bearer: string): string => createHash('sha256').update(bearer).digest('hex');

/** The proof of a token that the credential's gave: a page's. Every token needs its own. */
function otherProof({ appSecret, clientSecret }: CredentialData): ((bearer: string) => string) | undefined {
	const secret = String(appSecret ?? clientSecret ?? '').trim();
	return secret === '' ? undefined : (bearer) => appSecretProof(bearer, secret);
}

/** Shorter texts are none of Meta's secrets, and could stand in any name. */
const SHORTEST_SECRET = 16;

const secretsIn = ({ accessToken, appSecret, clientSecret, oauthTokenData }: CredentialData): string[] =>
	[accessToken, appSecret, clientSecret, oauthTokenData?.access_token]
		.map((value) => String(value ?? '').trim())
		.filter((value) => value.length >= SHORTEST_SECRET);

/**
 * n8n signs OAuth2 calls itself and never asks that credential's `authenticate`, so the proof is made here, from the
 * app's secret.
 */
function proofFor(credentialType: string, data: CredentialData): string | undefined {
	const bearer = data.oauthTokenData?.access_token;
	if (credentialType !== SIGN_IN_CREDENTIAL || typeof bearer !== 'string') return undefined;
	return typeof data.clientSecret === 'string' && data.clientSecret !== ''
		? appSecretProof(bearer, data.clientSecret)
		: undefined;
}
