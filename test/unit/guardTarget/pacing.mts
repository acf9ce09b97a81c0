import { DateTime } from 'luxon';

import { decideStep } from '../../../nodes/MetaBudgetGuard/policy/decide.ts';
import type { Policy } from '../../../nodes/MetaBudgetGuard/policy/settings.ts';
import type { ValueChange } from '../../../nodes/MetaBudgetGuard/policy/state.ts';
import { wishToPlan } from '../../../nodes/MetaBudgetGuard/target/plan/objectPlan.ts';
import { ask, policy, state } from '../guard/states.mts';
import { DAY_MS, HOUR_MS } from '../../../nodes/shared/durations.ts';

/** A month of daily runs of a change to a plan, with a delivery that differs by day, weekday and object. */

export const TOTAL = 3_000;
export const START = Date.parse('2026-11-01T00:00:00Z');
/** What Meta spends of a budget by weekday, from Monday on. */
export const SHAPE = [1, 1.05, 1.05, 1, 0.95, 0.85, 0.85];

export interface Month {
	readonly spent: number;
	/** Budgets of the days, in minor units. */
	readonly budgets: readonly bigint[];
}

export const missOf = ({ spent }: Month): number => spent / TOTAL - 1;

/** Numbers from 0 to 1, the same for the same seed. */
export function random(seed: number): () => number {
	let last = seed;
	return () => {
		last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0;
		return last / 2 ** 32;
	};
}

/** Around 1, with this standard deviation; Meta spends up to 75 % more than a daily budget on a day. */
export function delivered(noise: number, next: () => number): number {
	const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
	return Math.min(1.75, Math.max(0, 1 + noise * normal));
}

function month(seed: number, noise: number, more: Partial<Policy>): Month {
	const next = random(seed * 7_919 + 17);
	const level = 0.85 + 0.15 * next();
	const settings = policy({ ceiling: 30_000n, floor: 100n, ...more });
	let value = BigInt(Math.round((TOTAL / 30) * 100 * (0.85 + 0.3 * next())));
	const spent = new Map<string, number>();
	const budgets: bigint[] = [];
	const values: ValueChange[] = [];
	for (let day = -28; day < 30; day += 1) {
		const now = START + day * DAY_MS + 4 * HOUR_MS;
		const date = DateTime.fromMillis(now, { zone: 'utc' });
		if (day >= 0) {
			const log = { values, touches: values.map(({ at }) => ({ at, what: 'its budget' })), unreadable: [] };
			const found = state({ zone: 'UTC', value, log, readAt: now, toldUntil: now, startsAt: START - 90 * DAY_MS });
			const plan = { object: found.id, total: TOTAL, since: '2026-11-01', until: '2026-11-30', spent, ofAccount: null };
			const { to } = decideStep(found, ask(wishToPlan(plan, found, settings, now)), settings, now);
			if (to !== value) values.push({ at: now, from: value, to, by: 'app 1' });
			value = to;
			budgets.push(value);
		}
		const share = level * (SHAPE[date.weekday - 1] ?? 1) * delivered(noise, next);
		spent.set(date.toFormat('yyyy-MM-dd'), Math.round(Number(value) * share) / 100);
	}
	const inMonth = [...spent].filter(([date]) => date >= '2026-11-01').map(([, cost]) => cost);
	return { spent: inMonth.reduce((sum, cost) => sum + cost, 0), budgets };
}

/** So many months, each another one. */
export const months = (many: number, noise: number, more: Partial<Policy> = {}): Month[] =>
	Array.from({ length: many }, (_, seed) => month(seed, noise, more));
