import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import type { Fault } from './faults.mts';

export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

const OF_CONNECTIONS: ReadonlyArray<Fault['kind']> = ['reset', 'timeout', 'drip', 'flood', 'truncated'];

/** Whether a fault is one of the connection. */
export const breaksConnection = (fault: Fault | undefined): boolean =>
	fault !== undefined && OF_CONNECTIONS.includes(fault.kind);

/** Those whose answer goes on while the client reads it; the others can be carried out without a connection. */
const THAT_GO_ON: ReadonlyArray<Fault['kind']> = ['drip', 'flood'];

export const needsConnection = ({ kind }: Fault): boolean => THAT_GO_ON.includes(kind);

/** Carries out faults of the connection. Answers true when it took the response over. */
export async function breakConnection(
	reply: FastifyReply,
	fault: Fault,
	answer: Answer,
	isClosing: AbortSignal,
): Promise<boolean> {
	if (fault.kind === 'reset') {
		reply.hijack();
		reply.raw.socket?.resetAndDestroy();
		return true;
	}
	if (fault.kind === 'timeout') {
		reply.hijack();
		await wait(fault.ms, isClosing);
		reply.raw.socket?.destroy();
		return true;
	}
	if (fault.kind === 'drip') {
		reply.hijack();
		await drip(reply.raw, answer, fault.everyMs, isClosing);
		return true;
	}
	if (fault.kind === 'flood') {
		reply.hijack();
		reply.raw.writeHead(answer.status, { ...answer.headers, 'content-encoding': 'gzip' });
		const whole = Readable.from(flood(answer.body, fault.bytes));
		await pipeline(whole, createGzip(), reply.raw).catch(() => undefined); // a client that has enough hangs up
		return true;
	}
	if (fault.kind !== 'truncated') return false;
	const half = halfOf(answer);
	if (!fault.cut) {
		void reply.code(answer.status).headers(answer.headers).send(half);
		return true;
	}
	reply.hijack();
	reply.raw.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
	reply.raw.write(half, () => reply.raw.socket?.destroy());
	return true;
}

export const halfOf = ({ body }: Answer): string => body.slice(0, Math.floor(body.length / 2));

/** Blanks, which may stand before JSON. */
async function drip(raw: ServerResponse, { status, headers }: Answer, everyMs: number, isClosing: AbortSignal) {
	raw.writeHead(status, headers);
	while (!raw.destroyed && !isClosing.aborted) {
		raw.write(' ');
		await wait(everyMs, isClosing);
	}
	raw.destroy();
}

function* flood(body: string, bytes: number): Generator<Buffer> {
	yield Buffer.from(body);
	const blanks = Buffer.alloc(1024 * 1024, ' ');
	for (let left = bytes; left > 0; left -= blanks.length) yield blanks.subarray(0, left);
}

/** Ends early when the emulator closes. */
export function wait(milliseconds: number, isClosing: AbortSignal): Promise<void> {
	if (milliseconds <= 0 || isClosing.aborted) return Promise.resolve();
	return new Promise((resolve) => {
		const finish = (): void => {
			clearTimeout(timer);
			isClosing.removeEventListener('abort', finish);
			resolve();
		};
		const timer = setTimeout(finish, milliseconds);
		isClosing.addEventListener('abort', finish);
	});
}
