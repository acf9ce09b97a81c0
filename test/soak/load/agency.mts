import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { range } from 'lodash';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { Workbench } from '../../e2e/browser/workbench.mts';

/** Milliseconds of every call to Meta. */
export const LATENCY = 150;
/** Jobs that n8n is given at one moment. */
const AT_ONCE = 20;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

export interface Client {
	readonly account: string;
	readonly campaign: string;
}

const fromCall = (name: string) => ({ __rl: true, mode: 'id', value: `={{ $json.body.${name} }}` });

/** Seconds that a call may wait for points: the most that a form takes. */
const options = { maxWait: '900' };

const steps = {
	report: {
		type: 'metaInsights',
		parameters: {
			...{ resource: 'report', operation: 'get', scope: 'account', level: 'campaign', dateRange: 'lastDays', days: 28 },
			...{ timeIncrement: 'day', columns: 'main', breakdowns: [], compare: false, options },
		},
	},
	watch: {
		type: 'metaInsights',
		parameters: {
			...{ resource: 'report', operation: 'watch', rowsFrom: 'account', level: 'campaign' },
			...{ resultsColumn: 'results', options },
		},
	},
	guard: {
		type: 'metaBudgetGuard',
		parameters: {
			...{ operation: 'adjustBudget', objectType: 'campaign', campaign: fromCall('campaign'), change: 'percent' },
			...{ percent: 10, ceiling: '1000', dryRun: false, guards: {}, options },
		},
	},
};
export type Job = keyof typeof steps | 'nothing';

/** What an agency asks of an ad account at one moment: a report, a watch, and the same step of the guard twice. */
export const ROUND: readonly Job[] = ['report', 'watch', 'guard', 'guard'];

export interface Ending {
	readonly seconds: number;
	/** Seconds of a processor that n8n's processes have taken. */
	readonly processor: number;
	/** Runs that succeeded. */
	readonly well: number;
}

/** A real n8n in queue mode with workers, and an agency's workflows in it. */
export class Agency {
	/** Workflows, by what they do. */
	private readonly ids = new Map<Job, string>();
	/** Accounts of earlier tests: the guard remembers in its process which objects it has moved. */
	private accountsMade = 0;

	private constructor(readonly bench: Workbench) {}

	/** @param places runs that each worker has under way at once */
	static async open(workers: number, places: number): Promise<Agency> {
		const agency = new Agency(await Workbench.open({ workers, places }));
		for (const job of ['report', 'watch', 'guard', 'nothing'] as const) agency.ids.set(job, await agency.bring(job));
		return agency;
	}

	async close(): Promise<void> {
		await this.bench.close();
	}

	/** Ad accounts with a campaign each, whose last change stands in the log and is old. */
	addClients(accounts: number): Client[] {
		const { control, world } = this.bench.emulator;
		const model = world.get('AdAccount', 'act_1001000000000001');
		const clients = range(this.accountsMade, (this.accountsMade += accounts)).map((index) => {
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

	/** Gives n8n all jobs, and waits until each has ended. */
	async carryOut(asked: ReadonlyArray<readonly [Job, Client]>): Promise<Ending> {
		const [ended, well] = [await this.counted(ENDED), await this.counted(['success'])];
		const [began, spent] = [performance.now(), await this.processorSeconds()];
		for (let at = 0; at < asked.length; at += AT_ONCE)
			await Promise.all(asked.slice(at, at + AT_ONCE).map(async ([job, client]) => await this.ask(job, client)));
		while ((await this.counted(ENDED)) < ended + asked.length) await sleep(500);
		const seconds = (performance.now() - began) / 1000;
		return {
			seconds,
			processor: (await this.processorSeconds()) - spent,
			well: (await this.counted(['success'])) - well,
		};
	}

	/** The object of every budget change, as the emulator carries it out from now on. */
	budgetChanges(): string[] {
		const { activities } = this.bench.emulator.world;
		const moved: string[] = [];
		const write = activities.write.bind(activities);
		jest.spyOn(activities, 'write').mockImplementation((account, actor, source, eventType, ...more) => {
			if (/_budget$/.test(eventType)) moved.push(source.id);
			write(account, actor, source, eventType, ...more);
		});
		return moved;
	}

	/** A call of n8n's server, and one step; none for what n8n itself takes. */
	private async bring(job: Job): Promise<string> {
		const webhook = { httpMethod: 'POST', path: `hour-${job}`, responseMode: 'onReceived', options: {} };
		const call = { id: '1', name: 'Call', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0] };
		const step =
			job === 'nothing'
				? { type: 'n8n-nodes-base.noOp', parameters: {} }
				: {
						type: `n8n-nodes-meta-ads.${steps[job].type}`,
						parameters: { ...steps[job].parameters, adAccount: fromCall('account') },
						credentials: { metaAdsApi: this.bench.credentialOf('metaAdsApi') },
					};
		const nodes = [
			{ ...call, webhookId: `hour-${job}`, parameters: webhook },
			{ ...step, id: '2', name: 'Step', typeVersion: 1, position: [220, 0] },
		];
		const connections = { Call: { main: [[{ node: 'Step', type: 'main', index: 0 }]] } };
		const workflow = { name: job, nodes, connections, settings: { executionOrder: 'v1' } };
		const id = await this.bench.bringWorkflow(workflow as unknown as Partial<Workflow>);
		await this.bench.activate(id);
		return id;
	}

	/** n8n knows a workflow's address a little after it was published (404 until then, and nothing has begun). */
	private async ask(job: Job, client: Client, tries = 120): Promise<void> {
		const { ok, status } = await fetch(`${this.bench.url}/webhook/hour-${job}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(client),
		});
		if (ok) return;
		if (status !== 404 || tries === 0) throw new Error(`n8n took no ${job}: ${status}`);
		await sleep(250);
		await this.ask(job, client, tries - 1);
	}

	private async processorSeconds(): Promise<number> {
		const pids = [this.bench.pid, ...this.bench.workers.map(({ pid }) => pid)];
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
	private async counted(states: string[]): Promise<number> {
		const counts = await Promise.all([...this.ids.values()].map(async (id) => await this.bench.count(id, states)));
		return counts.reduce((sum, count) => sum + count, 0);
	}
}
