import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startChild } from '../machine/child.mts';
import { n8nEnv, type N8nPlace } from './n8nEnv.mts';
import { freePort } from '../machine/ports.mts';
import { knownTrouble } from '../trouble.mts';
import type { Workflow } from './workflowFile.mts';

export interface NodeRun {
	executionStatus: string;
	executionIndex: number;
	executionTime: number;
	error?: { message: string; description?: string };
	data?: { main: Array<Array<{ json: Record<string, unknown>; pairedItem?: unknown }> | null> };
}

export interface Run {
	status: string;
	data: {
		resultData: {
			runData?: Record<string, NodeRun[]>;
			lastNodeExecuted?: string;
			error?: { message: string; description?: string };
		};
	};
}

export interface Execution {
	ok: boolean;
	/** Missing when n8n ended before the workflow did. */
	run?: Run;
	/** Everything n8n printed. */
	output: string;
}

export interface StoredCredential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

async function cli(place: N8nPlace, args: string[]): Promise<{ code: number; output: string }> {
	const env = n8nEnv(place, {
		// The result is a line of the log: at a level above info nothing would be printed.
		N8N_LOG_LEVEL: 'info',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
	});
	return await inFolder('output', async (folder) => {
		// n8n prints a run's result last of all, and ends.
		const file = join(folder, 'output');
		const child = startChild(place.program.node, [place.program.n8n, ...args], { env, file });
		const code = await child.ended;
		return { code, output: child.output() };
	});
}

/** A folder for as long as something is done with it. */
async function inFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), `n8n-nodes-meta-ads-${name}-`));
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function importFile(place: N8nPlace, command: string, content: unknown): Promise<void> {
	await inFolder('import', async (folder) => {
		const file = join(folder, 'import.json');
		await writeFile(file, JSON.stringify(content), { mode: 0o600 });
		const { code, output } = await cli(place, [command, `--input=${file}`]);
		if (code !== 0 || !/Successfully imported/.test(output)) {
			throw knownTrouble(output) ?? new Error(`n8n ${command} failed:\n${output}`);
		}
	});
}

export const importCredentials = async (place: N8nPlace, credentials: StoredCredential[]) =>
	await importFile(place, 'import:credentials', credentials);

export const importWorkflows = async (place: N8nPlace, workflows: Workflow[]) =>
	await importFile(place, 'import:workflow', workflows);

/**
 * The run stands in the log between other lines, from one that ends in "{" to one that begins with "}" (details may
 * follow).
 */
function findRun(output: string): Run | undefined {
	const lines = output.split('\n');
	const first = lines.findIndex((line) => line.trimEnd().endsWith('{') && !line.startsWith(' '));
	const last = lines.findIndex((line, index) => index > first && line.startsWith('}'));
	if (first < 0 || last < 0) return undefined;
	return JSON.parse(['{', ...lines.slice(first + 1, last), '}'].join('\n')) as Run;
}

/** Runs one imported workflow to its end in an n8n process of its own. */
export async function executeWorkflow(place: N8nPlace, id: string): Promise<Execution> {
	const { code, output } = await cli(place, ['execute', `--id=${id}`, '--rawOutput']);
	const run = findRun(output);
	return { ok: code === 0 && run !== undefined && run.data.resultData.error === undefined, run, output };
}
