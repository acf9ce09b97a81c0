import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import type { GuardBench } from '../support/guards.mts';
import { APPLIED, HELD, rowsOf } from '../support/guards.mts';
import { byId, emulatorCredential, runNode, type NodeResult } from '../support/harness.mts';
import { dayAgoInBerlin as dayAgo } from '../support/lives/days.mts';
import { bodyOf, give, graphTime, type RecordedAnswer } from './answer.mts';

/** What guard, stop loss, proposals and hours make of a log, and what Get Activity History shows of it. */

export interface LogVerdict {
	readonly verdict: string;
	readonly why: string;
}

const LOG = `${ACCOUNTS.eur}/activities`;

/** When each object of the log last changed, by the object itself: with its newest entry. */
function settle({ emulator }: GuardBench, answer: RecordedAnswer): void {
	const { world } = emulator;
	const { data } = JSON.parse(bodyOf(answer, world.clock.now())) as { data: IDataObject[] };
	const newest = (id: string): number =>
		Math.max(0, ...data.filter((one) => one.object_id === id).map((one) => Date.parse(String(one.event_time))));
	for (const adSet of world.all('AdSet')) adSet.updatedTime = newest(adSet.id) || world.clock.now() - 90 * 86_400_000;
}

const told = (result: NodeResult): LogVerdict => {
	const rows = [...rowsOf(result, APPLIED), ...rowsOf(result, HELD)];
	const row = rows.find(({ objectId }) => objectId === AD_SETS.eurNoBudget) ?? rows[0];
	return { verdict: String(row?.verdict ?? result.error?.message), why: String(row?.reason) };
};

const lossDays = (adset_id: string, spend: number, results: number): IDataObject[] =>
	Array.from({ length: 14 }, (_, index) => {
		const date = dayAgo(14 - index);
		return { adset_id, date_start: date, date_stop: date, spend, results };
	});

const stop = async (bench: GuardBench, parameters: IDataObject): Promise<NodeResult> =>
	await bench.run(
		{
			operation: 'stopLoss',
			adSet: { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' },
			action: 'pause',
			target: '10',
			guards: {},
			...parameters,
		},
		{ items: [...lossDays(AD_SETS.eurNoBudget, 20, 0), ...lossDays(AD_SETS.eurMinRoas, 20, 2)] },
	);

type LogProbe = (bench: GuardBench, answer: RecordedAnswer) => Promise<LogVerdict>;

/** Probes that end in a verdict and its reason. */
export const logProbes: Readonly<Record<string, LogProbe>> = {
	async guard(bench, answer) {
		settle(bench, answer);
		give(bench.emulator, answer, LOG);
		return told(await bench.run({ adSet: byId(AD_SETS.eurNoBudget), dryRun: true }));
	},
	async stop(bench, answer) {
		settle(bench, answer);
		give(bench.emulator, answer, LOG);
		return told(await stop(bench, { dryRun: true }));
	},
	async apply(bench, answer) {
		const { emulator } = bench;
		settle(bench, answer);
		give(emulator, answer, LOG);
		const proposed = await stop(bench, { dryRun: true });
		const [message] = rowsOf(proposed, 2);
		if (message === undefined) return told(proposed);
		return told(
			await bench.run(
				{ operation: 'applyProposal', proposal: '={{ $json.proposal }}', approved: true },
				{ items: [{ proposal: message.proposal as IDataObject, data: { approved: true } }] },
			),
		);
	},
	async roas(bench, answer) {
		settle(bench, answer);
		give(bench.emulator, answer, LOG);
		return told(
			await bench.run({
				operation: 'adjustRoasFloor',
				adSet: byId(AD_SETS.eurMinRoas),
				change: 'percent',
				percent: -10,
				ceiling: '0.5',
				dryRun: true,
			}),
		);
	},
	async hours(bench, answer) {
		const { emulator } = bench;
		settle(bench, answer);
		const object = emulator.world.get('AdSet', AD_SETS.eurPaused);
		object.createdTime = emulator.world.clock.now() - 60 * 86_400_000;
		give(emulator, answer, LOG);
		// Open for the last two hours and the next one, by the account's clock.
		const clock = (hours: number): string =>
			new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' })
				.format(emulator.world.clock.now() + hours * 3_600_000)
				.concat(':00');
		const { rows, error } = await runNode({
			credential: emulatorCredential(emulator.url),
			parameters: {
				resource: 'adSet',
				operation: 'keepToHours',
				dryRunInEditor: false,
				adAccount: byId(ACCOUNTS.eur),
				adSet: byId(AD_SETS.eurPaused),
				hours: { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from: clock(-2), to: clock(2) }] },
			},
		});
		const verdict = rows[0]?.changed === true && rows[0].action === 'activate' ? 'activated' : String(rows[0]?.action);
		return { verdict, why: String(rows[0]?.reason ?? error?.message) };
	},
};

/** The rows of Get Activity History. */
export async function activityRows(bench: GuardBench, answer: RecordedAnswer): Promise<IDataObject[]> {
	give(bench.emulator, answer, LOG);
	const { rows } = await runNode({
		credential: emulatorCredential(bench.emulator.url),
		parameters: {
			resource: 'account',
			operation: 'getActivities',
			adAccount: byId(ACCOUNTS.eur),
			options: { allColumns: true },
			filters: { since: graphTime(bench.emulator.world.clock.now() - 40 * 86_400_000) },
		},
	});
	return rows;
}
