/**
 * Loaded into n8n before everything else: n8n's own Facebook node can speak only to graph.facebook.com, so for the
 * comparison those requests, and no others, go to the emulator. Plain HTTP and no TLS, for both nodes alike.
 */
import http from 'node:http';
import https from 'node:https';

const emulator = new URL(process.env.BENCH_EMULATOR ?? 'http://127.0.0.1:7080');
const original = https.request;

type Callback = (response: http.IncomingMessage) => void;

function redirected(
	first: https.RequestOptions | string | URL,
	second?: unknown,
	third?: Callback,
): http.ClientRequest {
	const fromUrl = typeof first === 'string' || first instanceof URL ? new URL(first) : undefined;
	const options: https.RequestOptions = fromUrl
		? {
				hostname: fromUrl.hostname,
				path: fromUrl.pathname + fromUrl.search,
				...(typeof second === 'object' ? second : {}),
			}
		: (first as https.RequestOptions);
	const callback = (typeof second === 'function' ? second : third) as Callback | undefined;
	const host = options.hostname ?? options.host;
	if (host !== 'graph.facebook.com') {
		return Reflect.apply(original, https, [first, second, third]) as http.ClientRequest;
	}
	const { method, path, headers, timeout, signal } = options;
	return http.request(
		{ method, path, headers, timeout, signal, hostname: emulator.hostname, port: emulator.port },
		callback,
	);
}

https.request = redirected as typeof https.request;
