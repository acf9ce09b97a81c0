const { channel } = require('node:diagnostics_channel');
const { STATUS_CODES } = require('node:http');
const { createRequire } = require('node:module');
const { Readable, Writable } = require('node:stream');

/** Emulators of this process that listen, by their address. */
const emulators = new Map();

const lowerCase = (headers) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

/** An answer as Node's client hands it on. */
function received({ status, headers, body }) {
	const text = Buffer.from(body);
	const response = new Readable({ read() {} });
	response.statusCode = status;
	response.statusMessage = STATUS_CODES[status] ?? 'unknown';
	response.headers = {
		'content-type': 'text/plain; charset=utf-8',
		date: new Date().toUTCString(),
		...lowerCase(headers),
		'content-length': String(text.length),
		connection: 'close',
	};
	if (text.length > 0) response.push(text);
	response.push(null);
	return response;
}

/**
 * A request as Node's client has it. It leaves when the event loop has come round, as over a connection: one that is
 * cancelled at once never reaches the emulator.
 */
class Request extends Writable {
	constructor(emulator, options, onResponse) {
		super({ autoDestroy: false });
		this.parts = [];
		this.answered = async () => {
			const { method, path: url, hostname, port } = options;
			const headers = { ...lowerCase(options.headers), host: `${hostname}:${port}`, connection: 'close' };
			const answer = await emulator.ask({ method, url, headers, body: Buffer.concat(this.parts) });
			if (!this.destroyed) onResponse(received(answer).once('end', () => this.setTimeout(0)));
		};
	}

	_write(part, _encoding, done) {
		this.parts.push(part);
		done();
	}

	_final(done) {
		setImmediate(() => {
			if (!this.destroyed) this.answered().catch((error) => this.destroy(Object.assign(error, { code: 'ECONNRESET' })));
		});
		done();
	}

	_destroy(error, done) {
		this.setTimeout(0);
		done(error);
	}

	setTimeout(milliseconds, act) {
		clearTimeout(this.timer);
		if (milliseconds > 0) this.timer = setTimeout(act, milliseconds);
	}
}

const PROXIES = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];

/** @returns the emulator that a request would reach, where nothing of a connection can come between */
function reached({ url, baseURL }) {
	if (PROXIES.some((name) => process.env[name])) return undefined;
	const emulator = emulators.get(new URL(url, baseURL).origin);
	return emulator?.mayBreak() ? undefined : emulator;
}

/** What axios uses instead of Node's client. */
const transportTo = (emulator) => ({
	request: (options, onResponse) => new Request(emulator, options, onResponse),
});

let isHooked = false;

function hookIntoAxios() {
	if (isHooked) return;
	isHooked = true;
	const { default: axios } = createRequire(createRequire(require.resolve('n8n-core')).resolve('@n8n/backend-network'))(
		'axios',
	);
	axios.interceptors.request.use((config) => {
		const emulator = reached(config);
		if (emulator) config.transport = transportTo(emulator);
		return config;
	});
}

/**
 * n8n's engine asks an emulator of the same process without a connection, which costs more than the emulator's answer:
 * axios, by which n8n asks, gets something else for Node's client. All else of n8n and axios is as always. Where a fault may
 * break the connection there is one, and so there is for who asks by other means.
 */
module.exports = function askWithoutConnection() {
	channel('n8n-nodes-meta-ads:emulator').subscribe(({ url, emulator }) => {
		hookIntoAxios();
		if (emulator === undefined) emulators.delete(url);
		else emulators.set(url, emulator);
	});
};
