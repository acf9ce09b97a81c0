const { channel } = require('node:diagnostics_channel');
const { STATUS_CODES } = require('node:http');
const { createRequire } = require('node:module');
const { constants } = require('node:os');
const { Readable, Writable } = require('node:stream');

/** @returns the text of which half an answer consists that was cut */
const halfOf = ({ body }) => body.slice(0, Math.floor(body.length / 2));

/** Emulators of this process that listen, by their address. */
const emulators = new Map();

const lowerCase = (headers) =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

/** A response as Node's client hands it on, with this text in it. */
function received({ status, headers }, text) {
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
	return response;
}

const lost = (message, more) => Object.assign(new Error(message), { code: 'ECONNRESET', ...more });

/** A response whose second half never comes. */
function cutOff(answer) {
	const response = received(answer, Buffer.from(halfOf(answer)));
	response.headers['content-length'] = String(Buffer.byteLength(answer.body));
	// Whoever reads has the first half by then.
	setImmediate(() => {
		if (response.destroyed) return;
		response.aborted = true;
		response.emit('aborted');
		response.destroy(lost('aborted'));
	});
	return response;
}

/**
 * What came of an answer that a fault befell on its way, as Node's client sees it.
 *
 * @throws where the connection ended before the answer
 */
function arrived({ answer, fault }) {
	if (fault?.kind === 'reset') throw lost('read ECONNRESET', { errno: -constants.errno.ECONNRESET, syscall: 'read' });
	if (fault?.kind === 'timeout') throw lost('socket hang up');
	if (fault?.kind === 'truncated' && fault.cut) return cutOff(answer);
	const response = received(answer, Buffer.from(fault?.kind === 'truncated' ? halfOf(answer) : answer.body));
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
			const came = arrived(await emulator.exchange({ method, url, headers, body: Buffer.concat(this.parts) }));
			if (!this.destroyed) onResponse(came.once('close', () => this.setTimeout(0)));
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
	return emulator?.needsConnection() ? undefined : emulator;
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
 * axios, by which n8n asks, gets something else for Node's client. All else of n8n and axios is as always. Where an answer may
 * come without end there is a connection, and so there is for who asks by other means.
 */
module.exports = function askWithoutConnection() {
	channel('n8n-nodes-meta-ads:emulator').subscribe(({ url, emulator }) => {
		hookIntoAxios();
		if (emulator === undefined) emulators.delete(url);
		else emulators.set(url, emulator);
	});
};
