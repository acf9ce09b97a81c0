import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { n8nProgram } from '../../demo/n8n/cache.mts';
import type { N8nPlace } from '../../demo/n8n/n8nEnv.mts';
import { installPacked } from '../../demo/n8n/tarball.mts';

/** Jest loads our modules anew for each file; what stands here is there as long as the worker. */
const kept = globalThis as { installed?: Promise<string> };

const newFolder = async (): Promise<string> => await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-e2e-'));

/** A user folder to be copied: npm takes two seconds of a processor to pack. */
async function installedOnce(): Promise<string> {
	const folder = await newFolder();
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	await installPacked(folder);
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

/** Also after a failed start, when there is none. */
export async function removeInstallation(place: N8nPlace | undefined): Promise<void> {
	if (place) await rm(place.userFolder, { recursive: true, force: true, maxRetries: 3 });
}

/** A test says what it does, as a person watching CI sees minutes pass otherwise. Jest's console would add a stack. */
export const tell = (line: string): void => {
	process.stderr.write(`  · ${line}\n`);
};
