import type { IDataObject } from 'n8n-workflow';

import type { HighDemandPeriod } from '../../../emulator/campaigns/highDemandPeriod.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import type { LogName } from '../guardMonth/badMeta.mts';
import { addAdSet } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import { onStage, type Run, type Stage, type Time } from './hostile.mts';

/**
 * Temporary Increase (Sale) on two workers that want the same sale at the same moment, every third day another one, with a person who
 * schedules one of her own or deletes ours.
 */

const ids = ['120211000000770001', '120211000000770002'];
const BUDGET = 1_000;
const PERCENT = 10;
const HOUR = 3_600_000;
const EVERY = 72 * HOUR;

export interface ScheduleTally {
	rounds: number;
	made: number;
	/** Made by runs that only check. */
	checked: number;
	/** Beside another one of the same hours, and no row warns of it. */
	beside: number;
	/** With other hours or another amount than asked for. */
	wrong: number;
	/** Budgets that were changed themselves. */
	moved: number;
	/** Made by runs none of whose rows says so; said by a row and not there. */
	untold: number;
	claimed: number;
}

interface Sale {
	readonly start: number;
	readonly end: number;
}

export async function scheduleAdversary(log: LogName, { days, everyMinutes, seed }: Time): Promise<ScheduleTally> {
	return await onStage({ startAt: new Date('2027-03-20T06:00:00Z'), log, seed }, async (stage) => {
		const played = new Played(stage);
		for (let round = 0; round < (days * 1440) / everyMinutes; round += 1) {
			const sale = saleAfter(stage.now());
			if (stage.often(0.15)) played.person(sale);
			await played.round(sale);
			stage.pass(everyMinutes - 10 + Math.floor(20 * stage.chance()));
		}
		return played.close();
	});
}

/** Twelve hours of the day after tomorrow, or of one after it. */
function saleAfter(now: number): Sale {
	const start = Math.ceil((now + 24 * HOUR) / EVERY) * EVERY + 8 * HOUR;
	return { start, end: start + 12 * HOUR };
}

class Played {
	private readonly tally: ScheduleTally = {
		rounds: 0,
		made: 0,
		checked: 0,
		beside: 0,
		wrong: 0,
		moved: 0,
		untold: 0,
		claimed: 0,
	};

	constructor(private readonly stage: Stage) {
		for (const id of ids) addAdSet(stage.emulator, id, { name: id, dailyBudget: BUDGET });
		stage.watch(ids, ({ dailyBudget }) => dailyBudget);
		stage.pass(48 * 60);
	}

	private all = (): HighDemandPeriod[] =>
		this.stage.emulator.world.all('HighDemandPeriod').filter(({ ownerId }) => ids.includes(ownerId));

	private during = (id: string, { start, end }: Sale): HighDemandPeriod[] =>
		this.all().filter(({ ownerId, timeStart, timeEnd }) => ownerId === id && timeStart < end && timeEnd > start);

	/** Where nothing is scheduled, she does; else she deletes it. */
	person(sale: Sale): void {
		const { stage } = this;
		const { world } = stage.emulator;
		const ownerId = stage.pick(ids);
		const [there] = this.during(ownerId, sale);
		if (there !== undefined) return world.remove(there);
		const { account } = world.get('AdSet', ownerId);
		const hours = { timeStart: sale.start - 2 * HOUR, timeEnd: sale.start + 2 * HOUR };
		const amount = { budgetValue: 777, budgetValueType: 'ABSOLUTE' } as const;
		world.add({ kind: 'HighDemandPeriod', id: world.newId('HighDemandPeriod'), account, ownerId, ...amount, ...hours });
	}

	async round(sale: Sale): Promise<void> {
		const { stage, tally } = this;
		const dryRun = stage.often(0.1);
		const before = new Set(this.all().map(({ id }) => id));
		for (const id of ids) stage.emulator.control.setLearning(id, 'SUCCESS');
		const runs = await stage.runs({ node: 'guard', items: ids.map((id) => itemOf(id, sale, dryRun)) });
		const made = this.all().filter(({ id }) => !before.has(id));
		tally.rounds += 1;
		tally.made += made.length;
		if (dryRun) tally.checked += made.length;
		for (const one of made) if (!isAsked(one, sale)) tally.wrong += 1;
		for (const id of ids) this.judge(id, sale, runs, made);
	}

	private judge(id: string, sale: Sale, runs: readonly Run[], made: readonly HighDemandPeriod[]): void {
		const { tally } = this;
		const own = made.filter(({ ownerId }) => ownerId === id);
		const rows = runs.flatMap(({ items }) => items.map(({ json }) => json)).filter(({ objectId }) => objectId === id);
		const applied = rows.filter(({ verdict, dryRun }) => verdict === 'applied' && dryRun === false);
		// Of a run that was killed, or whose end is unknown, nobody tells.
		const isUnknown = runs.some(({ harm, items }) => harm === 'killed' || items.some(isOutcomeUnknown));
		const there = this.during(id, sale);
		const isWarned = applied.some(({ warning }) => warning !== null);
		if (own.length > 0 && there.length > 1 && !isUnknown && !isWarned) tally.beside += 1;
		if (own.length > applied.length && !isUnknown) tally.untold += 1;
		// A warned one says that nobody knows.
		if (applied.some(({ warning }) => warning === null) && there.length === 0) tally.claimed += 1;
	}

	close(): ScheduleTally {
		return { ...this.tally, moved: this.stage.changes.length };
	}
}

const isOutcomeUnknown = ({ json }: Run['items'][number]): boolean =>
	(json.details as IDataObject | undefined)?.kind === 'outcomeUnknown';

const isAsked = ({ timeStart, timeEnd, budgetValue }: HighDemandPeriod, { start, end }: Sale): boolean =>
	timeStart === start && timeEnd === end && budgetValue === (BUDGET * PERCENT) / 100;

const itemOf = (id: string, { start, end }: Sale, dryRun: boolean): IDataObject => ({
	operation: 'adjustBudget',
	adAccount: byId(ACCOUNTS.eur),
	objectType: 'adSet',
	adSet: byId(id),
	change: 'schedule',
	percent: String(PERCENT),
	startTime: new Date(start).toISOString(),
	endTime: new Date(end).toISOString(),
	ceiling: '20',
	dryRun,
	options: { maxWait: 0 },
});

/** What must hold whatever happened. */
export function checkSchedules({ rounds, made, ...broken }: ScheduleTally): void {
	expect(rounds).toBeGreaterThan(0);
	// One that never schedules proves nothing.
	expect(made).toBeGreaterThan(0);
	expect(broken).toEqual({ checked: 0, beside: 0, wrong: 0, moved: 0, untold: 0, claimed: 0 });
}
