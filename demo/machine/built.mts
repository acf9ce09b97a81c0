import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What the build reads or runs, and what it writes. */
const SOURCES = ['nodes', 'credentials', 'gulp', 'gulpfile.js', 'package.json', 'tsconfig.json'];
const RESULT = 'dist';
const NOTE = join('.tmp', 'built.json');

async function filesOf(root: string, path: string): Promise<string[]> {
	const whole = join(root, path);
	if (!existsSync(whole)) return [];
	if (!(await stat(whole)).isDirectory()) return [path];
	const entries = await readdir(whole, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** Content, not times: a checkout or a copy makes every file new. */
async function contentOf(root: string, paths: readonly string[]): Promise<string> {
	const hash = createHash('sha256');
	const files = (await Promise.all(paths.map(async (path) => await filesOf(root, path)))).flat().sort();
	for (const file of files) hash.update(`${file}\0`).update(await readFile(join(root, file)));
	return hash.digest('hex');
}

const stateOf = async (root: string): Promise<string> =>
	JSON.stringify({ sources: await contentOf(root, SOURCES), result: await contentOf(root, [RESULT]) });

/** What was built here last, and from what. */
export const builtState = async (root: string): Promise<string> => await readFile(join(root, NOTE), 'utf8');

/** Whether what was built here last is still what these sources give. */
export const isBuilt = async (root: string): Promise<boolean> =>
	existsSync(join(root, RESULT)) &&
	(await readFile(join(root, NOTE), 'utf8').catch(() => undefined)) === (await stateOf(root));

/** Remembers that what is built now comes from these sources. */
export async function rememberBuild(root: string): Promise<void> {
	await mkdir(dirname(join(root, NOTE)), { recursive: true });
	await writeFile(join(root, NOTE), await stateOf(root));
}
