import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { runNpm } from '../machine/npm.mts';
import { Trouble } from '../trouble.mts';

const run = promisify(execFile);

/** As n8n's own installer does: what npm would publish, with the dependencies left out that n8n leaves out. */
async function unpack(tarball: string, target: string): Promise<void> {
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	const file = join(target, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
	for (const group of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[group];
	await writeFile(file, JSON.stringify(manifest, null, 2));
	// n8n runs `npm install` here; this package promises to have nothing to install (a package test keeps it so).
	const dependencies = Object.keys((manifest.dependencies as object | undefined) ?? {});
	if (dependencies.length > 0)
		throw new Error(`The package must have no dependencies, but has ${dependencies.join(', ')}`);
}

/** Packs this project as it would be published and installs it into an n8n user folder; returns where. */
export async function installPacked(userFolder: string): Promise<string> {
	if (!existsSync(join(process.cwd(), 'dist', 'nodes'))) {
		throw new Trouble('The package has not been built yet: run "npm run build" first.');
	}
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-pack-'));
	try {
		const options = ['--pack-destination', folder, '--ignore-scripts', '--json'];
		const [packed] = JSON.parse(await runNpm(['pack', ...options], process.cwd())) as Array<{
			filename: string;
			name: string;
		}>;
		if (!packed) throw new Error('npm pack named no file');
		const target = join(userFolder, '.n8n', 'nodes', 'node_modules', packed.name);
		await unpack(join(folder, packed.filename), target);
		return target;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
