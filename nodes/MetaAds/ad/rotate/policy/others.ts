import { totals, type AdRecord, type AdTotals } from './record';
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
	const levels = otherTotals.map(({ results, expected }) => results / expected).sort((one, other) => other - one);
	const most = levels[Math.floor(levels.length / 2)];
	if (most === undefined || totals(otherTotals).expected < LEAST_DUE) return record.counted.results > 0 ? 1 : 0;
	return Math.min(1, most);
}

/** The record as it would be had the target been as far off as that level is below it. */
export function measuredBy(level: number, record: AdRecord): AdRecord {
	const scaleTotals = <T extends AdTotals>(all: T): T => ({
		...all,
		spend: all.spend * level,
		impressions: all.impressions * level,
		expected: all.expected * level,
	});
	return {
		...record,
		days: record.days.map(scaleTotals),
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
