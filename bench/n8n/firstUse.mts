import { execFile } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import type { N8nProgram } from '../../demo/n8n/cache.mts';
import { existing } from '../../nodes/shared/lists.ts';
import { median } from '../median.mts';
import { nodeFiles } from './descriptions.mts';

const run = promisify(execFile);

const RUNS = 7;

/** What is first used, by resource and operation: of Meta Ads the operations that read most, Create of an ad first of all. */
const USES: ReadonlyArray<readonly [node: string, resource: string, operation: string]> = [
	['MetaAds', 'ad', 'create'],
	['MetaAds', 'adSet', 'create'],
	['MetaAds', 'campaign', 'create'],
	['MetaAdsTrigger', '', ''],
	['MetaAudiences', 'member', 'add'],
	['MetaAudiences', 'audience', 'create'],
	['MetaInsights', 'report', 'get'],
	['MetaBudgetGuard', 'step', 'adjustBudget'],
	['MetaLeads', 'lead', 'getMany'],
	['MetaConversions', 'event', 'send'],
];

/** What the first use of a node takes beyond the second: milliseconds of processor time, files read, bytes kept. */
export interface FirstUse {
	name: string;
	/** "ad: create"; empty for the trigger. */
	what: string;
	ms: number;
	modules: number;
	heap: number;
}

type Run = Omit<FirstUse, 'name' | 'what'>;

/** Each of them, of the installed package, by turns, in a fresh Node each time. */
export async function measureFirstUse(program: N8nProgram, installed: string): Promise<FirstUse[]> {
	const base = join(dirname(program.n8n), '..', '..');
	const child = join(process.cwd(), 'bench', 'n8n', 'useNode.mts');
	const env = { PATH: process.env.PATH, NODE_PATH: base };
	const files = await nodeFiles(installed, () => true);
	const uses = USES.map(([name, resource, operation]) => ({
		name,
		given: [
			existing(
				files.find((file) => basename(file, '.node.js') === name),
				name,
			),
			resource,
			operation,
		],
		what: [resource, operation].filter(Boolean).join(': '),
		runs: [] as Run[],
	}));
	for (let turn = 0; turn < RUNS; turn++) {
		for (const { given, runs } of uses) {
			const { stdout } = await run(program.node, ['--expose-gc', '--no-warnings', child, base, ...given], { env });
			runs.push(JSON.parse(stdout) as Run);
		}
	}
	return uses.map(({ name, what, runs }) => ({
		name,
		what,
		ms: median(runs.map(({ ms }) => ms)),
		modules: median(runs.map(({ modules }) => modules)),
		heap: median(runs.map(({ heap }) => heap)),
	}));
}
