import { sumBy } from 'lodash';

import { jStat } from '../../shared/vendor/jstat';
import type { SpentResults } from './rateStep';

/**
 * Which of two that ran on the same days brings more results for its money.
 *
 * Each day's results are split between the two. With equal rates, the split follows the spend: a binomial count. What good
 * and bad days have in common cancels out. How much the splits vary beyond that is estimated from these days. An
 * assumption moderates it, because few days can be even by luck (Smyth 2004, doi 10.2202/1544-6115.1027). The outcome is a moderated t, given as the standard deviations of a normal that are as rare.
 */
export interface SharedDay {
	readonly own: SpentResults;
	readonly other: SpentResults;
}

/** How much a day's ratio of the two rates varies if nothing is known, as a share squared. */
const ASSUMED_VARIANCE = 0.05;
/** The assumption counts like so many days. */
const ASSUMED_DAYS = 3;
/** Half of what makes a day uneven is assumed to stay on the next day; this counts like so many pairs of days. */
const ASSUMED_PERSISTENCE = 0.5;
const ASSUMED_PAIRS = 16;
const MOST_PERSISTENCE = 0.8;

/** A normal and a t beyond this are not told apart. */
const MOST_STEPS = 8;

interface DaySplit {
	/** Own results beyond those expected. */
	readonly surplus: number;
	readonly variance: number;
	/** The best weight of a day in a sum, as the inverse of how uneven it is. */
	readonly weight: number;
}

/** @param ratio expected between the two rates; days without results say nothing and are left out */
function splitsOf(days: readonly SharedDay[], ratio: number): DaySplit[] {
	return days
		.map(({ own, other }) => {
			const results = own.results + other.results;
			const share = (ratio * own.spend) / (ratio * own.spend + other.spend);
			const chance = results * share * (1 - share);
			const unevenness = 1 + ASSUMED_VARIANCE * chance;
			return { surplus: own.results - results * share, variance: chance * unevenness, weight: 1 / unevenness };
		})
		.filter(({ variance }) => variance > 0);
}

/** The ratio of the two rates over all days; half a result more on each side keeps it finite. */
function rateRatio(days: readonly SharedDay[]): number {
	const [own, other] = (['own', 'other'] as const).map((side) => ({
		results: sumBy(days, (day) => day[side].results) + 0.5,
		spend: sumBy(days, (day) => day[side].spend),
	})) as [SpentResults, SpentResults];
	return own.results / own.spend / (other.results / other.spend);
}

/** How much more than assumed the splits vary around their own ratio: from day to day, and as stretches of days feel it. */
function spreadFactor(days: readonly SharedDay[]): { readonly factor: number; readonly freedom: number } {
	const offs = splitsOf(days, rateRatio(days)).map(({ surplus, variance }) => surplus / Math.sqrt(variance));
	const freedom = ASSUMED_DAYS + offs.length - 1;
	const daily = (ASSUMED_DAYS + sumBy(offs, (off) => off ** 2)) / freedom;
	// The ratio is estimated from the same days, which makes neighbors look unlike by one part in the number of days.
	const alike = offs.slice(1).reduce((sum, off, at) => sum + off * (offs[at] ?? 0) + daily / offs.length, 0);
	const assumedAlike = ASSUMED_PAIRS * ASSUMED_PERSISTENCE * Math.max(0, daily - 1);
	const persistence = (assumedAlike + alike) / ((ASSUMED_PAIRS + offs.length - 1) * daily);
	const share = Math.min(MOST_PERSISTENCE, Math.max(0, persistence));
	return { factor: (daily * (1 + share)) / (1 - share), freedom };
}

/**
 * How clearly one side's rate of results for its spend lies above the other's, in standard deviations; below 0 it lies under it.
 * Spend is in any one unit. Null where fewer than two shared days have results.
 */
export function leadOf(all: readonly SharedDay[]): number | null {
	const days = all.filter(({ own, other }) => own.spend > 0 && other.spend > 0);
	const splits = splitsOf(days, 1);
	if (splits.length < 2) return null;
	const { factor, freedom } = spreadFactor(days);
	const surplus = sumBy(splits, (split) => split.surplus * split.weight);
	const variance = factor * sumBy(splits, (split) => split.variance * split.weight ** 2);
	// Half a result is what a whole count may owe to rounding.
	return Math.sign(surplus) * asNormal(Math.max(0, Math.abs(surplus) - 0.5) / Math.sqrt(variance), freedom);
}

function asNormal(t: number, freedom: number): number {
	const bothTails = jStat.beta.cdf(freedom / (freedom + t ** 2), freedom / 2, 0.5);
	return bothTails > 0 ? Math.min(MOST_STEPS, -jStat.normal.inv(bothTails / 2, 0, 1)) : MOST_STEPS;
}

/**
 * Beyond which lead a difference is clear for somebody who looks every day and stops at the first clear one. Of tests
 * of two equal ads, at most the share `falseAlarms` ever passes it. It is the bound of O'Brien and Fleming (1979) for continuous
 * looks, by the reflection principle. It asks for more at first, and at the end for little more than a single look does.
 *
 * @param elapsed which part of the planned days is over, above 0 up to 1
 */
export const clearLead = (elapsed: number, falseAlarms: number): number =>
	-jStat.normal.inv(falseAlarms / 4, 0, 1) / Math.sqrt(elapsed);
