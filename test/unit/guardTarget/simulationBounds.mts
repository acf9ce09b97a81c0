import { CEILING } from '../../../bench/target/rules.mts';
import { budgetsOn, quantile, type Outcome } from '../../../bench/target/simulate.mts';
import { DAYS } from '../../../bench/target/world.mts';

/** What steps toward a target promise in the simulated world of `bench/target`, in multiples of the first budget. */

const at = (outcome: Outcome, day: number, part: number): number => quantile(budgetsOn(outcome, day), part);

/** Half a budget, and a rounding. */
const HALF = 0.505;
/** The defaults of the guard: what may be added within 24 hours and 7 days, and a rounding. */
const CAPS = { day: 0.3 + 0.001, week: 0.5 + 0.001 };

/** True cost exactly on target: budgets stay where they are. */
export function expectStill(outcome: Outcome): void {
	for (const day of [30, DAYS]) {
		expect(at(outcome, day, 0.5)).toBeGreaterThanOrEqual(0.9);
		expect(at(outcome, day, 0.5)).toBeLessThanOrEqual(1.1);
		const all = budgetsOn(outcome, day);
		const outside = all.filter((budget) => budget < 0.7 || budget > 1.4);
		// One in ten, as between the 5th and the 95th percentile; of a few lives one can always be that one.
		expect(outside.length).toBeLessThanOrEqual(Math.max(1, all.length / 10));
	}
}

/** Twice the target: half the budget within 30 days for most, for nearly all soon after. */
export function expectHalved(outcome: Outcome): void {
	expect(at(outcome, 30, 0.5)).toBeLessThanOrEqual(HALF);
	expect(at(outcome, 40, 0.95)).toBeLessThanOrEqual(HALF);
	expect(outcome.largestDay).toBe(0);
}

/** Half the target: up to the ceiling, no faster than the caps. */
export function expectGrown(outcome: Outcome): void {
	expect(at(outcome, 30, 0.5)).toBeGreaterThan(1.5);
	expect(at(outcome, DAYS, 0.5)).toBe(Number(CEILING));
	expect(Math.max(...budgetsOn(outcome, DAYS))).toBeLessThanOrEqual(Number(CEILING));
	expect(outcome.largestDay).toBeLessThanOrEqual(CAPS.day);
	expect(outcome.largestWeek).toBeLessThanOrEqual(CAPS.week);
}
