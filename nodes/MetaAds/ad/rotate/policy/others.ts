import { sumBy } from 'lodash';

import { totals, type AdRecord, type AdTotals, type Day } from './record';
import type { Sides } from './fatigue';
import { CHECK, shareInWords } from './words';

/** So many results have to be due before others tell how results are counted. */
const LEAST_DUE = 2;

/**
 * The level that most other ads of the group reach, on the days on which this one ran. A level of 1 is the target, and
 * never more is said. Where a count loses results, it loses those of others as well. So an ad that is no worse than
 * they are may owe it to the count. By number and not by money: one large ad that is counted says little of four that
 * may not be.
 *
 * Where the others tell nothing, an ad with results of its own shows that there is a count; one without does not.
 */
export function levelOfOthers(record: AdRecord, others: readonly AdRecord[]): number {
	const dates = new Set(record.days.filter(({ expected }) => expected > 0).map(({ date }) => date));
	const otherTotals = others
		.filter(({ unknown }) => unknown === null)
		.map(({ days }) => totals(days.filter(({ date }) => dates.has(date))))
		.filter(({ expected }) => expected > 0);
	const most = reachedByMost(otherTotals.map(({ results, expected }) => results / expected));
	if (most === null || totals(otherTotals).expected < LEAST_DUE) return record.counted.results > 0 ? 1 : 0;
	return Math.min(1, most);
}

/** Null without any other ad. */
function reachedByMost(levels: readonly number[]): number | null {
	const bestFirst = [...levels].sort((one, other) => other - one);
	return bestFirst[Math.floor(bestFirst.length / 2)] ?? null;
}

/** What most other ads of the group bring now, 1 = what they brought before for as much. */
export interface ChangeOfOthers {
	/** At most 1: others that do better make nobody tired. */
	readonly level: number;
	/** How far it may be off by chance, since they have so few results; a share squared. */
	readonly uncertainty: number;
}

/**
 * How the others changed on the very days on which this ad did. Null where none of them has enough results to tell:
 * then the season, the market or the count may be at fault.
 */
export function changeOfOthers({ past, recent }: Sides, others: readonly AdRecord[]): ChangeOfOthers | null {
	const sumOn = (days: readonly Day[], dates: ReadonlySet<string>): AdTotals =>
		totals(days.filter(({ date }) => dates.has(date)));
	const [before, now] = [past, recent].map((side) => new Set(side.map(({ date }) => date))) as [
		Set<string>,
		Set<string>,
	];
	const comparable = others
		.filter(({ unknown }) => unknown === null)
		.map(({ days }) => ({ before: sumOn(days, before), now: sumOn(days, now) }))
		.filter(({ before: { results } }) => results > 0)
		.map(({ before: was, now: is }) => ({ ...is, past: was.results, due: (is.expected / was.expected) * was.results }))
		.filter(({ due }) => due >= LEAST_DUE);
	const most = reachedByMost(comparable.map(({ results, due }) => results / due));
	if (most === null) return null;
	return { level: Math.min(1, most), uncertainty: 1 / sumBy(comparable, 'due') + 1 / sumBy(comparable, 'past') };
}

/** The record as it would be had the target been as far off as that level is below it. */
export function measuredBy(level: number, record: AdRecord): AdRecord {
	const scaleTotals = ({ spend, impressions, results, expected }: AdTotals): AdTotals => ({
		spend: spend * level,
		impressions: impressions * level,
		results,
		expected: expected * level,
	});
	return {
		...record,
		days: record.days.map((day) => ({ date: day.date, ...scaleTotals(day) })),
		counted: scaleTotals(record.counted),
		aside: scaleTotals(record.aside),
	};
}

/** Why an ad that is worse than the target is kept. */
export function othersSentence(level: number): string {
	if (level === 0)
		return (
			'Not judged: most other ads of its group had no result on the same days either, or spent too little, ' +
			`so nothing shows that results are counted. ${CHECK}`
		);
	const share = `${shareInWords(level)} of the expected results on the same days`;
	return `Worse than the target, but not clearly worse than most other ads of its group, which brought ${share}. ${CHECK}`;
}
