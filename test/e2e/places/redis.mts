import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { startChild } from '../../../demo/machine/child.mts';
import { freePort } from '../../../demo/machine/ports.mts';

export interface Redis {
	port: number;
	close: () => Promise<void>;
}

const listening = async (port: number): Promise<boolean> =>
	await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		const answer = (open: boolean) => {
			socket.destroy();
			resolve(open);
		};
		socket.once('connect', () => answer(true)).once('error', () => answer(false));
	});

/** A Redis that keeps nothing on disk (Debian and Ubuntu: "apt-get install redis-server"). */
export async function startRedis(): Promise<Redis> {
	const port = await freePort();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const child = startChild('redis-server', args, { env: process.env });
	for (const since = Date.now(); !(await listening(port)); await sleep(50)) {
		if (Date.now() - since < 10_000) continue;
		await child.stop();
		throw new Error(`Redis did not start:\n${child.output()}`);
	}
	return { port, close: child.stop };
}
