import { setTimeout as sleep } from 'node:timers/promises';

import { lock } from 'proper-lockfile';

/**
 * A holder that was killed stops touching its lock; a holder that is merely slow (npm runs in a process of its own) does
 * not.
 */
const DEAD_AFTER_MS = 20_000;

async function claim(path: string): Promise<(() => Promise<void>) | undefined> {
	try {
		return await lock(path, { lockfilePath: path, realpath: false, stale: DEAD_AFTER_MS });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ELOCKED') return undefined;
		throw error;
	}
}

/** One process at a time does `work`; the others wait for their turn. */
export async function withLock<T>(path: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
	let release = await claim(path);
	if (release === undefined) onWait();
	while (release === undefined) {
		await sleep(500);
		release = await claim(path);
	}
	try {
		return await work();
	} finally {
		await release();
	}
}
