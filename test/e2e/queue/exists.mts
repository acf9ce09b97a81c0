import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import type { Workbench } from '../browser/workbench.mts';
import { runTogether, workerOf } from '../browser/workers.mts';
import { tell } from '../places/installation.mts';
import { twoWorkers } from './twoWorkers.mts';

/**
 * If It Exists on two worker processes of a real n8n in queue mode: both create a campaign of one name at the same moment. Graph
 * has no create that does so only where nothing is there. What two workers make twice is reported by their rows, each time.
 * `ROUNDS=50` runs more of them, and prints how many there were.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 10);

let bench: Workbench;
let workflow: string;

async function begin(): Promise<void> {
	bench = await twoWorkers();
	const create = {
		resource: 'campaign',
		operation: 'create',
		adAccount: { __rl: true, mode: 'id', value: ACCOUNTS.usd },
		name: 'Spring',
		objective: 'OUTCOME_SALES',
		specialAdCategories: ['NONE'],
		budgetType: 'daily',
		dailyBudget: '25',
		options: { ifItExists: 'use' },
	};
	workflow = await bench.bringWorkflow({
		name: 'Create unless there',
		nodes: [
			{
				id: '1',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '2',
				name: 'Create',
				type: 'n8n-nodes-meta-ads.metaAds',
				typeVersion: 1,
				position: [220, 0],
				parameters: create,
				credentials: { metaAdsApi: bench.credentialOf('metaAdsApi') },
			},
		],
		connections: { Start: { main: [[{ node: 'Create', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	} as unknown as Partial<Workflow>);
}

interface Round {
	readonly made: number;
	readonly isTold: boolean;
	readonly ids: readonly string[];
	readonly workers: number;
}

async function round(isHeld: boolean): Promise<Round> {
	const { control, world } = bench.emulator;
	control.reset();
	if (isHeld) control.setBarrier({ path: `${ACCOUNTS.usd}/campaigns`, method: 'GET', parties: 2, patience: 2_000 });
	const ended = await runTogether(bench, [workflow, workflow]);
	control.setBarrier();
	const rows = ended.flatMap(({ rows }) => rows('Create', 0)) as Array<Record<string, unknown>>;
	expect(rows).toHaveLength(2);
	const workers = ended.map((outcome) => workerOf(bench, outcome));
	return {
		made: world.all('Campaign').filter(({ name }) => name === 'Spring').length,
		// A run that has deleted its own again names no other: its note says so.
		isTold: rows.some(
			({ duplicateIds, note }) =>
				duplicateIds !== undefined || String(note).includes('This run has deleted its own campaign'),
		),
		ids: rows.map(({ id }) => String(id)),
		workers: new Set(workers).size,
	};
}

export function existsOnTwoWorkers(): void {
	beforeAll(begin);

	test.each([
		['as they come', false],
		['held until both have looked', true],
	])(
		'runs on two workers at the same moment, %s: at most two, told each time, and both go on with one',
		async (how, isHeld) => {
			const rounds: Round[] = [];
			for (let at = 0; at < ROUNDS; at++) rounds.push(await round(isHeld));
			const doubled = rounds.filter(({ made }) => made > 1).length;
			const apart = rounds.filter(({ workers }) => workers === 2).length;
			tell(`If It Exists, two workers, ${how}: ${doubled} of ${ROUNDS} made twice, ${apart} rounds on two workers`);
			for (const { made, isTold, ids } of rounds) {
				expect(made).toBeLessThanOrEqual(2);
				expect(isTold).toBe(made > 1);
				expect(new Set(ids).size).toBe(1);
			}
			// Otherwise nothing was tried here.
			expect(apart).toBeGreaterThan(0);
		},
		120_000 + ROUNDS * 20_000,
	);
}
