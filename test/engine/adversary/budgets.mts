import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import type { LogName } from '../guardMonth/badMeta.mts';
import { isBeyond, MOMENT, settled, SLACK, type Move } from '../guardMonth/moves.mts';
import { addAdSet } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import { indexOf, type Change, type Run, type Stage } from './hostile.mts';

/** Budgets that the guard moves for some reason or other, with its default guards: what its changes are held to. */

export interface BudgetTally {
	rounds: number;
	raised: number;
	cut: number;
	/** Steps of a run that only checks. */
	checked: number;
	/** Steps of more than the largest step, and objects whose steps went beyond a cap. */
	tooFar: number;
	beyond: number;
	/** Raises that ended above the ceiling, cuts that ended below the floor. */
	outOfBounds: number;
	/** Steps before the rest was over after a change by anyone. */
	restless: number;
	/** Steps that nothing known speaks for. */
	unfounded: number;
	/** Changed by a run whose row does not tell it, or not changed although its row says so. */
	untold: number;
}

const emptyTally = (): BudgetTally => ({
	rounds: 0,
	raised: 0,
	cut: 0,
	checked: 0,
	tooFar: 0,
	beyond: 0,
	outOfBounds: 0,
	restless: 0,
	unfounded: 0,
	untold: 0,
});

export const START = 1_000;
const CEILING = 1_300;
const FLOOR = 700;
const STEP = 0.15;
const HOUR = 3_600_000;
/** Of the default guards, by direction; half an hour of a day early, so that daily runs step every day. */
const REST = { up: 23.5 * HOUR, down: (6 * 47 * HOUR) / 48 };

/** What one round is about. */
export interface Asked {
	/** Parameters of each item, without those that all have. */
	readonly items: readonly IDataObject[];
	/** Objects that nothing known speaks for changing, and what speaks for the others: a raise, a cut, either. */
	readonly directions: ReadonlyMap<string, 'up' | 'down' | 'any' | 'none'>;
}

/** The ad sets of one workflow, which asks for changes of their budgets round by round. */
export class Budgets {
	readonly tally = emptyTally();

	constructor(
		private readonly stage: Stage,
		readonly ids: readonly string[],
		/** Milliseconds from any change of a budget to a step, where more speaks for waiting than the guards. */
		private readonly least = 0,
	) {
		const { emulator } = stage;
		for (const id of ids) {
			addAdSet(emulator, id, { name: id, dailyBudget: START - 1 });
			emulator.control.editOutside(id, { daily_budget: START }); // each has its last change in the log
		}
		stage.watch(ids, ({ dailyBudget }) => dailyBudget);
		// A log that is late has told of it by then.
		stage.pass(40 * 24 * 60);
	}

	valueOf = (id: string): number => this.stage.emulator.world.get('AdSet', id).dailyBudget!;

	/** Learning would hold most steps: here it is always over. */
	private learn(): void {
		for (const id of this.ids) this.stage.emulator.control.setLearning(id, 'SUCCESS');
	}

	/** A person activates what is paused, or changes a budget, pauses or renames. */
	person = (ids = this.ids): void => {
		const { stage } = this;
		const { world } = stage.emulator;
		const paused = ids.find((id) => world.get('AdSet', id).status !== 'ACTIVE');
		if (paused !== undefined) return stage.edit(paused, { status: 'ACTIVE' });
		const id = stage.pick(ids);
		const kind = stage.chance();
		if (kind < 0.3) stage.edit(id, { name: `Renamed ${Math.floor(stage.chance() * 1_000)}` });
		else if (kind < 0.5) stage.edit(id, { status: 'PAUSED' });
		else this.edit(id);
	};

	/** A person changes a budget by up to two fifths. */
	edit(id: string): void {
		const { stage } = this;
		stage.edit(id, { daily_budget: Math.round(this.valueOf(id) * (0.6 + 0.8 * stage.chance())) + 1 });
	}

	async round({ items, directions }: Asked): Promise<readonly Run[]> {
		const { stage, tally } = this;
		this.learn();
		const dryRun = stage.often(0.1);
		const work = items.map((item) => ({ ...form, dryRun, ...item }));
		const runs = await stage.runs({ node: 'guard', items: work });
		tally.rounds += 1;
		for (const run of runs) {
			if (dryRun) tally.checked += run.changes.length;
			for (const change of run.changes) this.judge(change, directions);
			if (run.harm !== 'killed') for (const id of this.ids) if (this.isUntold(run, id, work)) tally.untold += 1;
		}
		return runs;
	}

	private judge({ id, at, from, to }: Change, directions: Asked['directions']): void {
		const { tally, stage } = this;
		const [before, after] = [Number(from), Number(to)];
		const up = after > before;
		tally[up ? 'raised' : 'cut'] += 1;
		if (up ? after > before * (1 + STEP + SLACK) : after < before * (1 - STEP - SLACK)) tally.tooFar += 1;
		if (up ? after > CEILING : after < FLOOR) tally.outOfBounds += 1;
		const direction = directions.get(id) ?? 'none';
		if (direction !== 'any' && direction !== (up ? 'up' : 'down')) tally.unfounded += 1;
		const rest = Math.max(this.least, up ? REST.up : REST.down);
		const others = stage.changes.filter((one) => one.id === id && one.at < at - MOMENT);
		if (others.some((one) => one.at > at - rest + MOMENT)) tally.restless += 1;
	}

	private isUntold(run: Run, id: string, work: readonly IDataObject[]): boolean {
		const changed = run.changes.filter((change) => change.id === id);
		const told = run.items.filter(({ json, pairedItem }) => {
			// An item for the whole account that has failed tells of all its budgets.
			const named = json.objectId ?? namedIn(work[indexOf(pairedItem)]);
			return named === undefined || named === id;
		});
		const unknown = told.some(
			({ json: { details, verdict } }) =>
				verdict === 'unknown' || (details as IDataObject | undefined)?.kind === 'outcomeUnknown',
		);
		const applied = told.find(({ json }) => json.verdict === 'applied')?.json;
		if (applied === undefined) {
			const stands = changed.at(-1);
			const isBack = told.some(({ json }) => json.verdict === 'takenBack') && stands?.to === changed[0]?.from;
			return changed.length > 0 && !unknown && !isBack;
		}
		// Another run at the same moment may have made the same change.
		const seen = this.stage.changes.filter((change) => change.id === id && change.at >= run.begun);
		return !seen.some(({ to }) => Number(to) === Math.round(Number(applied.after) * 100));
	}

	/** When all is over: caps over the whole time. */
	close(): BudgetTally {
		for (const id of this.ids) {
			const moves = this.stage.changes
				.filter((change) => change.id === id)
				.map(({ at, from, to, by }): Move => ({
					at,
					from: Number(from),
					to: Number(to),
					by: by === undefined ? 'person' : 'guard',
				}));
			if (isBeyond(settled(moves))) this.tally.beyond += 1;
		}
		return this.tally;
	}
}

const namedIn = (item: IDataObject | undefined): unknown => (item?.adSet as IDataObject | undefined)?.value;

const form: IDataObject = {
	operation: 'adjustBudget',
	adAccount: byId(ACCOUNTS.eur),
	objectType: 'adSet',
	ceiling: String(CEILING / 100),
	guards: { floor: String(FLOOR / 100) },
	options: { maxWait: 0 },
};

/**
 * What must hold whatever happened. That two entries lost in a row can hide a change is named in the docs, and excepted
 * here.
 */
export function checkBudgets({ rounds, raised, cut, beyond, restless, ...broken }: BudgetTally, log: LogName): void {
	expect(rounds).toBeGreaterThan(0);
	// A guard that never moves proves nothing; where the log never tells of its own step, each budget takes one.
	expect(raised).toBeGreaterThan(0);
	if (log !== 'silent') expect(cut).toBeGreaterThan(0);
	if (log !== 'a tenth is lost') expect({ beyond, restless }).toEqual({ beyond: 0, restless: 0 });
	expect(broken).toEqual({ checked: 0, tooFar: 0, outOfBounds: 0, unfounded: 0, untold: 0 });
}
