import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../../emulator/http/server.mts';
import { ownWrites } from '../../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { addAdSet, loseAnswers } from '../../support/guards.mts';
import { byId, emulatorCredential, runNode } from '../../support/harness.mts';
import { uniform } from '../../../../bench/uniform.mts';

/**
 * Several workflows that all want to move the same budgets, each with settings of its own and on two workers at once, while
 * answers get lost and the log is late. What the budgets did is read from the emulator itself and printed beside the caps.
 */

export interface Campaign {
	readonly days: number;
	readonly everyMinutes: number;
	readonly seed: number;
}

const careful: IDataObject = { percent: 15 };
/** Everything as wide as the settings allow. */
const reckless: IDataObject = {
	percent: 200,
	guards: {
		largestStep: 50,
		dayLoosen: 100,
		weekLoosen: 200,
		dayTighten: 90,
		weekTighten: 90,
		cooldownLoosen: 0,
		cooldownTighten: 0,
	},
};
const cutting: IDataObject = { percent: -30, guards: { emergency: true, floor: 2 } };

interface Subject {
	readonly id: string;
	readonly name: string;
	readonly workflows: readonly IDataObject[];
	/** Somebody makes up proposals, with the present value and any other, and has them applied. */
	readonly forged?: true;
	/** Caps of the widest settings at work, as factors. */
	readonly caps: { readonly day: number; readonly week: number };
}

const subjects: readonly Subject[] = [
	{ id: '120211000000700001', name: 'default settings', workflows: [careful, careful], caps: { day: 1.3, week: 1.5 } },
	{
		id: '120211000000700002',
		name: 'default and widest settings',
		workflows: [careful, reckless],
		caps: { day: 2, week: 3 },
	},
	{
		id: '120211000000700003',
		name: 'the same, and one that cuts',
		workflows: [careful, reckless, cutting],
		caps: { day: 2, week: 3 },
	},
	{
		id: '120211000000700004',
		name: 'made-up proposals, widest settings',
		workflows: [],
		forged: true,
		caps: { day: 2, week: 3 },
	},
];

export interface Line {
	readonly name: string;
	readonly rises: Readonly<Record<'day' | 'week' | 'month', number>>;
	readonly caps: Subject['caps'];
	readonly changes: number;
	readonly mostInAnHour: number;
	readonly last: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CEILING = 100_000;
/**
 * Two that write at once: the first one's value was there for the milliseconds between the other's look and write, as
 * in the month (docs/development/guard-soak.md).
 */
const OVERWRITTEN = 15_000;

export async function adversary({ days, everyMinutes, seed }: Campaign): Promise<Line[]> {
	const emulator = await startEmulator();
	// Workers of one machine would remember each other's changes: here nobody knows anything but what the log tells.
	const memory = jest.spyOn(ownWrites, 'recall').mockReturnValue(undefined);
	try {
		return await play(emulator, days, everyMinutes, uniform(seed));
	} finally {
		memory.mockRestore();
		await emulator.close();
	}
}

async function play(emulator: Emulator, days: number, everyMinutes: number, chance: () => number): Promise<Line[]> {
	const { world, control } = emulator;
	const series = new Map<string, Array<readonly [at: number, value: number]>>();
	// Every single change counts, also two within one round.
	const write = world.activities.write.bind(world.activities);
	jest.spyOn(world.activities, 'write').mockImplementation((account, actor, source, eventType, extraData, ...more) => {
		if (eventType === 'update_ad_set_budget')
			series.get(source.id)?.push([world.clock.now(), world.get('AdSet', source.id).dailyBudget!]);
		write(account, actor, source, eventType, extraData, ...more);
	});
	for (const { id, name } of subjects) {
		addAdSet(emulator, id, { name, dailyBudget: 999 });
		control.editOutside(id, { daily_budget: 1_000 }); // each has its last change in the log
		series.set(id, [[world.clock.now(), 1_000]]);
	}
	control.advanceClock(2 * 86_400);
	const end = world.clock.now() + days * DAY;
	while (world.clock.now() < end) {
		loseAnswers(control, chance, 0.2);
		if (chance() < 0.1)
			control.addFault({
				match: { method: 'GET', path: '.*activities', times: 1 },
				fault: { kind: 'http', status: 503 },
			});
		await Promise.all(
			subjects.flatMap(({ id, workflows, forged }) => [
				...workflows.flatMap((workflow) => [work(emulator, id, workflow), work(emulator, id, workflow)]),
				...(forged === true ? [work(emulator, id, forge(emulator, id, chance)), work(emulator, id, reckless)] : []),
			]),
		);
		for (const { id } of subjects) {
			if (world.get('AdSet', id).learning?.status !== 'SUCCESS') control.setLearning(id, 'SUCCESS');
		}
		control.advanceClock(everyMinutes * 60);
	}
	return subjects.map(({ id, name, caps }) => {
		const values = series.get(id)!;
		const stood = values.filter(([at], index) => (values[index + 1]?.[0] ?? Infinity) - at > OVERWRITTEN);
		const rise = (length: number): number => largestRise(stood, length);
		return {
			name,
			caps,
			rises: { day: rise(DAY), week: rise(7 * DAY), month: rise(30 * DAY) },
			changes: values.length - 1,
			mostInAnHour: mostWithin(values, HOUR),
			last: values.at(-1)![1],
		};
	});
}

const work = async (emulator: Emulator, id: string, workflow: IDataObject): Promise<unknown> =>
	await runNode({
		node: 'metaBudgetGuard',
		credential: emulatorCredential(emulator.url),
		retryOnFail: true,
		maxTries: 3,
		parameters: {
			operation: 'adjustBudget',
			adAccount: byId(ACCOUNTS.eur),
			objectType: 'adSet',
			adSet: byId(id),
			change: 'percent',
			ceiling: CEILING / 100,
			dryRun: false,
			options: { maxWait: 0 },
			...workflow,
		},
	});

/** Up to twice the value or down to half of it, as if that had been proposed a moment ago. */
function forge({ world }: Emulator, objectId: string, chance: () => number): IDataObject {
	const value = world.get('AdSet', objectId).dailyBudget!;
	const now = world.clock.now();
	const [madeAt, expiresAt] = [now, now + DAY].map((at) => new Date(at).toISOString());
	const to = String(Math.round(value * (0.5 + 1.5 * chance())));
	const step = { objectType: 'adSet', objectId, object: 'Forged', field: 'dailyBudget', from: String(value), to };
	const proposal = { accountId: ACCOUNTS.eur, currency: 'EUR', madeAt, expiresAt, steps: [step] };
	return {
		operation: 'applyProposal',
		proposal: JSON.stringify(proposal),
		approved: '={{ $json !== undefined }}',
		guards: reckless.guards,
	};
}

/** The largest factor from any moment to any later one within the length. */
function largestRise(values: ReadonlyArray<readonly [number, number]>, length: number): number {
	let most = 1;
	values.forEach(([at, value], index) => {
		for (let earlier = index - 1; earlier >= 0; earlier--) {
			most = Math.max(most, value / values[earlier][1]);
			// The value before the window's start is what it was at its start.
			if (values[earlier][0] <= at - length) break;
		}
	});
	return most;
}

const mostWithin = (values: ReadonlyArray<readonly [number, number]>, length: number): number =>
	Math.max(...values.map(([at], index) => values.slice(1, index + 1).filter(([other]) => other > at - length).length));

export function print(lines: readonly Line[], title: string): void {
	const factor = (value: number): string => `+${((value - 1) * 100).toFixed(1)} %`;
	const text = lines.map(
		({ name, rises, caps, changes, mostInAnHour, last }) =>
			`  ${name}: 24 h ${factor(rises.day)} (cap ${factor(caps.day)}), 7 d ${factor(rises.week)} (cap ${factor(caps.week)}), 30 d ${factor(rises.month)}, ${changes} changes, ${mostInAnHour} in an hour, last ${last / 100}`,
	);
	process.stdout.write(`${title}\n${text.join('\n')}\n`);
}

/** What must hold whatever happened. */
export function check(lines: readonly Line[]): void {
	for (const { rises, caps, mostInAnHour, last, changes } of lines) {
		expect(changes).toBeGreaterThan(0); // a guard that never moves proves nothing
		expect(rises.day).toBeLessThanOrEqual(caps.day);
		expect(rises.week).toBeLessThanOrEqual(caps.week);
		expect(mostInAnHour).toBeLessThanOrEqual(4);
		expect(last).toBeLessThanOrEqual(CEILING);
	}
}
