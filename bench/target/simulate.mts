import type { Rule } from './rules.mts';
import { AdSetLife, BEFORE, DAYS } from './world.mts';

export interface Outcome {
	readonly rule: Rule;
	/** Budgets at the end of each day in starting budgets, an entry an ad set. */
	readonly paths: number[][];
	readonly spend: number;
	readonly results: number;
	readonly edits: number;
	/** The largest rise within 24 hours and within 7 days, as a share. */
	readonly largestDay: number;
	readonly largestWeek: number;
}

export const quantile = (values: readonly number[], part: number): number =>
	[...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? NaN;

/** The budgets of all ad sets at the end of a day, counted from 1. */
export const budgetsOn = ({ paths }: Outcome, day: number): number[] => paths.map((path) => path[day - 1] ?? NaN);

const HOURS_A_DAY = 24;

/** The largest rise from the lowest to a later value within a window. */
function largestRise(hourly: readonly number[], window: number): number {
	let largest = 0;
	for (let hour = 0; hour < hourly.length; hour++) {
		const from = Math.max(0, hour - window);
		for (let before = from; before < hour; before += 1)
			largest = Math.max(largest, (hourly[hour] ?? 0) / (hourly[before] ?? 1) - 1);
	}
	return largest;
}

/** Lives `adSets` ad sets whose results cost `truth` × the target under one rule. Same seed, same worlds for every rule. */
export function simulate(rule: Rule, truth: number, seed: number, adSets: number): Outcome {
	const lives: AdSetLife[] = [];
	const paths: number[][] = [];
	let [largestDay, largestWeek] = [0, 0];
	for (let index = 0; index < adSets; index++) {
		const life = new AdSetLife(truth, seed + index);
		for (let hour = 0; hour < BEFORE * HOURS_A_DAY; hour++) life.live();
		const hourly: number[] = [];
		for (let hour = 0; hour < DAYS * HOURS_A_DAY; hour++) {
			if (hour % rule.everyHours === 0) rule.look(life);
			life.live();
			hourly.push(Number(life.budget) / Number(life.start));
		}
		lives.push(life);
		paths.push(Array.from({ length: DAYS }, (_, day) => hourly[(day + 1) * HOURS_A_DAY - 1] ?? NaN));
		if (life.resets > 0) {
			largestDay = Math.max(largestDay, largestRise(hourly, HOURS_A_DAY));
			largestWeek = Math.max(largestWeek, largestRise(hourly, 7 * HOURS_A_DAY));
		}
	}
	const sum = (pick: (life: AdSetLife) => number): number => lives.reduce((total, life) => total + pick(life), 0);
	return {
		rule,
		paths,
		spend: sum((life) => life.spend),
		results: sum((life) => life.results),
		edits: sum((life) => life.resets),
		largestDay,
		largestWeek,
	};
}
