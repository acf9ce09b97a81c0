import type { IHttpRequestOptions } from 'n8n-workflow';

/** A body on its way, as n8n's HTTP helper hands it out. */
export interface Arriving extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

/**
 * All of a body, or null when there is more than `most` bytes of it: gzip makes gigabytes of megabytes. Time-outs of a
 * connection only notice silence, so `over` ends one that goes on byte by byte.
 *
 * @throws when the connection breaks off or is over
 */
export async function wholeBody(body: Arriving, most: number, over: AbortSignal): Promise<Buffer | null> {
	const stop = (): void => body.destroy();
	over.addEventListener('abort', stop);
	if (over.aborted) stop();
	try {
		const parts: Uint8Array[] = [];
		let size = 0;
		for await (const part of body) {
			size += part.length;
			if (size > most) return null; // which closes the connection
			parts.push(part);
		}
		return Buffer.concat(parts);
	} finally {
		over.removeEventListener('abort', stop);
	}
}

/**
 * For `agentOptions`: closes the connection, also before an answer begins. What is given to the agent becomes an option
 * of the connection (Node, `net.Socket`: `signal`). A call's own `abortSignal` is overwritten by n8n with that of the
 * run.
 */
export const closing = (
	signal: AbortSignal,
): NonNullable<IHttpRequestOptions['agentOptions']> & { signal: AbortSignal } => ({
	signal,
});
