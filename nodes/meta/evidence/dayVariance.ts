import { groupBy, sumBy, uniq } from 'lodash';
import { DAY_MS } from '../../shared/durations';

/** Results of one day of one object, and what they could come of: spend, clicks or impressions, in any unit. */
export interface CountedDay {
	readonly object: string;
	/** `2026-11-01`. */
	readonly date: string;
	readonly effort: number;
	readonly results: number;
}

/**
 * Days differ by more than chance: weekday, competitors, what else went out that day. This much variance of a day's
 * level is assumed as long as too few days are known. A few even days are mostly luck.
 */
export const ASSUMED_DAY_VARIANCE = 0.3;

/** An object's days tell of their variance from so many on: of fewer, the mean takes too much with it. */
const LEAST_DAYS = 14;
/** What is assumed counts like so many days of which chance is no part. */
const ASSUMED_DAYS = 10;
/** A good day is often followed by good ones: so many days after it are looked at. */
const MEMORY_DAYS = 4;
/** Each pair of days counts from both of its ends. */
const weightOf = (apart: number): number => (apart === 0 ? 1 : 2);
/** A day with all those around it that are looked at. */
const NEIGHBOURHOOD = 2 * MEMORY_DAYS + 1;

/**
 * How far beyond a measured variance the true one may lie, as a share of it and by the root of the days. Two standard
 * errors of single days, one of days with those around them: these are less certain.
 */
const MAY_LIE_BEYOND = { single: 2 * Math.sqrt(2), around: Math.sqrt(2 + 4 * MEMORY_DAYS) };

interface Sums {
	/** Of single days, and with the days around them. */
	readonly single: number;
	readonly varied: number;
	readonly known: number;
}

/**
 * How much a day's level varies around its object's own, as a share squared and as a stretch of days feels it. Days
 * that are alike with the day before add up. Measured from the days of all objects, each against its own mean, with
 * chance (Poisson) taken out.
 *
 * @param least how even days may be said to be. Below the assumed, only what all these days leave open to chance is said
 */
export function dayVarianceOf(days: readonly CountedDay[], least = ASSUMED_DAY_VARIANCE): number {
	const sums = Object.values(groupBy(days, 'object')).map(sumsOf);
	const knownWeight = ASSUMED_DAYS + sumBy(sums, 'known');
	const varianceOf = (what: 'single' | 'varied'): number =>
		(ASSUMED_DAYS * ASSUMED_DAY_VARIANCE + sumBy(sums, what)) / knownWeight;
	const measuredVariance = varianceOf('varied');
	if (measuredVariance >= ASSUMED_DAY_VARIANCE) return measuredVariance;
	// A good day can be one for all objects: many of them tell little more of how days differ than one.
	const root = Math.sqrt(Math.min(knownWeight, ASSUMED_DAYS + uniq(days.map(({ date }) => date)).length));
	const likelyMost = Math.max(
		varianceOf('single') * (1 + MAY_LIE_BEYOND.single / root),
		measuredVariance * (1 + MAY_LIE_BEYOND.around / root),
	);
	return Math.max(least, Math.min(ASSUMED_DAY_VARIANCE, likelyMost));
}

/** What one object's days tell, and how many they are once chance is taken out: a day of hardly any result tells nothing. */
function sumsOf(objectDays: readonly CountedDay[]): Sums {
	const days = objectDays.filter(({ effort }) => effort > 0);
	const [effort, results] = [sumBy(days, 'effort'), sumBy(days, 'results')];
	if (days.length < LEAST_DAYS || results <= 0) return { single: 0, varied: 0, known: 0 };
	const expectedResults = days.map((day) => (day.effort / effort) * results);
	const off = days.map((day, index) => day.results - (expectedResults[index] ?? 0));
	const indexes = new Map(days.map(({ date }, index) => [Date.parse(date) / DAY_MS, index]));
	const dated = [...indexes];
	const variance = Array.from({ length: MEMORY_DAYS + 1 }, (_, apart) => {
		let [productSum, possible] = [0, 0];
		for (const [day, index] of dated) {
			const other = indexes.get(day + apart);
			if (other === undefined) continue;
			const [due, later] = [expectedResults[index] ?? 0, expectedResults[other] ?? 0];
			productSum += (off[index] ?? 0) * (off[other] ?? 0) - (apart === 0 ? due : 0);
			possible += due * later;
		}
		return possible > 0 ? (weightOf(apart) * productSum) / possible : 0;
	});
	const knownSum = sumBy(expectedResults, (due) => (ASSUMED_DAY_VARIANCE * due) / (1 + ASSUMED_DAY_VARIANCE * due));
	// The mean is of the same days, and takes their common part with it.
	const whole = (variance.reduce((sum, one) => sum + one, 0) * days.length) / (days.length - NEIGHBOURHOOD);
	const single = ((variance[0] ?? 0) * days.length) / (days.length - 1);
	return { single: single * knownSum, varied: whole * knownSum, known: knownSum };
}

/**
 * How much more a sum of daily counts varies than pure chance would. It is worked out from the results due in all, and
 * the squares of those of each day added up.
 */
export const unevenness = (due: number, squares: number, dayVariance: number): number =>
	due > 0 ? 1 + (dayVariance * squares) / due : 1;
