import { findLastIndex, last, sumBy } from 'lodash';

import type { WatchDayFigures, Measure } from './measures';

/** A calendar week as Meta tells it: people of a week are counted once, so no days tell its frequency. */
export interface Week {
	readonly since: string;
	readonly until: string;
	readonly frequency: number | null;
	readonly impressions: number | null;
	readonly clicks: number | null;
}

/** One object's figures on the days of the window, in order; a day without a row had no delivery. */
export interface WatchedObject {
	readonly id: string;
	readonly name: string;
	readonly days: ReadonlyArray<WatchDayFigures & { readonly date: string }>;
	/** Whole weeks in order; those without delivery are missing, and all where nobody asked Meta for them. */
	readonly weeks?: readonly Week[];
}

/** A day as one measure sees it; null where one side is not told. */
export interface MeasuredDay {
	readonly date: string;
	/** Sunday is 0. */
	readonly weekday: number;
	readonly found: number;
	readonly effort: number;
}

/** The days that a measure can use; a day on which nothing was put in tells nothing. */
export function measureDays({ days }: WatchedObject, { counted, effort }: Measure): Array<MeasuredDay | null> {
	return days.map((day) => {
		const [value, put] = [day[counted], effort === undefined ? Number((day.spend ?? 0) > 0) : day[effort]];
		return value === null || put === null
			? null
			: { date: day.date, weekday: weekdayOf(day.date), found: value, effort: put };
	});
}

/** The days since something is counted again: those before were told as a silence, and are no rise of the cost. */
export function sinceSilence(recent: ReadonlyArray<MeasuredDay | null>): ReadonlyArray<MeasuredDay | null> {
	if (last(recent)?.found === 0) return recent;
	const silent = findLastIndex(recent, (day) => day?.found === 0);
	return recent.map((day, index) => (index <= silent ? null : day));
}

/** What the past of some objects tells of the days to come. */
export interface Past {
	/** What a weekday brings instead of 1; Sunday is the first. */
	readonly weekdays: ReadonlyArray<number>;
	/** How much stretches of one, two, three days differ from what was due, chance taken out, as a share squared. */
	readonly uneven: ReadonlyArray<number>;
}

/** One object's own level. */
export interface PastLevel {
	readonly rate: number;
	readonly found: number;
	/** Variance that pure chance gives to one unit of what is counted. */
	readonly unit: number;
	readonly days: number;
}

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Weekdays are taken for alike until so much speaks for a difference: one in five either way is usual. */
const WEEKDAY_TRUST = 25;
/** A day's level differs by so much as long as the account's own days do not tell, as a share squared. */
const USUAL_UNEVENNESS = 0.04;
/** What is usual counts like so many days of which chance is no part. */
const USUAL_DAYS = 20;
/** Never less: a few even days are mostly luck. */
const LEAST_UNEVENNESS = 0.015;

/** Longest stretch that is looked at, in days. */
export const LONGEST = 3;

const knownDays = (days: ReadonlyArray<MeasuredDay | null>): MeasuredDay[] =>
	days.filter((day): day is MeasuredDay => day !== null && day.effort > 0);

/** An object's level over its past; null for one that has none. */
export function pastLevelOf(days: ReadonlyArray<MeasuredDay | null>, unit: number): PastLevel | null {
	const ownDays = knownDays(days);
	const [sum, effort] = [sumBy(ownDays, 'found'), sumBy(ownDays, 'effort')];
	return effort > 0 && sum > 0 ? { rate: sum / effort, found: sum, unit, days: ownDays.length } : null;
}

interface Told {
	readonly days: ReadonlyArray<MeasuredDay | null>;
	readonly level: PastLevel;
}

/** What the objects' past days have in common. */
export function pastOf(objects: readonly Told[]): Past {
	const weekdays = weekdaysOf(objects);
	return {
		weekdays,
		uneven: Array.from({ length: LONGEST }, (_, index) => unevennessOf(objects, weekdays, index + 1)),
	};
}

function weekdaysOf(objects: readonly Told[]): number[] {
	const sums = Array.from({ length: 7 }, () => ({ found: 0, weight: 0 }));
	for (const { days, level } of objects) {
		for (const { weekday, found, effort } of knownDays(days)) {
			const due = level.rate * effort;
			const sum = sums[weekday];
			if (sum === undefined || due <= 0) continue;
			// A day speaks for its weekday as far as neither chance nor a day's own level explains it.
			const weight = 1 / (level.unit / due + USUAL_UNEVENNESS);
			sum.weight += weight;
			sum.found += (weight * found) / due;
		}
	}
	return sums.map(({ found, weight }) => (WEEKDAY_TRUST + found) / (WEEKDAY_TRUST + weight));
}

/** How far stretches of so many days strayed from what was due, chance taken out: days that follow each other are alike. */
function unevennessOf(objects: readonly Told[], weekdays: readonly number[], length: number): number {
	const usual = USUAL_UNEVENNESS / Math.sqrt(length);
	let [strayed, weights] = [USUAL_DAYS * usual, USUAL_DAYS];
	for (const { days, level } of objects) {
		for (let end = length; end <= days.length; end++) {
			const stretch = days.slice(end - length, end);
			const ownDays = knownDays(stretch);
			if (ownDays.length < length) continue;
			const due = dueOn(ownDays, level, weekdays);
			if (due <= 0) continue;
			const chance = level.unit / due;
			// What is due was reckoned from the same days, and takes some of how they stray with it.
			const off = (sumBy(ownDays, 'found') / due - 1) ** 2 / (1 - length / level.days);
			// Stretches that share days say the same.
			const weight = (usual / (usual + chance)) ** 2 / length;
			strayed += weight * (off - chance);
			weights += weight;
		}
	}
	return Math.max(LEAST_UNEVENNESS / length, strayed / weights);
}

export const dueOn = (days: readonly MeasuredDay[], { rate }: PastLevel, weekdays: readonly number[]): number =>
	sumBy(days, ({ weekday, effort }) => rate * effort * (weekdays[weekday] ?? 1));
