import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { contentProblems } from '../../gulp/package/contents.mts';
import { importsIn, unavailableImports } from '../../gulp/package/imports.mts';
import { installPackage, loadPackage } from '../../gulp/package/install.mts';
import { isOffered } from '../../gulp/package/offered.mts';
import { type Planted, probePackage } from './support/probe.mts';
import { ROOT, removeTemporaryFolders, temporaryFolder } from './support/temporary.mts';

// The check itself: it must find what is planted. What it says of our own package is in installed.test.mts.

afterAll(removeTemporaryFolders);

const SDK = 'facebook-nodejs-business-sdk';

async function install(planted: Planted = {}) {
	const folder = await temporaryFolder();
	const installed = await installPackage(await probePackage(planted), folder);
	return { installed, load: () => loadPackage(ROOT, folder, installed) };
}

describe('a package that needs only what n8n offers', () => {
	it('loads, and is stripped as n8n strips it', async () => {
		const { installed, load } = await install({ devDependencies: { [SDK]: '24.0.1' } });
		const { nodes } = await load();
		expect(nodes).toHaveLength(1);
		expect(nodes[0]).toMatchObject({
			sourcePath: 'dist/nodes/Probe/Probe.node.js',
			description: { name: 'probe', iconUrl: 'icons/n8n-nodes-probe/dist/nodes/Probe/probe.svg' },
			methods: { listSearch: ['search'] },
		});
		expect(await unavailableImports(installed)).toEqual([]);
		expect(contentProblems(installed)).toEqual([]);

		const manifest = await readFile(join(installed.folder, 'package.json'), 'utf8');
		expect(manifest).not.toMatch(/devDependencies|peerDependencies|optionalDependencies/);
		expect(await readFile(join(installed.unpacked, 'package.json'), 'utf8')).toContain('peerDependencies');
	});
});

describe('a package that needs the SDK', () => {
	const devDependencies = { [SDK]: '24.0.1' };

	it('does not load once installed, although it is a devDependency here', async () => {
		const { load } = await install({ devDependencies, atTop: `const sdk = require('${SDK}');` });
		await expect(load()).rejects.toThrow(`Cannot find module '${SDK}'`);
	});

	it.each([`const sdk = require('${SDK}');`, `const sdk = await import('${SDK}');`])(
		'is found out when it would fail only in the middle of a workflow: %s',
		async (inExecute) => {
			const { installed, load } = await install({ devDependencies, inExecute });
			await expect(load()).resolves.toMatchObject({ nodes: [{ description: { name: 'probe' } }] });
			expect(await unavailableImports(installed)).toEqual([
				`dist/nodes/Probe/Probe.node.js imports "${SDK}", which an installed package does not have.`,
			]);
		},
	);
});

describe('a package that is not built', () => {
	it('is refused with the command to run', async () => {
		const folder = await probePackage();
		const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		manifest.n8n.nodes.push('dist/nodes/Other/Other.node.js');
		const other = await probePackage({ files: { 'package.json': JSON.stringify(manifest) } });
		await expect(installPackage(other, await temporaryFolder())).rejects.toThrow(
			'Not built: dist/nodes/Other/Other.node.js. Run "npm run build" first.',
		);
	});
});

describe('imports', () => {
	it.each(['n8n-workflow', 'luxon', 'lodash/merge', 'zod', 'p-limit', 'crypto', 'node:crypto', './a', '../b/c'])(
		'%s is there for an installed package',
		(name) => expect(isOffered(name)).toBe(true),
	);

	it.each([SDK, 'n8n-core', 'fs', 'node:fs', 'axios', 'zod-to-json-schema', 'luxon-extra', '/abs', '.hidden', ''])(
		'%s is not',
		(name) => expect(isOffered(name)).toBe(false),
	);

	it('are found in every form and place, but not in text', () => {
		const text = `import a from 'a'; export * from 'b'; const c = require('c');
			function f() { return import('d'); } class X { y() { if (z) require("e"); } }
			const note = "require('not')"; // require('neither')`;
		expect(importsIn(text).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
	});
});

describe('the content of the tarball', () => {
	it.each([
		['dist/docs/screenshot.png', 'a picture'],
		['dist/nodes/Probe/Probe.node.ts', 'TypeScript source'],
		['dist/tsconfig.tsbuildinfo', 'the compiler’s own notes'],
		['dist/nodes/Probe/Probe.node.js.map', 'a source map'],
		['dist/test/unit/a.js', 'not part of the nodes'],
		['dist/nodes/Probe/notes.txt', 'not a kind of file'],
	])('may not hold %s', (path, reason) => {
		const files = ['LICENSE', 'README.md', path].map((name) => ({ path: name, bytes: 1 }));
		expect(contentProblems({ files, tarballBytes: 3 })).toEqual([expect.stringContaining(`${path}: ${reason}`)]);
	});

	it('is read from the tarball itself', async () => {
		const { installed } = await install({ files: { 'dist/docs/screenshot.png': 'x', 'docs/not-packed.png': 'x' } });
		expect(contentProblems(installed)).toEqual([expect.stringContaining('holds dist/docs/screenshot.png')]);
	});

	it('may hold output schemas, and nothing beyond its size', () => {
		const files = ['LICENSE', 'README.md', 'dist/nodes/Probe/__schema__/v1.0.0/campaign/get.json'];
		const packed = (bytes: number) => ({ files: files.map((path) => ({ path, bytes })), tarballBytes: bytes });
		expect(contentProblems(packed(1000))).toEqual([]);
		expect(contentProblems(packed(2_000_000))).toHaveLength(2);
	});

	it('must hold the licence and the readme', () => {
		expect(contentProblems({ files: [], tarballBytes: 0 })).toEqual([
			'The tarball has no LICENSE.',
			'The tarball has no README.md.',
		]);
	});
});
