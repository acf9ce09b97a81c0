import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { rememberBuild } from '../../demo/machine/built.mts';
import { run } from '../../gulp/run.mts';
import { ROOT, copyOfRepository, removeTemporaryFolders } from './support/temporary.mts';

afterAll(removeTemporaryFolders);

const gulp = (cwd: string, ...args: string[]) =>
	run(process.execPath, [join(ROOT, 'node_modules/gulp/bin/gulp.js'), ...args], { cwd });

it('offers the tasks that the documentation names', async () => {
	const tasks = (await gulp(ROOT, '--tasks-simple')).trim().split('\n');
	expect(tasks.sort()).toEqual([
		'assets',
		'building',
		'built',
		'check',
		'default',
		'descriptions',
		'movingPicture',
		'owed',
		'pack:check',
		'sizes',
		'spec',
		'spec:check',
		'spec:learn',
		'unconfirmed',
		'update',
		'vendor',
		'vendor:check',
	]);
}, 60_000);

it('fails a check with one readable line', async () => {
	const copy = await copyOfRepository('gulpfile.js', 'gulp', 'nodes/shared/spec');
	await rm(join(copy, 'nodes/shared/spec/adAccount.generated.ts'));
	await expect(gulp(copy, 'spec:check')).rejects.toThrow(
		'Error: nodes/shared/spec/adAccount.generated.ts is missing: run "npx gulp spec".',
	);
	await gulp(copy, '--series', 'spec', 'spec:check');
}, 60_000);

it('tells what each check found, and ends with all that failed', async () => {
	const copy = await copyOfRepository('gulpfile.js', 'gulp');
	const failing = `node -e "console.log('a.ts: 1 is not 2'); process.exit(1)"`;
	const scripts = {
		'lint:nodes': failing,
		'lint:tools': 'true',
		'lint:layout': failing,
		'typecheck:tools': 'true',
		build: 'true',
	};
	await writeFile(join(copy, 'package.json'), JSON.stringify({ scripts }));
	await expect(gulp(copy, 'check')).rejects.toThrow(
		/npm run lint:nodes: .*\na\.ts: 1 is not 2\nnpm run lint:layout: .*\na\.ts: 1 is not 2/,
	);
	await writeFile(
		join(copy, 'package.json'),
		JSON.stringify({ scripts: { ...scripts, 'lint:nodes': 'true', 'lint:layout': 'true' } }),
	);
	expect(await gulp(copy, 'check')).toContain('lint:layout: good');
}, 60_000);

it('copies icons byte for byte, and output schemas', async () => {
	const copy = await copyOfRepository('gulpfile.js');
	const schemas = 'nodes/Probe/__schema__/v1.0.0/campaign';
	const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0xff, 0x00]);
	await mkdir(join(copy, schemas), { recursive: true });
	await writeFile(join(copy, 'nodes/Probe/probe.png'), picture);
	await writeFile(join(copy, schemas, 'get.json'), '{}');

	await gulp(copy, 'assets');
	expect(await readFile(join(copy, 'dist/nodes/Probe/probe.png'))).toEqual(picture);
	expect(await readFile(join(copy, 'dist', schemas, 'get.json'), 'utf8')).toBe('{}');
}, 60_000);

it('builds only what has changed', async () => {
	const copy = await copyOfRepository('gulpfile.js', 'gulp', 'demo/machine/built.mts');
	const scripts = { build: `node -e "console.log('a.ts: 1 is not 2'); process.exit(1)"` };
	await writeFile(join(copy, 'package.json'), JSON.stringify({ scripts }));
	await mkdir(join(copy, 'dist'));
	await rememberBuild(copy);
	expect(await gulp(copy, 'built')).toContain('nothing has changed');
	await writeFile(join(copy, 'dist', 'a.js'), '');
	await expect(gulp(copy, 'built')).rejects.toThrow('a.ts: 1 is not 2');
}, 60_000);
