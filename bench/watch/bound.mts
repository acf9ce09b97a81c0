import lodash from 'lodash';

import { uniform } from '../uniform.mts';
import { WINDOW } from './simulate.mts';
import { COMMON, COST, inventedDays, normal, seasonsOf, type Truth } from './world.mts';

const { max, mean, range, sum, times } = lodash;

/**
 * What no rule can beat: a judge who knows an object's true rate, its weekdays and how uneven days are, asks by likelihood
 * ratio whether its cost per result has changed in the last three days, and spends every false alert of the month on that.
 */

/** Days that tell: the three that are judged, and two before them, which tell how good the days are just now. */
const BEFORE = 2;
const LONGEST = 3;
const MONTH = 30;
const DRAWS = 400;

/** Levels that days in a row can have, as factors; their mean is 1. */
function levelsOf({ uneven, memory }: Truth): number[][] {
	const random = uniform(1);
	return times(DRAWS, () => {
		let own = Math.sqrt(uneven) * normal(random);
		return times(BEFORE + LONGEST, () => {
			own = memory * own + Math.sqrt((1 - memory ** 2) * uneven) * normal(random);
			return Math.exp(own + COMMON * Math.sqrt(uneven) * normal(random) - uneven / 2);
		});
	});
}

interface Day {
	readonly found: number;
	readonly due: number;
}

/** How likely these counts are, but for what does not depend on the rate, with the last days' rate changed. */
const likelihood = (days: readonly Day[], levels: readonly number[][], changed: number, factor: number): number =>
	mean(
		levels.map((level) =>
			Math.exp(
				sum(
					days.map(({ found, due }, index) => {
						const share = (level[index] ?? 1) * (index >= days.length - changed ? factor : 1);
						return found * Math.log(share) - due * (share - 1);
					}),
				),
			),
		),
	);

/** How much speaks for a change in the last one, two or three days, the likeliest of them. */
function evidence(days: readonly Day[], levels: readonly number[][], factor: number): number {
	const none = likelihood(days, levels, 0, 1);
	return max(range(1, LONGEST + 1).map((changed) => likelihood(days, levels, changed, factor) / none)) ?? 0;
}

/** What comes and what is due on the days of one object, as only its maker knows. */
function daysOf(truth: Truth, length: number, seed: number): Day[] {
	const { demand } = seasonsOf(uniform(seed));
	const [object] = inventedDays(truth, length, seed);
	return (object?.days ?? []).map(({ results, spend }, day) => ({
		found: results ?? 0,
		due: ((spend ?? 0) / COST) * Math.exp(demand[day % 7] ?? 0),
	}));
}

const judgedUpTo = (days: readonly Day[], end: number): Day[] => days.slice(end - BEFORE - LONGEST, end);

/** False alerts of all months at a threshold, each once while it lasts. */
const falseAt = (months: readonly number[][], threshold: number): number =>
	sum(
		months.map(
			(runs) =>
				runs.filter(
					(one, run) => one > threshold && run >= 3 && !runs.slice(run - 3, run).some((past) => past > threshold),
				).length,
		),
	) / months.length;

/** The lowest threshold that keeps within so many false alerts a month. */
function thresholdFor(months: readonly number[][], alerts: number): number {
	let [low, high] = [0, 20];
	for (let step = 0; step < 30; step++) {
		const middle = (low + high) / 2;
		// At low thresholds one long alert counts once: only the falling side is meant.
		if (middle < 0.3 || falseAt(months, Math.exp(middle)) > alerts) low = middle;
		else high = middle;
	}
	return Math.exp(high);
}

/** Shares of doubled and halved costs per result that are seen within three days, at one false alert a month. */
export function bound(truth: Truth, runs: number, seed: number): { doubled: number; halved: number } {
	const levels = levelsOf(truth);
	const months = (factor: number): number[][] =>
		times(runs, (month) => {
			const days = daysOf(truth, WINDOW + 3 + MONTH, seed + month * 7919);
			return range(WINDOW, WINDOW + 3 + MONTH + 1).map((end) => evidence(judgedUpTo(days, end), levels, factor));
		});
	const clearest = (factor: number): number[] =>
		times(runs * 4, (one) => {
			const from = seed + one * 104_729;
			const day = WINDOW + 1 + (from % 7);
			const days = daysOf({ ...truth, change: { day, cost: 1 / factor } }, day + 3, from);
			return max([1, 2, 3].map((after) => evidence(judgedUpTo(days, day + after), levels, factor))) ?? 0;
		});
	const [usual, changed] = [
		{ fewer: months(0.5), more: months(2) },
		{ fewer: clearest(0.5), more: clearest(2) },
	];
	const found = (tries: readonly number[], threshold: number): number =>
		tries.filter((one) => one > threshold).length / tries.length;
	// The month's one false alert is divided so that the harder change is found best.
	const splits = range(0.5, 0.96, 0.05).map((share) => ({
		doubled: found(changed.fewer, thresholdFor(usual.fewer, share)),
		halved: found(changed.more, thresholdFor(usual.more, 1 - share)),
	}));
	return splits.reduce((best, one) =>
		Math.min(one.doubled, one.halved) > Math.min(best.doubled, best.halved) ? one : best,
	);
}
