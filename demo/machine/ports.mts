import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

import { Trouble } from '../trouble.mts';

const listen = async (port: number): Promise<void> =>
	await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
	});

/**
 * From there on three of them, below those that a system gives to outgoing connections (32768 and up on Linux, 49152
 * elsewhere): of these any can be taken by one before a server that was promised it listens.
 */
const RANGE = { from: 15_000, size: 5_000 };

/** Jest's workers draw from ranges of their own: a server may listen seconds after it was promised its port. */
const from = RANGE.from + (Number(process.env.JEST_WORKER_ID ?? 0) % 3) * RANGE.size;

const given = new Set<number>();

/** A port that nothing listens on at this moment, and that was not given before. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = from + randomInt(RANGE.size);
		if (given.has(port)) continue;
		given.add(port);
		const isFree = await listen(port).then(
			() => true,
			() => false,
		);
		if (isFree) return port;
	}
}

/** Refuses a port that is taken (or not allowed) before anything is started, naming the way out. */
export async function expectFree(port: number, what: string, option: string): Promise<void> {
	try {
		await listen(port);
	} catch {
		throw new Trouble(
			`Port ${port} for ${what} is in use by another program: stop that program, or choose another port with ` +
				`"npm run demo -- ${option} ${port + 1}".`,
		);
	}
}
