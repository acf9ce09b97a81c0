import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The repository's folder: jest runs there. */
export const ROOT = process.cwd();

const made: string[] = [];

/** An empty folder outside the repository, so that Node finds none of its modules from there. */
export async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'package-test-'));
	made.push(folder);
	return folder;
}

/** A copy of some of the repository's paths, with its modules, to break something in. */
export async function copyOfRepository(...paths: string[]): Promise<string> {
	const folder = await temporaryFolder();
	for (const path of ['package.json', 'LICENSE', ...paths]) {
		await cp(join(ROOT, path), join(folder, path), { recursive: true });
	}
	await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
	return folder;
}

export async function removeTemporaryFolders(): Promise<void> {
	await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}
