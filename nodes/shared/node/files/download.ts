import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';

import { field } from '../../form/field';
import { InputProblem } from '../../form/problem';
import { toggle } from '../../form/kinds';
import { problem } from '../../form/words';
import { deadlineIn } from '../../deadline';
import { closing, wholeBody, type Arriving } from '../../wholeBody';
import { isPrivate } from './privateNetwork';

/** A file server that stays silent this long is lost. */
const SILENCE = 60_000;

/** Milliseconds a download may take in all, however little comes at a time. */
const DEADLINE = 5 * 60_000;

const MOST_REDIRECTS = 5;

/** An address of the web that anyone may open: no other scheme, and nothing secret in front of the host. */
const webAddress = z
	.string()
	.trim()
	.superRefine((address, context) => {
		const url = URL.canParse(address) ? new URL(address) : null;
		if (address === '') problem(context, [], 'is empty', 'Enter the whole address, starting with https://.');
		else if (url === null || !/^https?:$/.test(url.protocol))
			problem(context, [], 'is not a web address', 'Enter the whole address, starting with https://.');
		else if (url.username !== '' || url.password !== '') {
			problem(
				context,
				[],
				'contains a user name or password',
				'Read the file with an HTTP Request node and its credential, and upload it from its binary field.',
			);
		}
	});

export const addressField = (placeholder: string) =>
	field(
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder,
			description: 'Must show the file itself to anyone, without a login',
		},
		webAddress,
	);

/** A person’s choice: the editor offers no expression for it. */
export const allowPrivateOption = toggle({
	displayName: 'Allow Private Addresses',
	name: 'allowPrivateAddresses',
	default: false,
	noDataExpression: true,
	description:
		'Whether the URL may lead into n8n’s own network, such as localhost or 10.0.0.5. Public addresses need no option.',
});

/** Said by a check, which opens no address. */
export const notOpened = (what: string): string =>
	`A check opens no addresses: whether this one leads to ${what} is not known yet.`;

export interface DownloadedFile {
	readonly content: Uint8Array;
	/** The last part of the path; empty when there is none. */
	readonly fileName: string;
}

export interface FileSource {
	readonly url: string;
	/** The field it comes from. */
	readonly field: readonly PropertyKey[];
	/** Bytes that are read at most. */
	readonly most: number;
	/** Whether addresses inside of n8n's own network are opened as well. */
	readonly allowPrivate: boolean;
}

interface StreamedResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Arriving;
}

/**
 * Fetches a public file through n8n's HTTP helper, which keeps to the instance's proxy and address rules. No credential
 * goes along. Redirects are followed here, one by one, so that none leads where the address itself could not.
 *
 * @throws InputProblem at the field, without the address: it can hold a signature
 */
export async function download(n8n: IExecuteFunctions, source: FileSource): Promise<DownloadedFile> {
	const { over, release } = deadlineIn(DEADLINE);
	return await fetched(n8n, source, over).finally(release);
}

async function fetched(n8n: IExecuteFunctions, source: FileSource, over: AbortSignal): Promise<DownloadedFile> {
	const { statusCode, body } = await openResponse(n8n, source, over);
	if (statusCode < 200 || statusCode > 299) {
		body.destroy();
		throw new InputProblem(source.field, `answered with HTTP ${statusCode}`, unreachable);
	}
	const content = await wholeBody(body, source.most, over).catch(broken(n8n, source, over, brokeOff));
	if (content === null) {
		const size = `${source.most / 1024 / 1024} MB`;
		throw new InputProblem(source.field, `leads to a file of more than ${size}`, 'Use a smaller file.');
	}
	return { content, fileName: decoded(new URL(source.url).pathname.split('/').at(-1) ?? '') };
}

const unreachable = 'Open the address in a private browser window: it must show the file itself, without a login.';
const cannotBeReached = ['cannot be reached', unreachable] as const;
const brokeOff = [
	'broke off in the middle of the file',
	'Run the step again. If it stays like this, the server of the file has trouble.',
] as const;

async function openResponse(n8n: IExecuteFunctions, source: FileSource, over: AbortSignal): Promise<StreamedResponse> {
	let url = source.url;
	for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
		await checkPublic(n8n, url, source, hop > 0);
		const options: IHttpRequestOptions = {
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: SILENCE,
			abortSignal: n8n.getExecutionCancelSignal(),
			agentOptions: closing(over),
		};
		const response = (await n8n.helpers
			.httpRequest(options)
			.catch(broken(n8n, source, over, cannotBeReached))) as StreamedResponse;
		const next = redirectOf(response, url);
		if (next === null) return response;
		response.body.destroy();
		url = next;
	}
	throw new InputProblem(source.field, `redirects more than ${MOST_REDIRECTS} times`, unreachable);
}

function redirectOf({ statusCode, headers: { location } }: StreamedResponse, from: string): string | null {
	if (![301, 302, 303, 307, 308].includes(statusCode) || typeof location !== 'string') return null;
	return URL.canParse(location, from) ? new URL(location, from).href : null;
}

async function checkPublic(
	n8n: IExecuteFunctions,
	url: string,
	{ field, allowPrivate }: FileSource,
	redirected: boolean,
): Promise<void> {
	const { protocol, username, password } = new URL(url);
	if (!/^https?:$/.test(protocol) || username !== '' || password !== '')
		throw new InputProblem(field, 'redirects to what is not a public file', unreachable);
	if (allowPrivate || !(await isPrivate(n8n, url))) return;
	throw new InputProblem(
		field,
		`${redirected ? 'redirects' : 'leads'} into a private network`,
		'Only public addresses are opened. For a file on your own network add the option Allow Private Addresses.',
	);
}

/** The end of a download that failed, at the field; a run that was cancelled ends as such. */
const broken =
	(n8n: IExecuteFunctions, { field }: FileSource, over: AbortSignal, [what, advice]: readonly [string, string]) =>
	async (error: unknown): Promise<never> => {
		if (n8n.getExecutionCancelSignal()?.aborted) return await Promise.reject(error);
		if (over.aborted)
			throw new InputProblem(
				field,
				`was not complete after ${DEADLINE / 60_000} minutes`,
				'Use a faster server or a smaller file.',
			);
		throw new InputProblem(field, what, advice);
	};

const decoded = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text; // A stray percent sign: the name is only a label.
	}
};
