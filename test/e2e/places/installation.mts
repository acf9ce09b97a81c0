import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { n8nProgram } from '../../../demo/n8n/cache.mts';
import type { N8nPlace } from '../../../demo/n8n/n8nEnv.mts';
import { startN8n, type N8nServer } from '../../../demo/n8n/n8nServer.mts';
import { installPacked } from '../../../demo/n8n/tarball.mts';

/** Jest loads our modules anew for each file; what stands here is there as long as the worker. */
const kept = globalThis as { installed?: Promise<string> };

const run = promisify(execFile);

const databaseOf = (userFolder: string): string => join(userFolder, '.n8n', 'database.sqlite');

const newFolder = async (): Promise<string> => await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-e2e-'));

/** A user folder to be copied: to pack takes npm two seconds of a processor, to set up its database takes n8n two more. */
async function installedOnce(): Promise<string> {
	const folder = await newFolder();
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	await installPacked(folder);
	// The database has keys in it that are encrypted with this one.
	await writeFile(join(folder, '.n8n', 'config'), JSON.stringify({ encryptionKey: randomUUID() }), { mode: 0o600 });
	return folder;
}

/** A real n8n with nothing in it but this package, packed as it is published and installed as n8n does. */
export async function freshInstallation(env: Record<string, string> = {}): Promise<N8nPlace> {
	const program = await n8nProgram();
	kept.installed ??= installedOnce();
	const userFolder = await newFolder();
	await cp(await kept.installed, userFolder, { recursive: true });
	return { program, userFolder, env };
}

/** The first n8n of a worker that has set up its own SQLite leaves a copy of it, with nobody in it yet, for all later ones. */
async function keepDatabase({ program, userFolder }: N8nPlace): Promise<void> {
	const [from, to] = [userFolder, (await kept.installed) ?? userFolder].map(databaseOf);
	if (existsSync(to) || !existsSync(from)) return;
	const copy = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec("vacuum into '" + process.argv[2] + "'")`;
	await run(program.node, ['--no-warnings', '--eval', copy, from, `${to}.new`]);
	await rename(`${to}.new`, to);
}

/** The server of a fresh installation. */
export async function startFresh(place: N8nPlace, port: number): Promise<N8nServer> {
	const server = await startN8n(place, port);
	await keepDatabase(place);
	return server;
}

/** Also after a failed start, when there is none. */
export async function removeInstallation(place: N8nPlace | undefined): Promise<void> {
	if (place) await rm(place.userFolder, { recursive: true, force: true, maxRetries: 3 });
}

/** A test says what it does, as a person watching CI sees minutes pass otherwise. Jest's console would add a stack. */
export const tell = (line: string): void => {
	process.stderr.write(`  · ${line}\n`);
};
