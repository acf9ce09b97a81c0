import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { addAdSet } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import { LaggingMeta, setLog, type LogName } from './badMeta.mts';
import { runGuard, Workers } from './guardProcess.mts';
import type { Month } from './guardMonth.mts';
import { uniform } from '../../../bench/uniform.mts';

/**
 * A month below an account's ceiling that is reached in the first days: two workflows raise different budgets of the account
 * at the same moment on every worker, so that only the look after the write can see both, while people change budgets
 * and switch another ad set on and off. Lists lag and reads fail. What stands is read from the emulator itself.
 */

/** Two are items of one workflow, one is another's. */
const workflows = [['120211000000720001', '120211000000720002'], ['120211000000720003']] as const;
const budgets = workflows.flat();
/** A person's own. */
const other = '120211000000720004';
const START = 1_000;
/** They begin at 30.00 or, with the other one, 40.00. */
const CEILING = 4_500;

export interface CeilingLine {
	readonly log: LogName;
	readonly workers: number;
	readonly raises: number;
	/** Raises that went beyond the ceiling together with others and were taken back. */
	readonly takenBack: number;
	/** Raises after which the sum could not be looked at, as their rows say. */
	readonly warned: number;
	/** Raises that stood when all runs of a moment had ended, above the ceiling. */
	readonly above: number;
	/** Those of them whose row does not say so. */
	readonly untold: number;
	/** The most that a raise made of the account's sum before it was taken back, as a share of the ceiling. */
	readonly most: number;
}

export async function ceilingMonth(
	log: LogName,
	workers: number,
	{ days, everyMinutes, seed }: Month,
): Promise<CeilingLine> {
	const emulator = await startEmulator();
	const processes = new Workers(workers);
	try {
		const chance = uniform(seed);
		const account = new Account(emulator, chance);
		setLog(emulator, log);
		for (let round = 0; round < (days * 24 * 60) / everyMinutes; round++) {
			account.others();
			const runs = Array.from({ length: workers }, (_, worker) => {
				if (chance() < (everyMinutes / 60) * (1 / 6)) processes.restart(worker);
				return workflows.map((_, workflow) => [worker, workflow, chance() < 0.1 ? -15 : 15] as const);
			});
			await Promise.all(
				runs
					.flat()
					.map(
						async ([worker, workflow, percent]) =>
							await processes.on(worker, async () => await account.step(workflow, percent)),
					),
			);
			account.settle();
			emulator.control.advanceClock(everyMinutes * 60);
		}
		return { log, workers, ...account.told };
	} finally {
		processes.end();
		await emulator.close();
	}
}

class Account {
	readonly told = { raises: 0, takenBack: 0, warned: 0, above: 0, untold: 0, most: 0 };
	private readonly meta: LaggingMeta;
	private readonly stored = workflows.map(() => ({ staticData: '{}' }));
	/** Values of the budgets when the runs of a moment began. */
	private before = new Map<string, number>();
	/** Objects whose rows of this moment say that the ceiling may not hold. */
	private warnedOf = new Set<string>();

	constructor(
		private readonly emulator: Emulator,
		private readonly chance: () => number,
	) {
		this.meta = new LaggingMeta(emulator, chance);
		const { world, control } = emulator;
		for (const id of [...budgets, other]) {
			addAdSet(emulator, id, { name: id, dailyBudget: START });
			control.editOutside(id, { daily_budget: START + 1 });
		}
		// Nothing else of the account is spent.
		for (const { id, account, status } of [...world.all('Campaign'), ...world.all('AdSet')])
			if (
				account.id === ACCOUNTS.eur &&
				status === 'ACTIVE' &&
				![...budgets, other].includes(id) &&
				id !== world.get('AdSet', AD_SETS.eurNoBudget).campaign.id
			)
				control.editOutside(id, { status: 'PAUSED' });
		control.advanceClock(40 * 24 * 3_600);
		const write = world.activities.write.bind(world.activities);
		jest.spyOn(world.activities, 'write').mockImplementation((...entry) => {
			const { id } = entry[2];
			if (budgets.includes(id as never) && entry[3] === 'update_ad_set_budget' && this.running) {
				if (this.valueOf(id) > this.last.get(id)!) this.told.most = Math.max(this.told.most, this.sum() / CEILING);
				this.last.set(id, this.valueOf(id));
			}
			write(...entry);
		});
		this.settle();
	}

	private running = false;
	private readonly last = new Map<string, number>();

	private valueOf(id: string): number {
		return this.emulator.world.get('AdSet', id).dailyBudget!;
	}

	private sum(): number {
		const { world } = this.emulator;
		return [...budgets, other]
			.filter((id) => world.get('AdSet', id).status === 'ACTIVE')
			.reduce((sum, id) => sum + this.valueOf(id), 0);
	}

	/** People change budgets, also beyond the ceiling, and switch an ad set on or off. */
	others(): void {
		const { control, world } = this.emulator;
		for (const id of budgets)
			if (this.chance() < 0.03)
				control.editOutside(id, {
					daily_budget: Math.max(300, Math.round(this.valueOf(id) * (0.5 + this.chance() * 0.8)) + 1),
				});
		if (this.chance() < 0.05) {
			const status = world.get('AdSet', other).status === 'ACTIVE' ? 'PAUSED' : 'ACTIVE';
			control.editOutside(other, { status });
		}
		for (const id of budgets) {
			control.setLearning(id, 'SUCCESS');
			this.before.set(id, this.valueOf(id));
			this.last.set(id, this.valueOf(id));
		}
		control.clearFaults();
		if (this.chance() < 0.2)
			control.addFault({
				match: { method: 'GET', path: '.*/(campaigns|adsets)', nth: 1 + Math.floor(this.chance() * 20), times: 1 },
				fault: { kind: 'http', status: 500 },
			});
		this.running = true;
	}

	async step(workflow: number, percent: number): Promise<void> {
		const rows = await runGuard({
			url: this.emulator.url,
			ask: this.meta.ask(),
			stored: this.stored[workflow]!,
			items: workflows[workflow]!.map((id) => ({
				operation: 'adjustBudget',
				adAccount: byId(ACCOUNTS.eur),
				objectType: 'adSet',
				adSet: byId(id),
				change: 'percent',
				percent: String(percent),
				ceiling: '1000',
				accountCeiling: String(CEILING / 100),
				dryRun: false,
				guards: { cooldownLoosen: 0, cooldownTighten: 0, actOnUnknownLearning: true },
				options: { maxWait: 0 },
			})),
		});
		for (const { json } of rows.flat()) this.read(json);
	}

	private read({ verdict, warning, before, after, objectId }: IDataObject): void {
		if (verdict === 'takenBack') this.told.takenBack += 1;
		if (verdict !== 'applied' || Number(after) <= Number(before)) return;
		this.told.raises += 1;
		if (warning === null) return;
		this.told.warned += 1;
		this.warnedOf.add(String(objectId));
	}

	/** All runs of this moment have ended: what stands? */
	settle(): void {
		this.running = false;
		if (this.sum() > CEILING)
			for (const id of budgets) {
				if (this.valueOf(id) <= (this.before.get(id) ?? Infinity)) continue;
				this.told.above += 1;
				if (!this.warnedOf.has(id)) this.told.untold += 1;
			}
		this.warnedOf.clear();
	}
}

/** The table of `docs/development/guard-soak.md`. */
export function ceilingTable(lines: readonly CeilingLine[]): string {
	const head = [
		'Log',
		'Workers',
		'Raises that stood',
		'Taken back',
		'With a warning',
		'Left above the ceiling',
		'of these untold',
		'Highest sum for a moment',
	];
	const rows = lines.map(({ log, workers, raises, takenBack, warned, above, untold, most }) => [
		log,
		workers,
		raises,
		takenBack,
		warned,
		above,
		untold,
		`${(most * 100).toFixed(1)} % of the ceiling`,
	]);
	return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** No raise stays above the ceiling unless its row says that it may. */
export function checkCeiling(lines: readonly CeilingLine[]): void {
	expect(lines.filter(({ untold }) => untold > 0)).toEqual([]);
	// Where nothing is raised and nothing taken back, nothing is proven.
	expect(lines.reduce((sum, { raises }) => sum + raises, 0)).toBeGreaterThan(lines.length);
}
