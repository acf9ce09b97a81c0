import { renameSync, rmSync } from 'node:fs';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 2_000;
/** A holder that was killed stops beating; a holder that is merely slow (npm runs in a process of its own) does not. */
const DEAD_AFTER_MS = 20_000;

const isCode = (error: unknown, code: string) => (error as NodeJS.ErrnoException).code === code;

async function claim(file: string): Promise<boolean> {
	try {
		const handle = await open(file, 'wx');
		await handle.writeFile(`${process.pid} ${Date.now()}`);
		await handle.close();
		return true;
	} catch (error) {
		if (isCode(error, 'EEXIST')) return false;
		throw error;
	}
}

/** Removes a dead holder's lock. Two waiters may both see it dead: renaming first lets one of them win, and one that
 * carried off a lock the winner had just made puts it back. */
async function clearIfDead(file: string): Promise<void> {
	try {
		const owner = await readFile(file, 'utf8');
		if (Date.now() - (await stat(file)).mtimeMs < DEAD_AFTER_MS) return;
		const aside = `${file}.${process.pid}`;
		await rename(file, aside);
		if ((await readFile(aside, 'utf8')) === owner) await rm(aside);
		else renameSync(aside, file);
	} catch (error) {
		if (!isCode(error, 'ENOENT')) throw error;
	}
}

/** One process at a time does `work`; the others wait for their turn. */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
	for (let told = false; !(await claim(file)); told = true) {
		if (!told) onWait();
		await clearIfDead(file);
		await sleep(500);
	}
	const release = () => rmSync(file, { force: true });
	process.once('exit', release);
	const beat = setInterval(() => {
		utimes(file, new Date(), new Date()).catch(() => undefined);
	}, BEAT_MS);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		process.removeListener('exit', release);
		release();
	}
}
