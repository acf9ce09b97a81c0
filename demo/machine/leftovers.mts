import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Trouble } from '../trouble.mts';

const run = promisify(execFile);

/** What a demo writes down while it runs: if it is killed, the next one finds what it left. */
interface Note {
	readonly demo: number;
	readonly n8n: number;
	readonly url: string;
}

const noteIn = (folder: string): string => join(folder, 'running.json');

/** Ids of processes are used again: only one whose command says so is ours. */
async function runsStill(pid: number, sign: string): Promise<boolean> {
	if (!Number.isInteger(pid) || pid <= 1) return false;
	const { stdout } = await run('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
	return stdout.includes(sign);
}

export async function noteRunning(folder: string, note: Note): Promise<() => Promise<void>> {
	await writeFile(noteIn(folder), JSON.stringify(note));
	return async () => await rm(noteIn(folder), { force: true });
}

/** Refuses to start beside another demo of this folder, or beside an n8n that one has left, and names it. */
export async function expectNoOther(folder: string): Promise<void> {
	const text = await readFile(noteIn(folder), 'utf8').catch(() => undefined);
	if (text === undefined) return;
	const { demo, n8n, url } = JSON.parse(text) as Note;
	if (await runsStill(demo, join('demo', 'main.mts')))
		throw new Trouble(`The demo runs already, at ${url}: stop it with Ctrl-C in its terminal, or with "kill ${demo}".`);
	if (await runsStill(n8n, 'n8n'))
		throw new Trouble(
			`An earlier demo was ended by force and has left its n8n running at ${url}: end it with "kill ${n8n}" and run ` +
				'the command again.',
		);
	await rm(noteIn(folder), { force: true });
}
