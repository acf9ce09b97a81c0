import type { LogName } from '../guardMonth/badMeta.mts';
import { byId } from '../support/harness.mts';
import { Budgets, checkBudgets, START, type BudgetTally } from './budgets.mts';
import { breaks, daysFrom, Delivery, expected } from './delivery.mts';
import { onStage, type Change, type Run, type Time } from './hostile.mts';

/**
 * To a Plan on two workers, over the night on which clocks change, beside a person who changes budgets, and with reports of the
 * spend that are late, broken or come in pages. Delivery follows the budgets.
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
/** What days vary by is nobody's step. */
const OVER = 1.03;

export async function planAdversary(log: LogName, { days, everyMinutes, seed }: Time): Promise<PlanTally> {
	// The budgets stand for forty days before.
	const startAt = new Date(Date.parse(`${MONTH[0]}T03:00:00Z`) - 40 * 86_400_000);
	return await onStage({ startAt, log, seed }, async (stage) => {
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
			judgeRaises(runs, delivery, judged);
			stage.pass(everyMinutes - 10 + Math.floor(20 * stage.chance()));
		}
		const raised = planned.filter(
			({ id, alone }) => alone && stage.changes.some((one) => one.id === id && isRaise(one)),
		);
		const ends = raised.map(({ id, plan }) => delivery.total(id, ...MONTH) / plan);
		return { budgets: budgets.close(), ...judged, ends };
	});
}

const itemOf = ({ id, plan }: Planned) => ({
	change: 'plan',
	adSet: byId(id),
	plan: String(plan),
	planPeriod: 'range',
	planSince: MONTH[0],
	planUntil: MONTH[1],
});

const isRaise = ({ from, to }: Change): boolean => Number(to) > Number(from);

/** What a raise comes to by the end: what was spent before today, and the days that are left at the new budget. */
function judgeRaises(runs: readonly Run[], delivery: Delivery, judged: { overPlan: number; furthest: number }): void {
	for (const raise of runs.flatMap(({ changes }) => changes.filter(isRaise))) {
		const share = comesTo(raise, delivery);
		judged.furthest = Math.max(judged.furthest, share);
		if (share > OVER) judged.overPlan += 1;
	}
}

function comesTo({ id, to }: Change, delivery: Delivery): number {
	const today = delivery.today();
	const { plan } = planned.find((one) => one.id === id)!;
	const days = daysFrom(today, MONTH[1]);
	const ahead = days.reduce((sum, date) => sum + (expected(date) * Number(to)) / 100, 0);
	return (delivery.total(id, MONTH[0], MONTH[1]) - delivery.total(id, today, MONTH[1]) + ahead) / plan;
}

/** What must hold whatever happened. */
export function checkPlan({ budgets, overPlan, ends }: PlanTally, log: LogName): void {
	checkBudgets(budgets, log);
	expect(overPlan).toBe(0);
	for (const share of ends) expect(share).toBeLessThanOrEqual(OVER);
}
