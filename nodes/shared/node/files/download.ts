import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';

import { field } from '../../form/field';
import { InputProblem } from '../../form/problem';
import { problem } from '../../form/words';

/** A file server that stays silent this long is lost. */
const TIMEOUT = 60_000;

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

/** Said by a check, which opens no address. */
export const notOpened = (what: string): string =>
	`A check opens no addresses: whether this one leads to ${what} is not known yet.`;

export interface Downloaded {
	readonly content: Uint8Array;
	/** The last part of the path; empty when there is none. */
	readonly fileName: string;
}

interface StreamedResponse {
	readonly statusCode: number;
	readonly body: AsyncIterable<Uint8Array> & { destroy(): void };
}

/**
 * Fetches a public file through n8n's HTTP helper, which keeps to the instance's proxy and address rules. No credential
 * goes along. Stops as soon as there is more than `most` bytes.
 *
 * @throws InputProblem at the field, without the address: it can hold a signature
 */
export async function download(
	{ helpers }: IExecuteFunctions,
	url: string,
	most: number,
	field: readonly PropertyKey[],
): Promise<Downloaded> {
	const options: IHttpRequestOptions = {
		method: 'GET',
		url,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: TIMEOUT,
	};
	const unreachable = 'Open the address in a private browser window: it must show the file itself, without a login.';
	const response = (await helpers.httpRequest(options).catch(() => null)) as StreamedResponse | null;
	if (response === null) throw new InputProblem(field, 'cannot be reached', unreachable);
	const { statusCode, body } = response;
	if (statusCode < 200 || statusCode > 299) {
		body.destroy();
		throw new InputProblem(field, `answered with HTTP ${statusCode}`, unreachable);
	}
	const content = await collected(body, most).catch(() => null);
	if (content === null)
		throw new InputProblem(
			field,
			'broke off in the middle of the file',
			'Run the step again. If it stays like this, the server of the file has trouble.',
		);
	if (content === 'too much')
		throw new InputProblem(field, `leads to a file of more than ${most / 1024 / 1024} MB`, 'Use a smaller file.');
	return { content, fileName: decoded(new URL(url).pathname.split('/').at(-1) ?? '') };
}

async function collected(body: StreamedResponse['body'], most: number): Promise<Uint8Array | 'too much'> {
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of body) {
		size += part.length;
		if (size > most) {
			body.destroy();
			return 'too much';
		}
		parts.push(part);
	}
	return Buffer.concat(parts);
}

const decoded = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text; // A stray percent sign: the name is only a label.
	}
};
