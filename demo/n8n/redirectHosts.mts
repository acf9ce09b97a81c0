/**
 * Loaded into n8n before everything else: nodes of n8n's own speak to fixed hosts only, so for tests and comparisons the
 * requests to the hosts named in the file REDIRECT_HOSTS, and no others, go to a stand-in on this machine. Hosts may come
 * and go while n8n runs. Plain HTTP and no TLS.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const standIns = (): Record<string, string> =>
	JSON.parse(readFileSync(process.env.REDIRECT_HOSTS ?? '', 'utf8')) as Record<string, string>;

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
	const standIn = standIns()[options.hostname ?? options.host ?? ''];
	if (standIn === undefined) {
		return Reflect.apply(original, https, [first, second, third]) as http.ClientRequest;
	}
	const { method, path, headers, timeout, signal } = options;
	const { hostname, port } = new URL(standIn);
	return http.request({ method, path, headers, timeout, signal, hostname, port }, callback);
}

https.request = redirected as typeof https.request;
