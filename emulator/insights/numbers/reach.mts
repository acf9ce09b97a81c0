import { FACT } from './facts.mts';
import type { NumbersRow } from './row.mts';

/** How many people the ads of an account can meet; invented. */
const PEOPLE = 60_000;

/**
 * People met at least once, if impressions fall on `people` at random: less than the impressions, more for more of them,
 * and never additive (Meta: marketing-api/insights/best-practices warns of summing reach).
 */
function peopleMet(times: number, people: number): number {
	if (times === 0) return 0;
	return Math.min(times, Math.max(1, Math.round(people * (1 - Math.exp((-0.8 * times) / people)))));
}

const people = (row: NumbersRow): number => Math.max(1, PEOPLE * row.people);

export function reachOf(row: NumbersRow): number {
	return peopleMet(row.sums[FACT.impressions]!, people(row));
}

/** Unique clicks and the like: of the people met, those who did something at least once. */
export function uniqueOf(row: NumbersRow, times: number): number {
	return peopleMet(times, people(row));
}
