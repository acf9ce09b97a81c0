import { titleOf, type GraphObject } from '../../../shared/graph/object';
import { WHOLE, type Share } from '../../policy/lever';
import { loggedWhole } from '../family';

/** What budget schedules make of a budget. */

/** A budget; null where the object has none, which Graph writes as nothing or as 0. */
export function budgetOf(object: GraphObject, field: 'daily_budget' | 'lifetime_budget'): bigint | null {
	const value = object[field];
	if (value === undefined || value === null) return null;
	return (loggedWhole(value) ?? untold(object, 'its budget')) || null;
}

/** A part that nobody can add up makes the whole sum unknown: left out it would make room that is not there. */
export const untold = (object: GraphObject, subject: string): never => {
	throw new Error(`“${titleOf(object)}” does not show ${subject}`);
};

/** Meta lets schedules reach eight times the daily budget (Marketing API, "Budget scheduling"). */
const MOST = 8n * WHOLE;

/**
 * What a multiplier makes of a budget. Meta's page says that 140 "could be 140 %" of increase, and public clients add
 * a whole percent. A small number may still be meant as a factor, so the larger reading counts.
 */
export function factorOf(object: GraphObject, period: GraphObject): Share {
	if (period.budget_value_type !== 'MULTIPLIER') return WHOLE;
	const number = addedBudget(object, period);
	const factor = bigger(WHOLE + (number * WHOLE) / 100n, number <= 8n ? number * WHOLE : 0n);
	return factor > MOST ? MOST : factor;
}

const addedBudget = (object: GraphObject, { budget_value: value }: GraphObject): bigint =>
	loggedWhole(value) ?? untold(object, 'how much its budget schedule adds');

export const raisedBudget = (object: GraphObject, daily: bigint, period: GraphObject): bigint =>
	period.budget_value_type === 'MULTIPLIER'
		? (daily * factorOf(object, period) + WHOLE - 1n) / WHOLE
		: daily + addedBudget(object, period);

/** What a schedule adds to its object's daily budget. @throws Error where it does not tell */
export function addedBy(object: GraphObject, schedule: GraphObject): bigint {
	const daily = budgetOf(object, 'daily_budget');
	return daily === null ? 0n : raisedBudget(object, daily, schedule) - daily;
}

const bigger = (one: bigint, other: bigint): bigint => (one > other ? one : other);
