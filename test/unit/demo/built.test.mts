import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beginBuild, endBuild, isBuilt, rememberBuild } from '../../../demo/machine/built.mts';

let root: string;

const put = async (path: string, text: string) => await writeFile(join(root, path), text);

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-built-'));
	for (const folder of ['nodes', 'credentials', 'gulp', 'dist/nodes'])
		await mkdir(join(root, folder), { recursive: true });
	await put('nodes/a.ts', 'one');
	await put('dist/nodes/a.js', 'one');
});

afterEach(async () => await rm(root, { recursive: true, force: true }));

it('what has never been built here is built', async () => expect(await isBuilt(root)).toBe(false));

it('what has not changed is not built again, however new its files are', async () => {
	await rememberBuild(root);
	await put('nodes/a.ts', 'one');
	expect(await isBuilt(root)).toBe(true);
});

it.each([
	['a source has changed', async () => await put('nodes/a.ts', 'two')],
	['a source is new', async () => await put('credentials/b.ts', 'one')],
	['what builds has changed', async () => await put('gulp/descriptions.mts', 'two')],
	['somebody else has built something else', async () => await put('dist/nodes/a.js', 'two')],
	['the result is gone', async () => await rm(join(root, 'dist'), { recursive: true })],
])('it is built again when %s', async (_what, change) => {
	await rememberBuild(root);
	await change();
	expect(await isBuilt(root)).toBe(false);
});

it('what was changed while it was built is built again', async () => {
	await beginBuild(root);
	await endBuild(root);
	expect(await isBuilt(root)).toBe(true);
	await beginBuild(root);
	await put('nodes/a.ts', 'two');
	await endBuild(root);
	expect(await isBuilt(root)).toBe(false);
});

it('what nobody saw begin is built again', async () => {
	await endBuild(root);
	expect(await isBuilt(root)).toBe(false);
});
