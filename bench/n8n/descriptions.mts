import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import type { N8nProgram } from '../../demo/n8n/cache.mts';
import { median } from '../median.mts';

const run = promisify(execFile);

const RUNS = 11;

export interface Loading {
	name: string;
	nodes: number;
	ms: number;
	heap: number;
	json: number;
	/** Bytes of each node's description. */
	each: number[];
}

interface Manifest {
	n8n: { nodes: string[] };
}

export async function nodeFiles(packageFolder: string, wanted: (file: string) => boolean): Promise<string[]> {
	const manifest = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as Manifest;
	return manifest.n8n.nodes.filter(wanted).map((file) => join(packageFolder, file));
}

/** All descriptions of the installed package and of n8n's own Facebook nodes, by turns, in a fresh Node each time. */
export async function measureDescriptions(program: N8nProgram, installed: string): Promise<Loading[]> {
	const modules = join(dirname(program.n8n), '..', '..');
	const contenders = [
		{ name: 'this package', files: await nodeFiles(installed, () => true) },
		{
			name: "n8n's Facebook nodes",
			files: await nodeFiles(join(modules, 'n8n-nodes-base'), (file) => file.includes('/Facebook')),
		},
	].map((contender) => ({ ...contender, runs: [] as Array<Omit<Loading, 'name' | 'nodes'>> }));

	const child = join(process.cwd(), 'bench', 'n8n', 'loadDescriptions.mts');
	const env = { PATH: process.env.PATH, NODE_PATH: modules };
	for (let turn = 0; turn < RUNS; turn++) {
		for (const { files, runs } of contenders) {
			const { stdout } = await run(program.node, ['--expose-gc', '--no-warnings', child, modules, ...files], { env });
			runs.push(JSON.parse(stdout) as Omit<Loading, 'name' | 'nodes'>);
		}
	}
	return contenders.map(({ name, files, runs }) => ({
		name,
		nodes: files.length,
		ms: median(runs.map((one) => one.ms)),
		heap: median(runs.map((one) => one.heap)),
		json: median(runs.map((one) => one.json)),
		each: runs[0]?.each ?? [],
	}));
}
