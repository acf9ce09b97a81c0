import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { ACCOUNTS, AUDIENCES } from '../../../../emulator/world/seedIds.mts';
import { startEmulator, type FaultRule } from '../../../../emulator/http/server.mts';

import { passTime } from './fakeTime.mts';
import { byId, emulatorCredential, pollerOf, runNode, type NodeRun } from '../harness.mts';
import { autoMap, people } from '../members.mts';
import { uniform } from '../../../../bench/uniform.mts';

/** One n8n process over hours of virtual time: what it holds, and what it leaves. */
export interface LongLife {
	/** Bytes in use after garbage collection, at the end of each hour. */
	readonly heap: number[];
	/** Timers that nobody waits for any more. */
	readonly timersLeft: number;
	/** How runs ended, by status. */
	readonly ended: Readonly<Record<string, number>>;
	readonly failedPolls: number;
}

const POLL_MINUTES = 5;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const faults: ReadonlyArray<FaultRule['fault']> = [
	{ kind: 'graph', code: 2 },
	{ kind: 'graph', code: 80004 },
	{ kind: 'http', status: 503 },
	{ kind: 'reset', applied: false },
	{ kind: 'truncated', applied: false },
];

/** What an hour brings: a report, the guard, an upload, a list. */
const hourly: ReadonlyArray<Omit<NodeRun, 'credential'>> = [
	{
		node: 'metaInsights',
		parameters: {
			operation: 'get',
			adAccount: byId(ACCOUNTS.usd),
			level: 'ad',
			columns: 'all',
			dateRange: 'last7Days',
		},
	},
	{
		node: 'metaBudgetGuard',
		parameters: {
			operation: 'adjustBudget',
			adAccount: byId(ACCOUNTS.eur),
			objectType: 'adSet',
			percent: 10,
			ceiling: 100,
		},
	},
	{
		node: 'metaAudiences',
		parameters: {
			resource: 'member',
			operation: 'add',
			adAccount: byId(ACCOUNTS.usd),
			audience: byId(AUDIENCES.usdNewsletter),
			columns: autoMap,
			consent: 'everybody',
		},
		items: people('reader', 500),
	},
	{ node: 'metaAds', parameters: { resource: 'ad', operation: 'getMany', adAccount: byId(ACCOUNTS.eur) } },
];

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

export async function liveLong({ hours, seed }: { readonly hours: number; readonly seed: number }): Promise<LongLife> {
	const random = uniform(seed);
	const emulator = await startEmulator();
	try {
		const credential = emulatorCredential(emulator.url);
		const poller = pollerOf({
			node: 'metaAdsTrigger',
			credential,
			parameters: { events: ['budgetChanged', 'reviewChanged', 'statusChanged'], adAccount: byId(ACCOUNTS.eur) },
		});
		const before = timers();
		const heap: number[] = [];
		const ended: Record<string, number> = {};
		let failedPolls = 0;
		const ran = async (run: Omit<NodeRun, 'credential'>): Promise<void> => {
			const { status } = await runNode({
				...run,
				credential,
				onError: 'continueRegularOutput',
				executionId: String(random()),
			});
			ended[status] = (ended[status] ?? 0) + 1;
		};
		for (let hour = 0; hour < hours; hour++) {
			for (let minute = 0; minute < 60; minute += POLL_MINUTES) {
				passTime(POLL_MINUTES * 60_000);
				if (random() < 0.3)
					emulator.control.addFault({
						match: { path: '.*', times: 1 + Math.floor(random() * 6) },
						fault: faults[Math.floor(random() * faults.length)],
					});
				await poller.poll().catch(() => failedPolls++);
			}
			for (const run of hourly) await ran(run);
			// Each is also stopped at some moment.
			for (const run of hourly) await ran({ ...run, cancelAfter: Math.floor(random() * 60) });
			emulator.control.clearFaults();
			// What the emulator notes of calls is not n8n's.
			emulator.log.length = 0;
			await new Promise((resolve) => setTimeout(resolve, 100));
			collect();
			heap.push(process.memoryUsage().heapUsed);
		}
		return { heap, timersLeft: Math.max(0, timers() - before), ended, failedPolls };
	} finally {
		await emulator.close();
	}
}
