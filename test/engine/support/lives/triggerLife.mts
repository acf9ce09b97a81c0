import { groupBy, partition, sortBy } from 'lodash';
import type { IDataObject, INodeType } from 'n8n-workflow';

import { uniform } from '../../../../bench/uniform.mts';
import { ACCOUNTS, AD_SETS, ADS } from '../../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../../emulator/http/server.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { byId, emulatorCredential, pollerOf } from '../harness.mts';

/** The node's class as another n8n process loads it. */
export function loadedAnew(): INodeType {
	let type: INodeType | undefined;
	jest.isolateModules(() => {
		const { MetaAdsTrigger } = jest.requireActual<{ MetaAdsTrigger: new () => INodeType }>(
			'../../../../nodes/MetaAdsTrigger/MetaAdsTrigger.node.ts',
		);
		type = new MetaAdsTrigger();
	});
	return type as unknown as INodeType;
}

/** A month in an account where much happens, watched by an n8n that is killed now and then. */
export interface Life {
	readonly days: number;
	readonly ads: number;
	readonly seed: number;
}

export interface Lived {
	/** Everything n8n executed, in order, killed executions left out. */
	readonly executed: IDataObject[];
	/** What happened, one line each, as the emulator's log has it after all lag. */
	readonly happened: string[];
	readonly polls: number;
	readonly failedPolls: number;
	readonly kills: number;
}

const POLL_MINUTES = 30;
const LAG_SECONDS = 4 * 3600;

/** A log line and the item of the same event come out alike; Meta's threefold entries come out once. */
export const lineOf = (what: string, object: unknown, value: unknown): string =>
	`${what} ${String(object)} ${String(value)}`;

const watched: Record<string, string> = {
	update_ad_run_status: 'statusChanged',
	update_ad_set_run_status: 'statusChanged',
	update_ad_set_budget: 'budgetChanged',
};

interface Written {
	objectId: string;
	eventTime: number;
	eventType: string;
	extraData: Record<string, unknown>;
}

const wordIn = (value: unknown): string => (value as { said: string }).said;

/** Each change of an ad's status once: it begins where the ad was settled, or where two minutes have passed. */
function statusLines(entries: readonly Written[]): string[] {
	const lines: string[] = [];
	for (const own of Object.values(groupBy(entries, 'objectId'))) {
		const runs: Written[][] = [];
		for (const entry of sortBy(own, ['eventTime', ({ extraData }) => wordIn(extraData.new_value) !== 'processing'])) {
			const before = runs.at(-1)?.at(-1);
			const isNew = ['active', 'inactive', 'inReview'].includes(wordIn(entry.extraData.old_value));
			if (before === undefined || isNew || entry.eventTime - before.eventTime > 120_000) runs.push([entry]);
			else runs.at(-1)!.push(entry);
		}
		for (const run of runs) {
			const [from, to] = [wordIn(run[0]!.extraData.old_value), wordIn(run.at(-1)!.extraData.new_value)];
			if (from === 'inReview')
				lines.push(lineOf('reviewChanged', run[0]!.objectId, to === 'rejected' ? to : 'approved'));
			else if (from !== to) lines.push(lineOf('statusChanged', run[0]!.objectId, ENGLISH[to] ?? to));
		}
	}
	return lines;
}

const ENGLISH: Record<string, string> = {
	active: 'Active',
	inactive: 'Inactive',
	inReview: 'Pending Review',
};

function happenedSince(emulator: Emulator, start: number): string[] {
	const entries = emulator.world.activities
		.visible(emulator.world.get('AdAccount', ACCOUNTS.eur))
		.filter(({ eventTime, eventType }) => eventTime >= start && eventType in watched);
	const [statuses, others] = partition(entries, ({ eventType }) => watched[eventType] === 'statusChanged');
	const lines = others.map(({ objectId, extraData }) => {
		const { new_value: value } = extraData as { new_value: { new_value: number } };
		return lineOf('budgetChanged', objectId, value.new_value / 100);
	});
	return [...statusLines(statuses), ...lines].sort();
}

export async function liveThrough({ days, ads, seed }: Life): Promise<Lived> {
	const random = uniform(seed);
	const chance = (share: number): boolean => random() < share;
	const oneOf = <T,>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
	const emulator = await startEmulator();
	try {
		const template = emulator.world.get('Ad', ADS.eurNoBudget1);
		const mine = Array.from({ length: ads }, (_, index) =>
			emulator.world.add({
				...template,
				id: emulator.world.newId('Ad'),
				name: `Lamp ${index}`,
				labels: [],
				issues: [],
				review: { state: 'APPROVED' },
			}),
		);
		emulator.control.setActivityLag(LAG_SECONDS);
		let poller = pollerOf(
			{
				node: 'metaAdsTrigger',
				credential: emulatorCredential(emulator.url),
				parameters: { events: ['budgetChanged', 'reviewChanged', 'statusChanged'], adAccount: byId(ACCOUNTS.eur) },
			},
			loadedAnew(),
		);
		const change = async (id: string, values: Record<string, string>): Promise<void> => {
			// A budget may be changed four times an hour; what Meta refuses has not happened.
			await fetch(`${emulator.url}/v26.0/${id}`, {
				method: 'POST',
				headers: { authorization: `Bearer ${TOKENS.full}` },
				body: new URLSearchParams(values),
			});
		};
		await poller.poll();
		emulator.control.advanceClock(2);
		const start = emulator.world.clock.now();
		const executed: IDataObject[] = [];
		let [polls, failedPolls, kills] = [0, 0, 0];

		const something = async (): Promise<void> => {
			const ad = oneOf(mine);
			const kind = random();
			if (kind < 0.3) await change(ad.id, { status: ad.status === 'ACTIVE' ? 'PAUSED' : 'ACTIVE' });
			else if (kind < 0.5)
				await change(oneOf([AD_SETS.eurNoBudget, AD_SETS.eurBidCap]), {
					daily_budget: String(2500 + Math.floor(random() * 4000)),
				});
			else if (kind < 0.9)
				emulator.control.setReview(
					{ state: chance(0.4) ? 'DISAPPROVED' : 'APPROVED', seconds: Math.floor(random() * 7200) },
					ad.id,
				);
			else
				emulator.control.addFault({
					match: {
						method: 'GET',
						path: oneOf([`${ACCOUNTS.eur}/ads`, `${ACCOUNTS.eur}/activities`, ACCOUNTS.eur]),
						times: 1,
					},
					fault: oneOf([
						{ kind: 'graph', code: 190, subcode: 463 },
						{ kind: 'graph', code: 200, subcode: 1 },
						{ kind: 'http', status: 400, body: 'no' },
					]),
				} as never);
		};

		const quiet = 3;
		for (let minute = 0; minute < (days + quiet) * 24 * 60; minute += POLL_MINUTES) {
			const isOver = minute >= days * 24 * 60;
			if (isOver) emulator.control.clearFaults();
			for (let part = 0; part < 3; part++) {
				emulator.control.advanceClock((POLL_MINUTES * 60) / 3);
				if (!isOver && chance(0.5)) await something();
			}
			const before = poller.stored();
			polls++;
			const brought = await poller.poll().catch(() => {
				failedPolls++;
				return null;
			});
			if (brought === null) continue;
			if (isOver || chance(0.85)) {
				executed.push(...brought);
				continue;
			}
			// Killed: before or after n8n stored what the trigger remembers, before or after it executed the items.
			kills++;
			if (chance(0.3)) executed.push(...brought);
			poller = poller.restarted(loadedAnew(), chance(0.5) ? before : undefined);
		}
		return { executed, happened: happenedSince(emulator, start), polls, failedPolls, kills };
	} finally {
		await emulator.close();
	}
}

/** What a Remove Duplicates step lets through. */
export function withoutDuplicates(items: readonly IDataObject[]): IDataObject[] {
	return [...new Map(items.map((item) => [item.eventId, item])).values()];
}

/** Items as lines, to be held against what happened. Sent to review is a state, not a verdict, and is in no log. */
export const toldIn = (items: readonly IDataObject[]): string[] =>
	withoutDuplicates(items)
		.filter(({ newValue }) => newValue !== 'in review')
		.map(({ event, objectId, newValue }) =>
			lineOf(
				String(event),
				objectId,
				event === 'reviewChanged' && newValue === 'partly rejected' ? 'rejected' : newValue,
			),
		)
		.sort();
