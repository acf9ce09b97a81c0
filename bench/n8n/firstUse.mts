import { execFile } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import type { N8nProgram } from '../../demo/n8n/cache.mts';
import { median } from '../median.mts';
import { nodeFiles } from './descriptions.mts';

const run = promisify(execFile);

const RUNS = 7;

/** What the first use of a node takes beyond the second: milliseconds of processor time, files read, bytes kept. */
export interface FirstUse {
	name: string;
	ms: number;
	modules: number;
	heap: number;
}

/** Each node of the installed package by turns, in a fresh Node each time. */
export async function measureFirstUse(program: N8nProgram, installed: string): Promise<FirstUse[]> {
	const base = join(dirname(program.n8n), '..', '..');
	const child = join(process.cwd(), 'bench', 'n8n', 'useNode.mts');
	const env = { PATH: process.env.PATH, NODE_PATH: base };
	const nodes = (await nodeFiles(installed, () => true)).map((file) => ({
		file,
		runs: [] as Array<Omit<FirstUse, 'name'>>,
	}));
	for (let turn = 0; turn < RUNS; turn++) {
		for (const { file, runs } of nodes) {
			const { stdout } = await run(program.node, ['--expose-gc', '--no-warnings', child, base, file], { env });
			runs.push(JSON.parse(stdout) as Omit<FirstUse, 'name'>);
		}
	}
	return nodes.map(({ file, runs }) => ({
		name: basename(file, '.node.js'),
		ms: median(runs.map(({ ms }) => ms)),
		modules: median(runs.map(({ modules }) => modules)),
		heap: median(runs.map(({ heap }) => heap)),
	}));
}
