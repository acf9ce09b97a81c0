import { Readable } from 'node:stream';

import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { MetaAdsApi } from '../credentials/MetaAdsApi.credentials.ts';
import { openGraph } from '../nodes/shared/node/session/openGraph.ts';
import { accountReader, type Session } from '../nodes/shared/node/session/session.ts';

/** Whose access the check uses, as the credential in n8n holds it. */
export interface Access {
	readonly credential: ICredentialDataDecryptedObject;
	/** Signs calls to the emulator with one of its other tokens. */
	readonly emulatorToken?: string;
}

/**
 * What the operations ask of n8n, without n8n: the credential signs each call as it does there, and fetch sends it.
 */
function standIn({ credential, emulatorToken }: Access): IExecuteFunctions {
	const signer = new MetaAdsApi();
	const send = async (_type: string, options: IHttpRequestOptions): Promise<unknown> => {
		const signed = await signer.authenticate(credential, options);
		const url = new URL(signed.url);
		for (const [name, value] of Object.entries(signed.qs ?? {})) url.searchParams.set(name, String(value));
		const headers = new Headers(signed.headers as Record<string, string>);
		if (emulatorToken !== undefined && credential.environment === 'emulator')
			headers.set('authorization', `Bearer ${emulatorToken}`);
		const body = signed.body as BodyInit | undefined;
		const answer = await fetch(url, { method: signed.method, headers, body, redirect: 'manual' });
		return {
			statusCode: answer.status,
			headers: headersOf(answer),
			body: Readable.from([Buffer.from(await answer.arrayBuffer())]),
		};
	};
	return {
		getNode: () => ({ name: 'Self-check', type: 'selfcheck', typeVersion: 1, id: 'selfcheck', parameters: {} }),
		getNodeParameter: (_name: string, _index: number, otherwise: unknown) => otherwise,
		getCredentials: async () => await Promise.resolve(credential),
		getExecutionCancelSignal: () => undefined,
		getExecutionId: () => 'selfcheck',
		getTimezone: () => 'UTC',
		getInputData: () => [{ json: {} }],
		getMode: () => 'cli',
		getInstanceId: () => 'selfcheck',
		getWorkflow: () => ({ id: 'selfcheck', name: 'Self-check', active: false }),
		// Nothing outlasts a program that only looks.
		getWorkflowStaticData: () => ({}),
		getContext: () => ({}),
		getParentNodes: () => [],
		addExecutionHints: () => undefined,
		getWorkflowDataProxy: () => ({}),
		customData: { set: () => undefined },
		helpers: {
			httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) => await send(type, options),
		},
	} as unknown as IExecuteFunctions;
}

function headersOf({ headers }: Response): Record<string, string> {
	const all: Record<string, string> = {};
	headers.forEach((value, name) => (all[name] = value));
	return all;
}

/** @param maxWait seconds one call may wait for limits */
export async function openSession(access: Access, maxWait: number): Promise<Session> {
	const n8n = standIn(access);
	const { graph, wait } = await openGraph(n8n, maxWait);
	const account = accountReader(graph);
	return {
		graph,
		wait,
		now: Date.now,
		dryRun: false,
		stops: false,
		leftOut: [],
		claimed: new Set(),
		account,
		accountsRead: new Map(),
		n8n,
	};
}
