import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { addAdSet, giveAds } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import { setTime } from '../support/lives/fakeTime.mts';
import { LaggingMeta, setLog, type LogName } from './badMeta.mts';
import { runGuard, Workers } from './guardProcess.mts';
import { caps, isBeyond, settled, worstOf, type Move } from './moves.mts';
import { uniform } from '../../../bench/uniform.mts';

/**
 * A month of workflows that want more every time, without any cooldown: several workers that know nothing of each other
 * and are restarted, people who change the same values, undos, a night on which clocks change, and a log that is late,
 * incomplete or silent. What the values did is read from the emulator itself and set beside the caps.
 */

export interface Month {
	readonly days: number;
	readonly everyMinutes: number;
	readonly seed: number;
}

/**
 * What is moved; each value is a whole number, and higher is looser except of a ROAS floor. Those of one workflow are the
 * items of one run.
 */
const subjects = [
	{
		name: 'budget of an ad set',
		workflow: 'budgets',
		id: '120211000000710001',
		start: 1_000,
		form: { operation: 'adjustBudget', ceiling: '1000' },
	},
	{
		name: 'the same without any entry',
		workflow: 'budgets',
		id: '120211000000710002',
		start: 1_000,
		form: { operation: 'adjustBudget', ceiling: '1000' },
	},
	{
		name: 'the same, in process at times',
		workflow: 'budgets',
		id: '120211000000710003',
		start: 1_000,
		form: { operation: 'adjustBudget', ceiling: '1000' },
	},
	{
		name: 'budget of a campaign without any entry',
		workflow: 'campaign',
		id: CAMPAIGNS.usdCbo,
		start: 5_000,
		form: { operation: 'adjustBudget', ceiling: '5000' },
	},
	{
		name: 'bid',
		workflow: 'bid',
		id: AD_SETS.eurCostCap,
		start: 1_200,
		form: { operation: 'adjustBid', ceiling: '1000' },
	},
	{
		name: 'ROAS floor',
		workflow: 'floor',
		id: AD_SETS.eurMinRoas,
		start: 15_000,
		form: { operation: 'adjustRoasFloor', ceiling: '0.1' },
	},
] as const;

/** Bids and floors are moved every four hours at most: what guards them is what guards budgets. */
const workflows = [
	{ name: 'budgets', leastMinutes: 0 },
	{ name: 'campaign', leastMinutes: 0 },
	{ name: 'bid', leastMinutes: 240 },
	{ name: 'floor', leastMinutes: 240 },
] as const;

type Subject = (typeof subjects)[number];

const DAY = 24 * 3_600_000;
/** Days since everything was made, when a month begins. */
const SETTLED = 40;
/** Two weeks before the clocks change in the account's zone (28 March 2027). */
const BEGINS = Date.UTC(2027, 2, 14);
export interface Line {
	readonly log: LogName;
	readonly workers: number;
	readonly name: Subject['name'];
	/** The furthest that a step of the guard ended from any value of the time before it, by horizon. */
	readonly worst: ReadonlyArray<{ readonly more: number; readonly less: number }>;
	readonly steps: number;
	readonly beyond: boolean;
}

export async function month(log: LogName, workers: number, { days, everyMinutes, seed }: Month): Promise<Line[]> {
	setTime(new Date(BEGINS - SETTLED * DAY));
	const emulator = await startEmulator();
	const processes = new Workers(workers);
	try {
		const chance = uniform(seed);
		const played = new Played(emulator, chance);
		setLog(emulator, log);
		const rounds = (days * 24 * 60) / everyMinutes;
		for (let round = 0; round < rounds; round++) {
			for (const subject of subjects) {
				if (chance() < 0.02) played.edit(subject, 0.6 + chance() * 0.8);
			}
			const runs = Array.from({ length: workers }, (_, worker) => {
				if (chance() < (everyMinutes / 60) * (1 / 6)) processes.restart(worker); // every six hours
				return workflows
					.filter(({ leastMinutes }) => (round * everyMinutes) % Math.max(leastMinutes, everyMinutes) === 0)
					.map(({ name }) => [worker, name, chance() < 0.1 ? -15 : 15] as const);
			});
			await Promise.all(
				runs
					.flat()
					.map(async ([worker, name, percent]) => await processes.on(worker, () => played.step(name, percent))),
			);
			if (chance() < 0.03) await processes.on(0, async () => await played.undoLast());
			played.learn();
			emulator.control.advanceClock(everyMinutes * 60);
		}
		return subjects.map((subject) => played.lineOf(subject, log, workers));
	} finally {
		processes.end();
		await emulator.close();
	}
}

/** One month on one emulator. */
class Played {
	private readonly moves = new Map<string, Move[]>(subjects.map(({ id }) => [id, []]));
	private by: Move['by'] = 'guard';
	private undo: { readonly subject: Subject; readonly column: IDataObject } | undefined;
	/** What n8n has stored, by workflow. */
	private readonly stored = new Map(workflows.map(({ name }) => [name, { staticData: '{}' }]));
	private readonly meta: LaggingMeta;

	constructor(
		private readonly emulator: Emulator,
		private readonly chance: () => number,
	) {
		this.meta = new LaggingMeta(emulator, chance);
		const { world, control } = emulator;
		for (const { id, name, start } of subjects.slice(0, 3)) addAdSet(emulator, id, { name, dailyBudget: start });
		giveAds(emulator);
		// Each but those without has its last change in the log.
		for (const subject of subjects) if (!subject.name.endsWith('without any entry')) this.edit(subject, 1);
		control.advanceClock((DAY / 1000) * SETTLED);
		for (const { id } of subjects) this.moves.set(id, []);
		const values = new Map(subjects.map((subject) => [subject.id, this.looseness(subject)]));
		const write = world.activities.write.bind(world.activities);
		jest.spyOn(world.activities, 'write').mockImplementation((account, actor, source, ...more) => {
			const subject = subjects.find(({ id }) => id === source.id);
			const [from, to] = subject === undefined ? [0, 0] : [values.get(subject.id)!, this.looseness(subject)];
			if (subject !== undefined && from !== to) {
				this.moves.get(subject.id)!.push({ at: world.clock.now(), from, to, by: this.by });
				values.set(subject.id, to);
			}
			write(account, actor, source, ...more);
		});
		this.learn();
		control.advanceClock(600);
	}

	private looseness(subject: Subject): number {
		const { world } = this.emulator;
		if (subject.id === CAMPAIGNS.usdCbo) return world.get('Campaign', subject.id).dailyBudget!;
		const { dailyBudget, bidAmount, bidConstraints } = world.get('AdSet', subject.id);
		if (subject.name === 'bid') return bidAmount!;
		return subject.name === 'ROAS floor' ? 1e9 / Number(bidConstraints!.roas_average_floor) : dailyBudget!;
	}

	/** A person changes the value by a factor, never back to where it was. */
	edit(subject: Subject, factor: number): void {
		const value = Math.max(300, Math.min(90_000, Math.round(this.looseness(subject) * factor) + 1));
		this.by = 'person';
		const floor = Math.round(1e9 / this.looseness(subject) / factor) + 1;
		this.emulator.control.editOutside(subject.id, paramsOf(subject, subject.name === 'ROAS floor' ? floor : value));
		this.by = 'guard';
	}

	/** A workflow wants all its values looser by so much, or tighter. */
	async step(workflow: Subject['workflow'], percent: number): Promise<void> {
		const own = subjects.filter((subject) => subject.workflow === workflow);
		const signed = workflow === 'floor' ? -percent : percent;
		const [rows = []] = await this.run(own, { change: 'percent', percent: String(signed) });
		const [row] = rows.map(({ json }) => json);
		const subject = own.find(({ id }) => id === (row?.undo as IDataObject | undefined)?.object);
		if (subject) this.undo = { subject, column: row?.undo as IDataObject };
	}

	async undoLast(): Promise<void> {
		if (this.undo === undefined) return;
		const { subject, column } = this.undo;
		this.undo = undefined;
		this.by = 'undo';
		await this.run([subject], { change: 'undo', undo: JSON.stringify(column) });
		this.by = 'guard';
	}

	private async run(items: readonly Subject[], more: IDataObject): Promise<INodeExecutionData[][]> {
		return await runGuard({
			url: this.emulator.url,
			// Objects can be in process.
			ask: this.meta.ask(this.chance() < 0.05 ? processing : undefined),
			stored: this.stored.get(items[0]!.workflow)!,
			items: items.map((subject) => {
				const campaign = subject.id === CAMPAIGNS.usdCbo;
				return {
					...subject.form,
					adAccount: byId(campaign ? ACCOUNTS.usd : ACCOUNTS.eur),
					...(subject.form.operation === 'adjustBudget' && { objectType: campaign ? 'campaign' : 'adSet' }),
					[campaign ? 'campaign' : 'adSet']: byId(subject.id),
					dryRun: false,
					guards: { cooldownLoosen: 0, cooldownTighten: 0, actOnUnknownLearning: true },
					options: { maxWait: 0 },
					...more,
				};
			}),
		});
	}

	/** Learning would hold most steps: here it is always over. */
	learn(): void {
		for (const { id } of this.emulator.world.all('AdSet')) this.emulator.control.setLearning(id, 'SUCCESS');
	}

	lineOf(subject: Subject, log: LogName, workers: number): Line {
		const moves = settled(this.moves.get(subject.id)!);
		const steps = moves.filter(({ by }) => by === 'guard');
		const worst = caps.map(({ length }) => worstOf(moves, length));
		return { log, workers, name: subject.name, worst, steps: steps.length, beyond: isBeyond(moves) };
	}
}

/** The one that is in process at times, in whatever names it first. */
const processing = (body: string): string =>
	body.replace(new RegExp(`("id":"${subjects[2].id}"[^{}]*"effective_status":")ACTIVE`, 'g'), '$1IN_PROCESS');

function paramsOf({ name }: Subject, value: number): Record<string, unknown> {
	if (name === 'bid') return { bid_amount: value };
	return name === 'ROAS floor'
		? { bid_constraints: JSON.stringify({ roas_average_floor: value }) }
		: { daily_budget: value };
}

const percentOf = (factor: number): string => `${factor >= 1 ? '+' : '−'}${Math.abs((factor - 1) * 100).toFixed(1)} %`;

/** The table of `docs/development/guard-soak.md`. */
export function tableOf(lines: readonly Line[]): string {
	const head = ['Log', 'Workers', 'What', ...caps.map(({ name }) => name), 'Steps'];
	const rows = lines.map(({ log, workers, name, worst, steps, beyond }) => [
		log,
		workers,
		name,
		...worst.map(({ more, less }) => `${percentOf(more)}, ${percentOf(less)}`),
		`${steps}${beyond ? ' **beyond**' : ''}`,
	]);
	return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Where a promise stands: that two entries lost in a row can hide a change is named in the docs, and excepted here. */
export function check(lines: readonly Line[]): void {
	const promised = lines.filter(({ log }) => log !== 'a tenth is lost');
	expect(promised.filter(({ beyond }) => beyond)).toEqual([]);
	// A guard that never moves proves nothing.
	expect(lines.reduce((sum, { steps }) => sum + steps, 0)).toBeGreaterThan(lines.length);
}
