import { DateTime } from 'luxon';

import { decideStep } from '../../../nodes/MetaBudgetGuard/policy/decide.ts';
import type { Policy } from '../../../nodes/MetaBudgetGuard/policy/settings.ts';
import type { ValueChange } from '../../../nodes/MetaBudgetGuard/policy/state.ts';
import type { Budget } from '../../../nodes/MetaBudgetGuard/target/plan/accountComing.ts';
import { wishesToPlan } from '../../../nodes/MetaBudgetGuard/target/plan/accountPlan.ts';
import { ask, policy, state } from '../guard/states.mts';
import { delivered, random, SHAPE, START, TOTAL, type Month } from './pacing.mts';
import { DAY_MS, HOUR_MS } from '../../../nodes/shared/durations.ts';

/** A month of daily runs of a plan for an ad account with five campaigns, each with a delivery of its own. */

/** What each has of the account's budget at first. */
const PARTS = [0.4, 0.25, 0.15, 0.12, 0.08];
/** One of them is in the learning phase until this day, and one is paused by a person on it. */
const LEARNS_UNTIL = 9;
const PAUSED_ON = 19;

export interface AccountMonth extends Month {
	/** Each budget's days, in minor units. */
	readonly each: ReadonlyArray<readonly bigint[]>;
}

export interface Noise {
	readonly noise: number;
	/** The same for all campaigns of a day, as on a holiday: then nothing averages out. */
	readonly isShared: boolean;
}

interface Campaign {
	readonly id: string;
	readonly level: number;
	readonly spent: Map<string, number>;
	readonly values: ValueChange[];
	readonly days: bigint[];
	value: bigint;
}

function month(seed: number, { noise, isShared }: Noise, more: Partial<Policy>): AccountMonth {
	const next = random(seed * 7_919 + 17);
	const settings = policy({ ceiling: 30_000n, floor: 100n, ...more });
	const off = 0.85 + 0.3 * next();
	const campaigns = PARTS.map((part, index): Campaign => ({
		id: String(index + 1),
		level: 0.85 + 0.15 * next(),
		spent: new Map(),
		values: [],
		days: [],
		value: BigInt(Math.round((TOTAL / 30) * 100 * part * off)),
	}));
	const all = new Map<string, number>();
	for (let day = -28; day < 30; day += 1) {
		const now = START + day * DAY_MS + 4 * HOUR_MS;
		const date = DateTime.fromMillis(now, { zone: 'utc' });
		const isOn = ({ id }: Campaign): boolean => !(id === '5' && day >= PAUSED_ON);
		if (day >= 0) {
			const budgets = campaigns.filter(isOn).map((one): Budget => {
				const log = { values: one.values, touches: one.values.map(({ at }) => ({ at, what: 'it' })), unreadable: [] };
				const learning = one.id === '2' && day < LEARNS_UNTIL ? ('learning' as const) : ('learned' as const);
				const found = state({
					...{ id: one.id, kind: 'campaign', zone: 'UTC', value: one.value, log, learning: [learning] },
					...{ readAt: now, toldUntil: now, startsAt: START - 90 * DAY_MS },
				});
				const decided: Budget['decide'] = (value) => decideStep(found, ask({ kind: 'value', value }), settings, now);
				return { state: found, rest: null, stays: null, decide: decided };
			});
			const spentBy = new Map(campaigns.map(({ id, spent }) => [id, spent]));
			const plan = { total: TOTAL, since: '2026-11-01', until: '2026-11-30', spent: all, spentBy };
			const wishes = wishesToPlan(plan, budgets, settings, null, now);
			for (const { state: found } of budgets) {
				const one = campaigns.find(({ id }) => id === found.id)!;
				const { to } = decideStep(found, ask(wishes.get(one.id)!), settings, now);
				if (to !== one.value) one.values.push({ at: now, from: one.value, to, by: 'app 1' });
				one.value = to;
			}
			for (const one of campaigns.filter(isOn)) one.days.push(one.value);
		}
		const key = date.toFormat('yyyy-MM-dd');
		const ofAll = delivered(noise, next);
		for (const one of campaigns.filter(isOn)) {
			const share = one.level * (SHAPE[date.weekday - 1] ?? 1) * (isShared ? ofAll : delivered(noise, next));
			const cost = Math.round(Number(one.value) * share) / 100;
			one.spent.set(key, cost);
			all.set(key, (all.get(key) ?? 0) + cost);
		}
	}
	const inMonth = [...all].filter(([date]) => date >= '2026-11-01').map(([, cost]) => cost);
	const each = campaigns.map(({ days }) => days);
	return { spent: inMonth.reduce((sum, cost) => sum + cost, 0), budgets: each.flat(), each };
}

/** So many months, each another one. */
export const accountMonths = (many: number, noise: Noise, more: Partial<Policy> = {}): AccountMonth[] =>
	Array.from({ length: many }, (_, seed) => month(seed, noise, more));
