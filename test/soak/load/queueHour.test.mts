import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { countBy, range } from 'lodash';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import type { Tier } from '../../../emulator/world/useCases.mts';
import { Workbench } from '../../e2e/browser/workbench.mts';
import { tell } from '../../e2e/places/installation.mts';

// What an agency asks in an hour of a real n8n in queue mode, all at one moment: of each ad account a report, a watch, and a step of the
// guard, which is asked for twice. Nothing waits for its turn but by n8n's queue, and all accounts draw on one app.

jest.setTimeout(3_600_000);

const ACCOUNTS = Number(process.env.ACCOUNTS ?? 200);
const WORKERS = Number(process.env.WORKERS ?? 4);
/** Milliseconds of every call to Meta. */
const LATENCY = 150;
/** Runs that a worker has under way at once, as the workbench starts it. */
const PLACES = 5;
/** Jobs that n8n is given at one moment. */
const AT_ONCE = 20;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

let bench: Workbench;
const names = ['report', 'watch', 'guard'] as const;
/** Workflows, by what they do. */
const ids = new Map<Job, string>();

beforeAll(async () => {
	bench = await Workbench.open({ workers: WORKERS });
	for (const name of [...names, 'nothing'] as const) ids.set(name, await bringJob(name));
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await bench?.close());

interface Client {
	readonly account: string;
	readonly campaign: string;
}

/** Accounts of earlier tests: the guard remembers in its process which objects it has moved. */
let accountsMade = 0;

/** Ad accounts with a campaign each, whose last change stands in the log and is old. */
function addClients(): Client[] {
	const { control, world } = bench.emulator;
	const model = world.get('AdAccount', 'act_1001000000000001');
	const clients = range(accountsMade, (accountsMade += ACCOUNTS)).map((index) => {
		const accountId = String(7_000_000_000_000_000 + index);
		const account = world.add({ ...model, id: `act_${accountId}`, accountId, name: `Client ${index + 1}` });
		control.addAds({ account: account.id, ads: 4, adsPerAdSet: 2, daysAgo: 60 });
		const campaign = world.all('Campaign').find((one) => one.account.id === account.id);
		if (!campaign) throw new Error(`${account.id} has no campaign`);
		control.editOutside(campaign.id, { daily_budget: 9_000 });
		return { account: account.id, campaign: campaign.id };
	});
	control.advanceClock(2 * 86_400);
	const own = new Set(clients.map(({ account }) => account));
	for (const { id, account } of world.all('AdSet')) if (own.has(account.id)) control.setLearning(id, 'SUCCESS');
	return clients;
}

const fromCall = (name: string) => ({ __rl: true, mode: 'id', value: `={{ $json.body.${name} }}` });

const jobs = {
	report: {
		type: 'metaInsights',
		parameters: {
			...{ resource: 'report', operation: 'get', scope: 'account', level: 'campaign', dateRange: 'lastDays', days: 28 },
			...{ timeIncrement: 'day', columns: 'main', breakdowns: [], compare: false, options: {} },
		},
	},
	watch: {
		type: 'metaInsights',
		parameters: {
			...{ resource: 'report', operation: 'watch', rowsFrom: 'account', level: 'campaign' },
			...{ resultsColumn: 'results', options: {} },
		},
	},
	guard: {
		type: 'metaBudgetGuard',
		parameters: {
			...{ operation: 'adjustBudget', objectType: 'campaign', campaign: fromCall('campaign'), change: 'percent' },
			...{ percent: 10, ceiling: '1000', dryRun: false, guards: {}, options: {} },
		},
	},
};
type Job = keyof typeof jobs | 'nothing';

/** A call of n8n's server, and one step; none for what n8n itself takes. */
async function bringJob(name: Job): Promise<string> {
	const call = {
		...{
			id: '1',
			name: 'Call',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: `hour-${name}`,
		},
		parameters: { httpMethod: 'POST', path: `hour-${name}`, responseMode: 'onReceived', options: {} },
	};
	const step =
		name === 'nothing'
			? { type: 'n8n-nodes-base.noOp', parameters: {} }
			: {
					type: `n8n-nodes-meta-ads.${jobs[name].type}`,
					parameters: { ...jobs[name].parameters, adAccount: fromCall('account') },
					credentials: { metaAdsApi: bench.credentialOf('metaAdsApi') },
				};
	const nodes = [call, { ...step, id: '2', name: 'Step', typeVersion: 1, position: [220, 0] }];
	const connections = { Call: { main: [[{ node: 'Step', type: 'main', index: 0 }]] } };
	const workflow = { name, nodes, connections, settings: { executionOrder: 'v1' } };
	const id = await bench.bringWorkflow(workflow as unknown as Partial<Workflow>);
	await bench.activate(id);
	return id;
}

/** n8n knows a workflow's address a little after it was published (404 until then, and nothing has begun). */
async function ask(job: Job, client: Client, tries = 120): Promise<void> {
	const headers = { 'content-type': 'application/json' };
	const { ok, status } = await fetch(`${bench.url}/webhook/hour-${job}`, {
		method: 'POST',
		headers,
		body: JSON.stringify(client),
	});
	if (ok) return;
	if (status !== 404 || tries === 0) throw new Error(`n8n took no ${job}: ${status}`);
	await sleep(250);
	await ask(job, client, tries - 1);
}

/** Seconds of a processor that n8n's processes have taken. */
async function processorSeconds(): Promise<number> {
	const pids = [bench.pid, ...bench.workers.map(({ pid }) => pid)];
	const ticks = await Promise.all(
		pids.map(async (pid) => {
			const [, rest = ''] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ');
			const [user, system] = rest.split(' ').slice(11, 13).map(Number);
			return (user ?? 0) + (system ?? 0);
		}),
	);
	return ticks.reduce((sum, some) => sum + some, 0) / 100;
}

/** How many runs of all workflows are in one of these states. */
async function counted(states: string[]): Promise<number> {
	const counts = await Promise.all([...ids.values()].map(async (id) => await bench.count(id, states)));
	return counts.reduce((sum, count) => sum + count, 0);
}

/** Gives n8n all jobs, and waits until each has ended. */
async function carryOut(asked: ReadonlyArray<readonly [Job, Client]>) {
	const [ended, well] = [await counted(ENDED), await counted(['success'])];
	const [began, spent] = [performance.now(), await processorSeconds()];
	for (let at = 0; at < asked.length; at += AT_ONCE)
		await Promise.all(asked.slice(at, at + AT_ONCE).map(async ([job, client]) => await ask(job, client)));
	while ((await counted(ENDED)) < ended + asked.length) await sleep(500);
	const seconds = (performance.now() - began) / 1000;
	return { seconds, processor: (await processorSeconds()) - spent, well: (await counted(['success'])) - well };
}

/** The object of every budget change, as the emulator carried it out. */
function changesIn({ world }: Workbench['emulator']): string[] {
	const moved: string[] = [];
	const write = world.activities.write.bind(world.activities);
	jest.spyOn(world.activities, 'write').mockImplementation((account, actor, source, eventType, ...more) => {
		if (/_budget$/.test(eventType)) moved.push(source.id);
		write(account, actor, source, eventType, ...more);
	});
	return moved;
}

const inWords = ({ seconds, processor }: Awaited<ReturnType<typeof carryOut>>): string =>
	`${seconds.toFixed(0)} s, ${processor.toFixed(0)} s of a processor`;

it.each<Tier>(['standard_access', 'development_access'])(
	'all accounts within the hour, %s: hardly a call refused, and no step twice',
	async (tier) => {
		const { control, log } = bench.emulator;
		const clients = addClients();
		control.setTier(tier);
		control.setLatency(LATENCY, 0);
		const moved = changesIn(bench.emulator);
		log.length = 0;

		const asked = clients.flatMap((client) => ([...names, 'guard'] as const).map((name) => [name, client] as const));
		const itself = await carryOut(asked.map(([, client]) => ['nothing', client] as const));
		const all = await carryOut(asked);
		const calls = log.filter(({ path }) => path !== '');
		const refused = calls.filter(({ status }) => status >= 400);
		const latency =
			(log.filter(({ path, batch }) => path === '' || batch === undefined).length * LATENCY) /
			1000 /
			(WORKERS * PLACES);
		const points = calls.reduce((sum, call) => sum + call.points, 0);
		tell(
			`${tier}, ${ACCOUNTS} accounts, ${WORKERS} workers: ${asked.length} runs in ${inWords(all)}; as many that do nothing: ` +
				`${inWords(itself)}; latency, over all places: ${latency.toFixed(0)} s. ${calls.length} calls, ${points} points, ${refused.length} refused`,
		);
		expect(all.well).toBe(asked.length);
		expect(refused.length / calls.length).toBeLessThanOrEqual(0.01);
		expect(Object.values(countBy(moved)).filter((times) => times > 1)).toEqual([]);
		expect(new Set(moved).size).toBe(ACCOUNTS);
		expect(all.seconds).toBeLessThanOrEqual(3_600);
	},
);
