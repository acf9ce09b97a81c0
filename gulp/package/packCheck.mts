import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { contentProblems } from './contents.mts';
import { unavailableImports } from './imports.mts';
import { installPackage, loadPackage } from './install.mts';
import { scan } from './scan.mts';

/**
 * Everything that can be known about a release before it is published: the tarball is packed, installed and loaded as
 * n8n does it, and n8n's scanner sees the source and the tarball.
 *
 * @returns what is wrong, one entry each; empty if the package may be published
 */
export async function packCheck(root: string): Promise<string[]> {
	const folder = await mkdtemp(join(tmpdir(), 'pack-check-'));
	try {
		const installed = await installPackage(root, folder);
		const problems = [...contentProblems(installed), ...(await unavailableImports(installed))];
		await loadPackage(root, folder, installed).catch((error: Error) =>
			problems.push(`n8n cannot load the installed package. ${error.message}`),
		);
		const tarball = { folder: installed.unpacked, leg: 'tarball' } as const;
		problems.push(...(await scan(root, { folder: root, leg: 'source' }, tarball)));
		return problems;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
