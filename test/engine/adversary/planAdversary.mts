import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import type { LogName } from '../guardMonth/badMeta.mts';
import { byId } from '../support/harness.mts';
import { Budgets, checkBudgets, START, type BudgetTally } from './budgets.mts';
import { breaks, daysFrom, Delivery, expected } from './delivery.mts';
import { onStage, type Change, type Time } from './hostile.mts';

/**
 * Pace to a Monthly Budget on two workers, over the night on which clocks change, with a person who changes budgets, and with reports of the
 * spend that are late, broken or come in pages. Delivery follows the budgets. Each with a plan of its own, or one plan for all.
 */

interface Planned {
	readonly id: string;
	/** Of the whole month, in currency units; the budget at the start comes to about 300. */
	readonly plan: number;
	/** Whether nobody else changes it. */
	readonly alone?: true;
}

const planned: readonly Planned[] = [
	{ id: '120211000000760001', plan: 300, alone: true },
	{ id: '120211000000760002', plan: 340, alone: true },
	{ id: '120211000000760003', plan: 250, alone: true },
	{ id: '120211000000760004', plan: 300 },
	{ id: '120211000000760005', plan: 400 },
	// Spent before the month is over: down as far as it goes.
	{ id: '120211000000760006', plan: 120 },
];

export interface PlanTally {
	readonly budgets: BudgetTally;
	/** Raises after which more than the plan was to be expected; the furthest of all raises, as a share of the plan. */
	readonly overPlan: number;
	readonly furthest: number;
	/** What those came to that were raised, and that nobody else changed, as shares of their plans. */
	readonly ends: readonly number[];
}

const ZONE = 'Europe/Berlin';
const MONTH = ['2027-03-01', '2027-03-31'] as const;
/** The budgets stand for forty days. */
const before = new Date(Date.parse(`${MONTH[0]}T03:00:00Z`) - 40 * 86_400_000);
/** What days vary by is nobody's step. */
const OVER = 1.03;

export async function planAdversary(log: LogName, { days, everyMinutes, seed }: Time): Promise<PlanTally> {
	return await onStage({ startAt: before, log, seed }, async (stage) => {
		const ids = planned.map(({ id }) => id);
		const budgets = new Budgets(stage, ids);
		const delivery = new Delivery(ZONE, START, stage.changes, stage.now);
		stage.altered = delivery.altered(ids);
		const others = planned.filter(({ alone }) => alone === undefined).map(({ id }) => id);
		stage.meanwhile = () => budgets.person(others);
		const judged = { overPlan: 0, furthest: 0 };
		for (let round = 0; round < (days * 1440) / everyMinutes; round += 1) {
			if (stage.often(0.05)) stage.meanwhile();
			if (stage.often(0.03)) stage.pass(60 * Math.floor(36 * stage.chance()));
			delivery.broken.clear();
			if (stage.often(0.3)) delivery.broken.set(stage.pick(ids), stage.pick(breaks));
			const unknown = [...delivery.broken.keys()];
			const directions = new Map(ids.map((id) => [id, unknown.includes(id) ? 'none' : 'any'] as const));
			const runs = await budgets.round({ items: planned.map(itemOf), directions });
			for (const { id, to } of runs.flatMap(({ changes }) => changes.filter(isRaise)))
				judge(comesTo(delivery, id, Number(to)) / planned.find((one) => one.id === id)!.plan, judged);
			stage.pass(everyMinutes - 10 + Math.floor(20 * stage.chance()));
		}
		const raised = planned.filter(
			({ id, alone }) => alone && stage.changes.some((one) => one.id === id && isRaise(one)),
		);
		const ends = raised.map(({ id, plan }) => delivery.total(id, ...MONTH) / plan);
		return { budgets: budgets.close(), ...judged, ends };
	});
}

const period = { change: 'plan', planPeriod: 'range', planSince: MONTH[0], planUntil: MONTH[1] };
const itemOf = ({ id, plan }: Planned) => ({ ...period, adSet: byId(id), plan: String(plan) });

/** The budgets of one account with one plan; of no other anything is spent. */
const together = [1, 2, 3, 4].map((number) => `12021100000078000${number}`);
/** About a tenth more than they come to. */
const TOGETHER = 1_340;

export async function accountPlanAdversary(log: LogName, { days, everyMinutes, seed }: Time): Promise<PlanTally> {
	return await onStage({ startAt: before, log, seed }, async (stage) => {
		const { world } = stage.emulator;
		const budgets = new Budgets(stage, together);
		for (const one of [...world.all('Campaign'), ...world.all('AdSet')])
			if (one.account.id === ACCOUNTS.eur && one.id !== CAMPAIGNS.eurNoBudget && !together.includes(one.id))
				one.status = 'PAUSED';
		const delivery = new Delivery(ZONE, START, stage.changes, stage.now);
		stage.altered = delivery.altered(together, ACCOUNTS.eur);
		stage.meanwhile = () => budgets.edit(stage.pick(together));
		const judged = { overPlan: 0, furthest: 0 };
		for (let round = 0; round < (days * 1440) / everyMinutes; round += 1) {
			if (stage.often(0.03)) stage.meanwhile();
			if (stage.often(0.03)) stage.pass(60 * Math.floor(36 * stage.chance()));
			delivery.broken.clear();
			if (stage.often(0.3)) delivery.broken.set(ACCOUNTS.eur, stage.often(0.3) ? 'late' : stage.pick(breaks));
			const direction = directionOf(delivery);
			const directions = new Map(together.map((id) => [id, direction] as const));
			const runs = await budgets.round({
				items: [{ ...period, objectType: 'account', plan: String(TOGETHER) }],
				directions,
			});
			if (runs.some(({ changes }) => changes.some(isRaise))) {
				const all = together.map((id) => comesTo(delivery, id, budgets.valueOf(id)));
				judge(all.reduce((sum, one) => sum + one, 0) / TOGETHER, judged);
			}
			stage.pass(everyMinutes - 10 + Math.floor(20 * stage.chance()));
		}
		return { budgets: budgets.close(), ...judged, ends: [] };
	});
}

/** Days of the plan that are missing leave only cuts that were due without them. */
function directionOf(delivery: Delivery): 'any' | 'down' | 'none' {
	const broken = delivery.broken.get(ACCOUNTS.eur);
	if (broken === 'late') return delivery.today() > MONTH[0] ? 'down' : 'any';
	return broken === undefined ? 'any' : 'none';
}

const isRaise = ({ from, to }: Change): boolean => Number(to) > Number(from);

function judge(share: number, judged: { overPlan: number; furthest: number }): void {
	judged.furthest = Math.max(judged.furthest, share);
	if (share > OVER) judged.overPlan += 1;
}

/** What a budget comes to by the end: what was spent before today, and the days that are left at this value. */
function comesTo(delivery: Delivery, id: string, value: number): number {
	const today = delivery.today();
	const days = daysFrom(today, MONTH[1]);
	const ahead = days.reduce((sum, date) => sum + (expected(date) * value) / 100, 0);
	return delivery.total(id, MONTH[0], MONTH[1]) - delivery.total(id, today, MONTH[1]) + ahead;
}

/** What must hold whatever happened. */
export function checkPlan({ budgets, overPlan, ends }: PlanTally, log: LogName): void {
	checkBudgets(budgets, log);
	expect(overPlan).toBe(0);
	for (const share of ends) expect(share).toBeLessThanOrEqual(OVER);
}
