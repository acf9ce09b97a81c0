import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { AccessProblem, EMULATOR_URL, GRAPH_URL } from '../access';
import { GraphFailure } from '../error';
import type { Transport, WireAnswer } from './transport';

export type CallingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** A report page or a big batch can take Meta most of a minute; longer means it is lost. */
const TIMEOUT = 120_000;

interface FullResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/** Nothing reached Meta when the connection could not even be made. (EHOSTUNREACH can also end one that was open.) */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const inWords: Readonly<Record<string, string>> = {
	ECONNRESET: 'it was reset',
	ECONNABORTED: 'there was no answer in time',
	ETIMEDOUT: 'there was no answer in time',
	EPIPE: 'it was closed',
	ERR_BAD_RESPONSE: 'the answer was cut off',
};

/**
 * The only caller of n8n's HTTP helper. n8n signs the call with the credential; answers come back whole and as text,
 * whatever their status, so that nothing is lost between Meta and the classification.
 *
 * @param secrets what the credential holds: taken out of every answer
 */
export function n8nTransport(
	context: CallingContext,
	credentialType: string,
	origin: string,
	secrets: readonly string[] = [],
): Transport {
	const cancelled = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return async ({ method, url, body }) => {
		const options: IHttpRequestOptions = {
			method,
			url,
			...(typeof body === 'object'
				? { body: body.content, headers: { 'Content-Type': body.contentType } }
				: { body: body === undefined ? undefined : new URLSearchParams(body) }),
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT,
		};
		return await context.helpers.httpRequestWithAuthentication.call(context, credentialType, options).then(
			(response: FullResponse) => answered(response, secrets),
			async (error: unknown) => (cancelled?.aborted ? await Promise.reject(error) : lost(error, origin)),
		);
	};
}

function answered(response: FullResponse, secrets: readonly string[]): WireAnswer {
	const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
	return {
		status: response.statusCode,
		headers: Object.fromEntries(headers),
		text: typeof response.body === 'string' ? without(secrets, response.body) : '',
	};
}

/**
 * Meta repeats tokens: "Malformed access token …" in errors, whole addresses in lists. Neither may come any further.
 */
const without = (secrets: readonly string[], text: string): string =>
	secrets.reduce((rest, secret) => rest.split(secret).join('***').split(encodeURIComponent(secret)).join('***'), text);

function networkCode(error: unknown): string | undefined {
	const { httpCode, code, cause } = error as { httpCode?: unknown; code?: unknown; cause?: { code?: unknown } };
	return [code, cause?.code, httpCode].find(
		(value): value is string => typeof value === 'string' && /^E[A-Z_]+$/.test(value),
	);
}

function lost(error: unknown, origin: string): WireAnswer {
	const { cause } = error as { cause?: unknown };
	if (cause instanceof AccessProblem) {
		const failure = new GraphFailure({
			kind: 'auth',
			message: cause.message,
			advice: 'Open the credential, correct it and save it.',
		});
		return { lost: { kind: 'refused', failure, headers: {} } };
	}
	const code = networkCode(error);
	if (code !== undefined && neverSent.has(code)) {
		if (origin === GRAPH_URL)
			return { lost: { kind: 'lost', sent: false, reason: 'Meta cannot be reached from the machine n8n runs on' } };
		const start = origin === EMULATOR_URL ? 'npm run emulator' : `npm run emulator -- --port ${new URL(origin).port}`;
		return {
			lost: {
				kind: 'lost',
				sent: false,
				permanent: true,
				reason: `The emulator is not running at ${origin}. Start it with: ${start}`,
			},
		};
	}
	// n8n's own text is not repeated: it can quote the request. A code that is not known tells engineers enough.
	return {
		lost: {
			kind: 'lost',
			sent: true,
			reason: (code && inWords[code]) ?? `there was no usable answer${code ? ` (${code})` : ''}`,
		},
	};
}
