import { Workers } from '../guardMonth/guardProcess.mts';
import { isBeyond } from '../guardMonth/moves.mts';
import { featureOf, OPEN, type Feature } from './features.mts';
import { isOpen, PairWorld, subjects, type SubjectKey } from './pairWorld.mts';

/** Features on one account for a month, with a person who pauses, activates, and takes raises back. */

export interface PairRun {
	/** Names of features: two, or one that stands next to itself in a second workflow, or all of an account's. */
	readonly features: readonly string[];
	readonly days: number;
	readonly seed: number;
	readonly lagSeconds: number;
	readonly workers: 1 | 2;
	/** Without people nothing disturbs the figures. */
	readonly isAlone?: boolean;
	/** What else happens, each hour before its runs. */
	readonly beforeRuns?: (moment: Moment) => void;
	/** The same after each run. */
	readonly afterRun?: (moment: Moment) => void;
}

export interface Moment {
	readonly world: PairWorld;
	readonly processes: Workers;
	/** The first is 1. */
	readonly day: number;
	/** By the account's clock. */
	readonly hour: number;
	readonly worker: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What people do: on which day and hour, what it is, and to what it is done. */
const people = [
	{ day: 10, hour: 12, key: 'cheap', act: (): object => ({ status: 'PAUSED' }) },
	{ day: 13, hour: 12, key: 'cheap', act: (): object => ({ status: 'ACTIVE' }) },
	{ day: 17, hour: 13, key: 'fair', act: (now: number): object => ({ daily_budget: String(Math.round(now * 0.9)) }) },
] as const;

export interface PairOutcome {
	readonly world: PairWorld;
	readonly broken: readonly string[];
}

export async function playPair(run: PairRun): Promise<PairOutcome> {
	const keeps = run.features.some((name) => name.startsWith('hours'));
	const world = await PairWorld.begin(run.seed, run.lagSeconds, keeps ? OPEN : null);
	const processes = new Workers(run.workers);
	const broken: string[] = [];
	const pair = run.features.map((name, index): readonly [Feature, number] => [featureOf(name), index % run.workers]);
	const personsPause = new Set<SubjectKey>();
	const at = (): string => world.local.toFormat('d. HH:mm');
	try {
		for (let hour = 0; hour < run.days * 24; hour++) {
			const [day, clock] = [Math.floor(hour / 24) + 1, hour % 24];
			for (const one of subjects) if (clock === 5) world.emulator.control.setLearning(one.id, 'SUCCESS');
			for (const one of run.isAlone ? [] : people) {
				if (one.day !== day || one.hour !== clock) continue;
				const params = one.act(world.adSet(one.key).dailyBudget!) as Record<string, unknown>;
				world.byHand(one.key, params);
				if (params.status === 'PAUSED') personsPause.add(one.key);
				if (params.status === 'ACTIVE') personsPause.delete(one.key);
			}
			if (!run.isAlone && clock === 13 && day === 20) takeBack(world);
			const moment = { world, processes, day, hour: clock, worker: 0 };
			run.beforeRuns?.(moment);
			for (const [place, [feature, worker]] of pair.entries()) {
				if (!feature.hours.includes(clock)) continue;
				world.workflow = place;
				await processes.on(worker, async () => await feature.run(world));
				run.afterRun?.({ ...moment, worker });
				for (const key of personsPause)
					if (world.adSet(key).status === 'ACTIVE')
						broken.push(`${at()} ${feature.name} activated what a person has paused`);
			}
			if (keeps && !isOpen(OPEN, clock))
				for (const { key } of subjects) if (world.isOn(key)) broken.push(`${at()} “${key}” runs outside its hours`);
			world.live();
		}
		return { world, broken: [...broken, ...brokenIn(world, run)] };
	} finally {
		processes.end();
		await world.end();
	}
}

/** A person takes back the last raise of a run. */
function takeBack(world: PairWorld): void {
	const raise = [...world.watched]
		.reverse()
		.find(
			({ what, from, to, by, at }) => what === 'budget' && by !== 'person' && to > from && at > world.now - 2 * DAY,
		);
	const subject = subjects.find(({ id }) => id === raise?.id);
	if (raise !== undefined && subject !== undefined) world.byHand(subject.key, { daily_budget: String(raise.from) });
}

/** The rest after a change before a raise, half an hour less. */
const REST = 23.5 * HOUR;

/** Promises that a month did not keep, a sentence each. */
function brokenIn(world: PairWorld, { lagSeconds }: PairRun): string[] {
	const broken: string[] = world.rows
		.filter(({ json }) => json.error !== undefined)
		.slice(0, 1)
		.map(({ by, json }) => `${by} fails: ${JSON.stringify(json.error)}`);
	if (lagSeconds === 0) broken.push(...falselyHeldIn(world));
	for (const { id, key } of subjects) {
		for (const what of ['budget', 'bid', 'floor'] as const)
			if (isBeyond(world.movesOf(id, what))) broken.push(`the ${what} of “${key}” went beyond a cap`);
		const own = world.watched.filter((one) => one.id === id);
		for (const [index, move] of own.entries()) {
			const before = own.slice(0, index);
			const isRaise = move.what === 'budget' && move.by !== 'person' && move.by !== 'undo' && move.to > move.from;
			const personsChange = before.filter(({ by, what }) => by === 'person' && what === 'budget').at(-1);
			if (isRaise && personsChange !== undefined && move.at - personsChange.at < REST - lagSeconds * 1_000)
				broken.push(`${move.by} raised “${key}” before a person’s change had rested`);
			// A stop stands until a person or its own undo ends it.
			const isOn = move.what === 'status' && move.to === 1 && move.by !== 'person';
			const stops = world.rows.filter(
				({ at, by, json }) => by === 'stop-loss' && at < move.at && json.objectId === id && json.verdict === 'applied',
			);
			const lastStop = stops.at(-1);
			const isEnded = before.some(
				({ by, what, to, at }) => by === 'person' && what === 'status' && to === 1 && at > (lastStop?.at ?? 0),
			);
			if (isOn && lastStop !== undefined && !isEnded)
				broken.push(`${move.by} switched on “${key}”, which Stop Loss had stopped`);
		}
	}
	return [...broken, ...starvedIn(world)];
}

/** Holds of a week for a change that the log lacks, or a count that stands still: here it lacks none, and results come in. */
function falselyHeldIn(world: PairWorld): string[] {
	const guards = ['changeLogBehind', 'ownChangeNotLogged', 'changeNotLogged', 'ownChangesUnreadable', 'readableLog'];
	return world.rows
		.filter(({ json }) => {
			const reasons = (json.guards ?? []) as Array<{ guard: string; reason: string }>;
			const isFalse = reasons.some(
				({ guard, reason }) => guards.includes(guard) || reason.startsWith('Tracking may be down'),
			);
			return typeof json.heldLong === 'string' && isFalse;
		})
		.slice(0, 1)
		.map(({ by, json }) => `${by} is falsely held for a week: ${String(json.reason)}`);
}

/** Rows that were held because nothing is delivered, although hours alone keep it off. */
function starvedIn(world: PairWorld): string[] {
	const off = world.rows.filter(({ by, json }) => {
		const guards = (json.guards ?? []) as Array<{ guard: string; reason: string }>;
		return (
			!by.startsWith('hours') &&
			guards.some(({ guard }) => guard === 'delivering') &&
			!isStopped(world, String(json.objectId), json)
		);
	});
	return off.map(({ by, json }) => `${by} does not judge “${String(json.object)}”: ${String(json.reason)}`).slice(0, 1);
}

/** Somebody has paused it, or a stop has: then “does not deliver” is true. */
function isStopped(world: PairWorld, id: string, row: { readonly [name: string]: unknown }): boolean {
	const at = world.rows.find(({ json }) => json === row)!.at;
	const before = world.watched.filter((one) => one.id === id && one.what === 'status' && one.at <= at);
	const last = before.at(-1);
	const stopped = world.rows.some(
		(one) => one.by === 'stop-loss' && one.at <= at && one.json.objectId === id && one.json.verdict === 'applied',
	);
	return stopped || (last !== undefined && last.to === 0 && last.by === 'person') || personPaused(before);
}

/** A person’s pause, over which hours went on saying nothing. */
const personPaused = (before: ReadonlyArray<{ readonly by: string; readonly to: number }>): boolean => {
	const last = before.filter(({ by }) => by === 'person').at(-1);
	return last?.to === 0;
};
