import type { GraphCall } from '../graph/graphCall.mts';
import type { UploadedFile } from '../graph/handlers/write.mts';

export interface LoggedRequest {
	at: string;
	method: string;
	/** Without version and query, e.g. 'act_1001000000000001/campaigns'; '' is a batch. */
	path: string;
	version: string | null;
	/** Exactly as received: a token in the query stays visible here, so that a test can find it. */
	url: string;
	/** Query and body merged; the token reads '***'. */
	params: Record<string, string>;
	/** `method` among the arguments, which is no HTTP method of its own. */
	methodArgument?: string;
	tokenIn: GraphCall['tokenIn'];
	/** 0: the client never got an answer. */
	status: number;
	/** Number of the batch this call was part of. */
	batch?: number;
	points: number;
	fault?: string;
	contentType?: string;
}

/** The newest are kept. Far more than a test sends, and little enough for an emulator that runs for weeks. */
export const MOST_LOGGED = 10_000;

export function note(log: LoggedRequest[], entry: LoggedRequest): void {
	log.push(entry);
	if (log.length > MOST_LOGGED) log.splice(0, log.length - MOST_LOGGED);
}

/** Files are named, not kept: a log of a large upload stays small. */
export function describeFiles(files: Record<string, UploadedFile> = {}): Record<string, string> {
	return Object.fromEntries(
		Object.entries(files).map(([name, { fileName, content }]) => [name, `(file ${fileName}, ${content.length} bytes)`]),
	);
}

const HIDDEN = ['access_token', 'input_token'];

export function redact(params: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(params).map(([name, value]) => [
			name,
			HIDDEN.includes(name)
				? '***'
				: name === 'batch'
					? value.replace(/\b(access_token|input_token)=[^&"\s]+/g, '$1=***')
					: value,
		]),
	);
}
