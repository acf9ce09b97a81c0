import chunk from 'lodash/chunk.js';

import { pairLists } from '../../nodes/shared/lists.ts';
import type { Rule } from './rules.mts';
import { AdSetLife, BEFORE, DAYS, type Days } from './world.mts';

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

/** So many ad sets make an account, whose days are measured together. */
const ACCOUNT = 5;

/** One ad set's budgets at the end of each hour, in starting budgets. */
function liveAccount(rule: Rule, account: readonly AdSetLife[]): number[][] {
	const hourly = account.map((): number[] => []);
	for (let hour = -BEFORE * HOURS_A_DAY; hour < DAYS * HOURS_A_DAY; hour++) {
		if (hour >= 0 && hour % rule.everyHours === 0) rule.look(account);
		for (const [life, budgets] of pairLists(account, hourly)) {
			life.live();
			if (hour >= 0) budgets.push(Number(life.budget) / Number(life.start));
		}
	}
	return hourly;
}

/** Lives `adSets` ad sets whose results cost `truth` × the target under one rule. Same seed, same worlds for every rule. */
export function simulate(rule: Rule, truth: number, days: Days, seed: number, adSets: number): Outcome {
	const lives = Array.from({ length: adSets }, (_, index) => new AdSetLife(truth, days, seed + index));
	const hourly = chunk(lives, ACCOUNT).flatMap((account) => liveAccount(rule, account));
	const paths = hourly.map((budgets) =>
		Array.from({ length: DAYS }, (_, day) => budgets[(day + 1) * HOURS_A_DAY - 1] ?? NaN),
	);
	const moved = pairLists(lives, hourly).flatMap(([{ resets }, budgets]) => (resets > 0 ? [budgets] : []));
	const largest = (window: number): number => Math.max(0, ...moved.map((budgets) => largestRise(budgets, window)));
	const sum = (pick: (life: AdSetLife) => number): number => lives.reduce((total, life) => total + pick(life), 0);
	return {
		rule,
		paths,
		spend: sum((life) => life.spend),
		results: sum((life) => life.results),
		edits: sum((life) => life.resets),
		largestDay: largest(HOURS_A_DAY),
		largestWeek: largest(7 * HOURS_A_DAY),
	};
}
