import { createServer } from 'node:net';

import { Trouble } from '../trouble.mts';

const listen = async (port: number): Promise<number> =>
	await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
		});
	});

/** A port that nothing listens on at this moment. */
export const freePort = async (): Promise<number> => await listen(0);

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
