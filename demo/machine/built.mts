import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What the build reads or runs, and what it writes. */
const SOURCES = ['nodes', 'credentials', 'gulp', 'gulpfile.js', 'package.json', 'tsconfig.json'];
const RESULT = 'dist';
const NOTE = join('.tmp', 'built.json');
const BEGUN = join('.tmp', 'building.txt');

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

const sourcesOf = async (root: string): Promise<string> => await contentOf(root, SOURCES);

async function note(root: string, path: string, text: string): Promise<void> {
	await mkdir(dirname(join(root, path)), { recursive: true });
	await writeFile(join(root, path), text);
}

const stateOf = async (root: string, sources: string): Promise<string> =>
	JSON.stringify({ sources, result: await contentOf(root, [RESULT]) });

/** What was built here last, and from what. */
export const builtState = async (root: string): Promise<string> => await readFile(join(root, NOTE), 'utf8');

/** Whether what was built here last is still what these sources give. */
export const isBuilt = async (root: string): Promise<boolean> =>
	existsSync(join(root, RESULT)) &&
	(await readFile(join(root, NOTE), 'utf8').catch(() => undefined)) === (await stateOf(root, await sourcesOf(root)));

/** Remembers that what is built now comes from these sources: those that are there, unless told otherwise. */
export async function rememberBuild(root: string, sources?: string): Promise<void> {
	await note(root, NOTE, await stateOf(root, sources ?? (await sourcesOf(root))));
}

/** A build begins with the sources that are there now. */
export const beginBuild = async (root: string): Promise<void> => await note(root, BEGUN, await sourcesOf(root));

/** A build has ended. What was changed while it went on is not in it, or not for sure. */
export async function endBuild(root: string): Promise<void> {
	await rememberBuild(root, await readFile(join(root, BEGUN), 'utf8').catch(() => 'unknown'));
}
