import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { FacebookAdsApi } from 'facebook-nodejs-business-sdk';

/** One request as Meta would read it: no version, no token, values decoded. */
export interface Captured {
	readonly method: string;
	readonly path: string;
	readonly params: Readonly<Record<string, unknown>>;
}

/**
 * A parameter's value as Graph reads it. Structures travel as JSON text in a form or an address and as themselves in a
 * JSON body; single values are text in one and typed in the other.
 */
export function decoded(value: unknown): unknown {
	if (typeof value !== 'string') return typeof value === 'object' && value !== null ? value : String(value);
	try {
		const parsed: unknown = JSON.parse(value);
		return typeof parsed === 'object' && parsed !== null ? parsed : value;
	} catch {
		return value;
	}
}

export const decodedParams = (entries: Iterable<readonly [string, unknown]>): Record<string, unknown> =>
	Object.fromEntries([...entries].map(([name, value]) => [name, decoded(value)]));

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/**
 * The SDK with its calls caught on the wire: its address is a static getter, so it speaks to a server of this process
 * that writes down what comes and answers just enough.
 */
export class CapturedSdk {
	private readonly captured: Captured[] = [];
	/** Names of parameters left out: the SDK's token. Kept to show that it really stands in the address. */
	tokensInAddress = 0;

	private constructor(private readonly server: Server) {}

	static async start(): Promise<CapturedSdk> {
		const server = createServer((request, response) => {
			void sdk
				.answer(request)
				.then((body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)));
		});
		const sdk = new CapturedSdk(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		Object.defineProperty(FacebookAdsApi, 'GRAPH', { get: () => `http://127.0.0.1:${port}`, configurable: true });
		return sdk;
	}

	async stop(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** What the SDK sends for an intent. */
	async during(intent: () => Promise<unknown>): Promise<Captured[]> {
		this.captured.length = 0;
		await intent();
		return [...this.captured];
	}

	private async answer(request: IncomingMessage): Promise<unknown> {
		const { pathname, searchParams } = new URL(String(request.url), 'http://sdk');
		const path = pathname.replace(/^\/v\d+\.\d+\/?/, '');
		const { access_token: bearer, ...params } = decodedParams([
			...searchParams,
			...Object.entries(await bodyOf(request)),
		]);
		if (bearer !== undefined) this.tokensInAddress++;
		this.captured.push({ method: String(request.method), path, params });
		if (Array.isArray(params.batch)) return params.batch.map(() => ({ code: 200, body: '{"id":"1"}' }));
		return { id: '1', success: true, data: [] };
	}
}
