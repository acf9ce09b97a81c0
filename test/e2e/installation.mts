import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { n8nProgram } from '../../demo/n8n/cache.mts';
import type { N8nPlace } from '../../demo/n8n/n8nEnv.mts';
import { installPacked } from '../../demo/n8n/tarball.mts';

/** A real n8n with nothing in it but this package, packed as it is published and installed as n8n does. */
export async function freshInstallation(env: Record<string, string> = {}): Promise<N8nPlace> {
	const program = await n8nProgram();
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-e2e-'));
	await installPacked(userFolder);
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
