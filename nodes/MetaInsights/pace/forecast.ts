import { sum, sumBy } from 'lodash';

import { jStat } from '../../shared/vendor/jstat';

/** What a day spent, with what its weekday usually does taken out. */
export interface LevelDay {
	/** Counted from the last one of the past, which is 0: those before are below. */
	readonly day: number;
	readonly level: number;
}

/** A day to come, and what its weekday usually does. */
export interface ComingDay {
	/** From 1 on. */
	readonly day: number;
	readonly weight: number;
}

/** A sum of days to come: eight of ten sums lie between low and high. */
export interface Spread {
	readonly likely: number;
	readonly low: number;
	readonly high: number;
}

/** How alike days can be. */
interface Likeness {
	/** How much of what a day has in common with the others is left a day later. */
	readonly fading: number;
	/** How much of a day's variance that common part is. */
	readonly shared: number;
	/** How often accounts are like that, before their days tell. */
	readonly usual: number;
}

/** From likenesses that are over in a day or two to budgets that drift for months, and how usual each is. */
const FADING = [
	{ fading: 0.5, usual: 3 },
	{ fading: 0.8, usual: 9 },
	{ fading: 0.93, usual: 8 },
	{ fading: 0.98, usual: 24 },
	{ fading: 0.995, usual: 20 },
];
const SHARED_PARTS = [
	{ shared: 0.5, usual: 0.4 },
	{ shared: 0.8, usual: 1 },
	{ shared: 0.95, usual: 2.5 },
];

/** The weights were fixed on invented months (`bench/pace`), so that the range holds as often in each kind of them. */
const LIKENESSES: readonly Likeness[] = [
	{ fading: 0, shared: 0, usual: 150 },
	...FADING.flatMap(({ fading, usual }) =>
		SHARED_PARTS.map((part) => ({ fading, shared: part.shared, usual: usual * part.usual })),
	),
];

/** A level that changes slowly has not been everywhere in the days of the past: it strays further than they show. */
const SLOW = 0.9;
const UNSEEN = 1.25;

/** Spend is never as even as days that happen to be alike: half a percent of it strays at least. */
const LEAST_STRAY = 0.005;

/** Of ten sums, one is below the low end and one above the high end. */
const TENTH = 0.1;

/** What the days so far leave of two series: the levels, and a level of 1 on every day, which shows what the mean does. */
interface Filtered {
	/** Of each day, what the days before did not tell, in deviations. */
	readonly levels: readonly number[];
	readonly ones: readonly number[];
	/** Where the last day leaves what days have in common: by the levels, by the ones, and how sure that is. */
	readonly last: { readonly level: number; readonly one: number; readonly variance: number };
	/** Logarithm of the variances of all days. */
	readonly logVariances: number;
}

/** Goes through the days in order (Kalman's filter of a level that fades to its mean, under noise). */
function filtered({ fading, shared }: Likeness, past: readonly LevelDay[]): Filtered {
	let [level, one, variance, logVariances] = [0, 0, shared, 0];
	let before = past[0]?.day ?? 0;
	const [levels, ones]: [number[], number[]] = [[], []];
	for (const { day, level: levelFound } of past) {
		const fadedShare = fading ** (day - before);
		[level, one] = [fadedShare * level, fadedShare * one];
		variance = fadedShare ** 2 * variance + shared * (1 - fadedShare ** 2);
		const all = variance + 1 - shared;
		levels.push((levelFound - level) / Math.sqrt(all));
		ones.push((1 - one) / Math.sqrt(all));
		logVariances += Math.log(all);
		const gain = variance / all;
		[level, one, variance] = [level + gain * (levelFound - level), one + gain * (1 - one), variance * (1 - gain)];
		before = day;
	}
	return { levels, ones, last: { level, one, variance }, logVariances };
}

const dot = (one: readonly number[], other: readonly number[]): number =>
	sum(one.map((value, index) => value * (other[index] ?? 0)));

/** Variance of a sum of days to come, in those of one day, as far as it is not the mean's. */
function varianceOf({ fading, shared }: Likeness, lastVariance: number, coming: ReadonlyArray<ComingDay>): number {
	let [own, running] = [0, 0];
	let before = coming[0]?.day ?? 0;
	for (const { day, weight } of coming) {
		// Of the days before, added up, so much goes on to this one.
		running *= fading ** (day - before);
		const left = fading ** (2 * day);
		const ofDay = left * lastVariance + shared * (1 - left);
		own += weight ** 2 * (ofDay + 1 - shared) + 2 * weight * running;
		running += weight * ofDay;
		before = day;
	}
	return own;
}

/** A sum of days to come under one likeness, and how likely it is that days are so (a logarithm). */
interface Guess {
	readonly mean: number;
	readonly deviation: number;
	readonly likelihood: number;
}

/** The sum of days to come if days are alike in this way, of a mean that nobody knows. */
function guessBy(likeness: Likeness, past: readonly LevelDay[], coming: readonly ComingDay[]): Guess {
	const { levels, ones, last, logVariances } = filtered(likeness, past);
	const precision = dot(ones, ones);
	const mean = dot(ones, levels) / precision;
	const left = levels.map((level, index) => level - mean * (ones[index] ?? 0));
	const freedom = past.length - 1;
	const variance = (dot(left, left) + past.length * (LEAST_STRAY * mean) ** 2) / freedom;
	const weightOfLast = sumBy(coming, ({ day, weight }) => weight * likeness.fading ** day);
	const weights = sumBy(coming, 'weight');
	const unseen = likeness.fading > SLOW ? UNSEEN : 1;
	const ofMean = (weights - last.one * weightOfLast) ** 2 / precision;
	return {
		mean: mean * weights + (last.level - mean * last.one) * weightOfLast,
		deviation: unseen * Math.sqrt(variance * (varianceOf(likeness, last.variance, coming) + ofMean)),
		likelihood: Math.log(likeness.usual) - (logVariances + Math.log(precision) + freedom * Math.log(variance)) / 2,
	};
}

/**
 * What days to come will add up to. Nobody knows how alike an account's days are: each way counts as far as it explains the
 * account's own past.
 */
export function spreadOf(past: readonly LevelDay[], coming: readonly ComingDay[]): Spread {
	const guesses = LIKENESSES.map((likeness) => guessBy(likeness, past, coming));
	const best = Math.max(...guesses.map(({ likelihood }) => likelihood));
	const shares = guesses.map(({ likelihood }) => Math.exp(likelihood - best));
	const all = sum(shares);
	const likely =
		dot(
			shares,
			guesses.map(({ mean }) => mean),
		) / all;
	const below = (amount: number): number =>
		dot(
			shares,
			guesses.map(({ mean, deviation }) =>
				deviation > 0 ? jStat.normal.cdf(amount, mean, deviation) : Number(amount >= mean),
			),
		) / all;
	const farthest = 5 * Math.max(...guesses.map(({ mean, deviation }) => deviation + Math.abs(mean - likely)));
	const quantile = (part: number): number => bisected(below, part, likely - farthest, likely + farthest);
	return { likely, low: quantile(TENTH), high: quantile(1 - TENTH) };
}

const STEPS = 40;

/** Where a rising function reaches a value. */
function bisected(rising: (x: number) => number, value: number, from: number, to: number): number {
	let [low, high] = [from, to];
	for (let step = 0; step < STEPS; step++) {
		const middle = (low + high) / 2;
		if (rising(middle) < value) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
