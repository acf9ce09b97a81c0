import { setTimeout as sleep } from 'node:timers/promises';

import { difference, uniq } from 'lodash';

import type { Workflow, WorkflowNode } from '../../../demo/n8n/workflowFile.mts';
import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import { ACCOUNTS, ADS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import type { World } from '../../../emulator/world/world.mts';
import { Workbench, type Outcome } from '../browser/workbench.mts';
import { tell } from '../places/installation.mts';

/**
 * A worker of queue mode is killed while a call to Meta is under way, at one call after the other; that call arrives or is lost. n8n
 * lets another worker begin the run again. Then somebody runs the workflow once more. What is there twice is told by a row.
 * `ROUNDS=50` kills so often; by default each workflow has it once with a call that arrives, and once with one that is lost.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 2);

/** n8n sees within seconds that a worker is gone, and not within minutes. */
const QUICK = {
	QUEUE_WORKER_LOCK_DURATION: '3000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '1000',
};

let bench: Workbench;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** What there is and not deleted: kind, ID, and what it is apart from that. */
const standing = (world: World): ReadonlyArray<readonly [id: string, words: string]> =>
	(['Campaign', 'AdSet', 'Ad', 'AdStudy'] as const).flatMap((kind) =>
		world.all(kind).flatMap((object) => {
			const {
				id,
				name,
				status = '',
			} = object as { readonly id: string; readonly name?: string; readonly status?: string };
			return status === 'DELETED' ? [] : [[id, [kind, name, status].join(' ')] as const];
		}),
	);

const words = (world: World): string[] =>
	standing(world)
		.map(([, line]) => line)
		.sort();

async function oneStep(name: string, parameters: Record<string, unknown>): Promise<string> {
	const node = (called: string, type: string, more: object): WorkflowNode =>
		({ id: called, name: called, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more }) as WorkflowNode;
	const step = { parameters, credentials: { metaAdsApi: bench.credentialOf('metaAdsApi') } };
	return await bench.bringWorkflow({
		name,
		nodes: [node('Start', 'n8n-nodes-base.manualTrigger', {}), node('Step', 'n8n-nodes-meta-ads.metaAds', step)],
		connections: { Start: { main: [[{ node: 'Step', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	} as unknown as Partial<Workflow>);
}

interface Subject {
	readonly bring: () => Promise<string>;
	readonly prepare: (world: World) => void;
}

const SECOND_AD = '120212000000000904';

const subjects: Readonly<Record<string, Subject>> = {
	launch: { bring: async () => await bench.bring('launch-campaign.json'), prepare: () => undefined },
	'split test': {
		bring: async () =>
			await oneStep('Split test', {
				...{ resource: 'ad', operation: 'splitTest', adAccount: byId(ACCOUNTS.usd), name: 'Autumn', dailyBudget: '20' },
				ads: { rows: [ADS.usdNoBudgetA1, SECOND_AD].map((id) => ({ ad: byId(id) })) },
			}),
		prepare: (world) => world.add({ ...world.get('Ad', ADS.usdNoBudgetA1), id: SECOND_AD, name: 'Video' }),
	},
	rotation: {
		bring: async () =>
			await oneStep('Rotation', {
				...{ resource: 'ad', operation: 'rotate', reportFrom: 'meta', adAccount: byId(ACCOUNTS.usd) },
				...{ groupBy: 'campaign', campaign: byId(CAMPAIGNS.usdCbo), judgeBy: 'cost', targetCost: '20' },
				...{ reportDays: '28', rule: 'simple', dryRun: false, dryRunInEditor: false, nextAds: { queue: 'all' } },
			}),
		prepare: (world) => logEndOfReview(world, world.get('Ad', ADS.usdCboA2), world.clock.now()),
	},
};

async function begin({ bring, prepare }: Subject): Promise<string> {
	await bench.beginWorld();
	prepare(bench.emulator.world);
	const workflow = await bring();
	bench.emulator.log.length = 0;
	return workflow;
}

const said = ({ steps, error }: Outcome): string => JSON.stringify([steps, error]);

/** Kills the worker that has the nth call under way. @returns how the run ended that another worker then has */
async function killAt(workflow: string, nth: number, applied: boolean): Promise<Outcome> {
	const { control, log } = bench.emulator;
	control.addFault({ match: { path: '.*', nth }, fault: { kind: 'timeout', applied, ms: 600_000 } });
	const { executionId } = await bench.start(workflow, 'Start');
	for (const until = Date.now() + 60_000; !log.some(({ fault }) => fault !== undefined); await sleep(20))
		if (Date.now() > until) throw new Error(`Call ${nth} never came:\n${bench.output.slice(-3_000)}`);
	await bench.crashWorkerOf(executionId);
	control.clearFaults();
	return await bench.outcome(executionId, ['success', 'error', 'crashed', 'canceled']);
}

export function killedOnTwoWorkers(): void {
	beforeAll(async () => (bench = await Workbench.open({ workers: 2, env: QUICK })));
	afterAll(async () => await bench?.close());

	test.each(Object.entries(subjects))(
		'a worker is killed in the middle of a %s: after one more run nothing is lost, and what is doubled is told',
		async (name, subject) => {
			const usual = await begin(subject);
			expect((await bench.run(usual, 'Start')).status).toBe('success');
			const [calls, wanted] = [bench.emulator.log.length, words(bench.emulator.world)];
			let doubled = 0;
			for (let round = 0; round < ROUNDS; round++) {
				const nth = 1 + ((round * 7 + 3) % calls);
				const workflow = await begin(subject);
				const before = standing(bench.emulator.world).map(([id]) => id);
				const struck = await killAt(workflow, nth, round % 2 === 0);
				const after = await bench.run(workflow, 'Start');
				const { world } = bench.emulator;
				const told = said(struck) + said(after);
				const made = standing(world).filter(([id]) => !before.includes(id));
				const repeated = made.filter(([, line], at) => made.findIndex(([, other]) => other === line) !== at);
				doubled += repeated.length;
				const where = `${name}, call ${nth} of ${calls}, ${round % 2 === 0 ? 'arrived' : 'lost'}: ${struck.status}, then ${after.status}`;
				tell(`${where}; ${repeated.length} twice`);
				expect({
					where,
					lost: difference(wanted, words(world)),
					others: difference(uniq(words(world)), wanted),
				}).toEqual({
					where,
					lost: [],
					others: [],
				});
				for (const [id] of repeated) expect(told).toContain(id);
			}
			tell(`${name}: ${ROUNDS} kills, ${doubled} objects twice, each told`);
		},
		120_000 + ROUNDS * 60_000,
	);
}
