import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import { deadlineIn } from '../../deadline';
import { closing, wholeBody, type Arriving } from '../../wholeBody';
import { AccessProblem, EMULATOR_URL, GRAPH_URL } from '../access';
import { GraphFailure } from '../error';
import type { Hopeless } from './retry';
import type { Transport, WireAnswer } from './transport';
import { entryOf } from '../../record';

export type CallingContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** A report page or a big batch can take Meta most of a minute; silence of more than that means it is lost. */
const SILENCE = 120_000;

/** Milliseconds a call may take in all, however little comes at a time; files are long under way on a slow line. */
const DEADLINE = 5 * 60_000;
const DEADLINE_WITH_BYTES = 30 * 60_000;

/** Bytes of an answer, unpacked: some ten times the largest page of a report that is asked for. */
const LARGEST = 64 * 1024 * 1024;

interface FullResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Arriving;
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
 * The only caller of n8n's HTTP helper, which signs the call with the credential. Answers of every status come back
 * whole and as text, so that nothing is lost between Meta and the classification.
 *
 * @param credential signs all calls, as it was read
 * @param secrets what it holds: taken out of every answer
 */
export function n8nTransport(
	context: CallingContext,
	credential: ICredentialsDecrypted,
	origin: string,
	secrets: readonly string[] = [],
): Transport {
	const cancelSignal = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return async ({ method, url, body }) => {
		cancelSignal?.throwIfAborted();
		const deadline = typeof body === 'object' ? DEADLINE_WITH_BYTES : DEADLINE;
		const { over, release } = deadlineIn(deadline);
		const options: IHttpRequestOptions = {
			method,
			url,
			...(typeof body === 'object'
				? { body: body.content, headers: { 'Content-Type': body.contentType } }
				: { body: body === undefined ? undefined : new URLSearchParams(body) }),
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: SILENCE,
			agentOptions: closing(over),
		};
		const unlessCancelled = async (error: unknown, answer: () => WireAnswer): Promise<WireAnswer> => {
			if (cancelSignal?.aborted) return await Promise.reject(error);
			return over.aborted ? tooSlow(deadline) : answer();
		};
		return await context.helpers.httpRequestWithAuthentication
			.call(context, credential.type, options, { credentialsDecrypted: credential })
			.then(
				async (response: FullResponse) =>
					await answerOf(response, secrets, over).catch(async (error) => await unlessCancelled(error, cutOff)),
				async (error: unknown) => await unlessCancelled(error, () => lostAnswer(error, origin)),
			)
			.finally(release);
	};
}

async function answerOf(
	{ statusCode, headers, body }: FullResponse,
	secrets: readonly string[],
	over: AbortSignal,
): Promise<WireAnswer> {
	const whole = await wholeBody(body, LARGEST, over);
	if (whole === null) return tooLarge();
	const namedHeaders = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
	return {
		status: statusCode,
		headers: Object.fromEntries(namedHeaders),
		text: without(secrets, new TextDecoder().decode(whole)),
	};
}

const brokenAnswer = (reason: string, hopeless?: Hopeless): WireAnswer => ({
	lost: { kind: 'lost', sent: true, reason, hopeless },
});
const cutOff = (): WireAnswer => brokenAnswer('the answer was cut off');
const tooSlow = (deadline: number): WireAnswer =>
	brokenAnswer(`Meta’s answer was not complete after ${deadline / 60_000} minutes`, 'tooSlow');
const tooLarge = (): WireAnswer => brokenAnswer(`Meta’s answer has more than ${LARGEST / 1024 / 1024} MB`, 'tooLarge');

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

function lostAnswer(error: unknown, origin: string): WireAnswer {
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
				hopeless: 'nobodyThere',
				reason: `The emulator is not running at ${origin}. Start it with: ${start}`,
			},
		};
	}
	// n8n's own text is not repeated: it can quote the request. A code that is not known tells engineers enough.
	return brokenAnswer(entryOf(inWords, code) ?? `there was no usable answer${code ? ` (${code})` : ''}`);
}
