import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';

import { OFFERED_MODULES } from './offered.mts';
import { run } from '../run.mts';

/** The package as it lies on a user's machine after an installation. */
export interface InstalledPackage {
	readonly name: string;
	/** Absolute path of the installed package. */
	readonly folder: string;
	/** Absolute path of the tarball's content as published, before n8n strips its package.json. */
	readonly unpacked: string;
	readonly files: readonly PackedFile[];
	/** Size of the tarball itself, in bytes. */
	readonly tarballBytes: number;
}

export interface PackedFile {
	/** Relative to the package, with forward slashes. */
	readonly path: string;
	readonly bytes: number;
}

/** A node as n8n's own loader sees it. */
export interface LoadedNode {
	readonly description: INodeTypeDescription;
	/** Relative to the package: "dist/nodes/MetaAds/MetaAds.node.js". */
	readonly sourcePath: string;
	/** Names of the methods that the description's fields may ask for. */
	readonly methods: {
		readonly listSearch: string[];
		readonly loadOptions: string[];
		readonly resourceMapping: string[];
	};
}

interface Weight {
	readonly heapBytes: number;
	readonly modules: number;
}

export interface LoadedPackage {
	readonly nodes: readonly LoadedNode[];
	readonly credentials: ReadonlyArray<{ readonly description: ICredentialType; readonly sourcePath: string }>;
	/** What every process of n8n reads and keeps at its start, before a workflow uses any of it. */
	readonly atStart: Weight;
	/** What every first use reads besides, before it reads what the chosen resource does; of all nodes together. */
	readonly beforeResource: Weight;
	/** What is read and kept besides once every node has been used. */
	readonly atUse: Weight;
}

/**
 * Packs `root` and installs the tarball below `folder` step by step as n8n installs a community package: unpack, delete
 * the dev, peer and optional dependencies from its package.json (n8n's community-packages service, `downloadPackage`).
 * The npm install that follows there has nothing to do, since `dependencies` is empty.
 *
 * @param folder an empty folder outside the repository, or Node would find the repository's own modules from it
 */
export async function installPackage(root: string, folder: string): Promise<InstalledPackage> {
	const manifest = await readManifest(root);
	const entries = [...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])];
	const missing = entries.filter((path) => !existsSync(join(root, path)));
	if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. Run "npm run build" first.`);

	await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: root });
	const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
	if (!tarball) throw new Error('npm pack made no tarball.');

	const unpacked = join(folder, 'unpacked');
	await mkdir(unpacked);
	await run('tar', ['-xzf', join(folder, tarball), '-C', unpacked, '--strip-components=1'], { cwd: folder });

	const target = join(folder, 'user', '.n8n', 'nodes', 'node_modules', manifest.name);
	await cp(unpacked, target, { recursive: true });

	const installed = await readManifest(target);
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete installed[kind];
	await writeFile(join(target, 'package.json'), JSON.stringify(installed, null, 2));

	return {
		name: manifest.name,
		folder: target,
		unpacked,
		files: await filesBelow(unpacked),
		tarballBytes: (await stat(join(folder, tarball))).size,
	};
}

/**
 * Loads an installed package with n8n's own loader, in a fresh process that finds no module but the package's own files
 * and what n8n offers.
 *
 * @param folder a folder for the process's settings, outside the repository
 * @throws Error with the loader's message, e.g. "Cannot find module …"
 */
export async function loadPackage(root: string, folder: string, installed: InstalledPackage): Promise<LoadedPackage> {
	const modules = join(folder, 'offered');
	await mkdir(modules, { recursive: true });
	for (const name of OFFERED_MODULES) {
		await symlink(join(root, 'node_modules', name), join(modules, name), 'junction').catch(ignoreExisting);
	}

	// n8n puts its own modules on NODE_PATH. The process may not see more than these, so no home folder either.
	const loader = createRequire(join(root, 'package.json')).resolve('n8n-core');
	const output = join(folder, 'loaded.json');
	const user = join(folder, 'user');
	await run(process.execPath, [join(root, 'gulp', 'package', 'loadAsN8n.cjs'), loader, installed.folder, output], {
		cwd: folder,
		env: {
			NODE_PATH: modules,
			NODE_ENV: 'production',
			NODE_OPTIONS: undefined,
			HOME: user,
			N8N_USER_FOLDER: user,
			N8N_ENCRYPTION_KEY: 'pack-check',
		},
	});
	return JSON.parse(await readFile(output, 'utf8')) as LoadedPackage;
}

interface Manifest {
	name: string;
	n8n?: { nodes?: string[]; credentials?: string[] };
	[key: string]: unknown;
}

async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

async function filesBelow(folder: string): Promise<PackedFile[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
	const files = await Promise.all(
		paths.map(async (path) => ({
			path: relative(folder, path).split(sep).join('/'),
			bytes: (await stat(path)).size,
		})),
	);
	return files.sort((a, b) => a.path.localeCompare(b.path, 'en'));
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EEXIST') throw error;
}
