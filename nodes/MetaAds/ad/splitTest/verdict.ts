import { intersection, sumBy } from 'lodash';

import { dayVarianceOf, unevenness } from '../../../meta/evidence/dayVariance';
import { isUnknownEvidence } from '../../../meta/evidence/known';
import { isClearlyBehind } from '../rotate/policy/statisticalRule';
import type { AdDayFigures } from '../rotate/policy/rotation';
import { amountInWords, count } from '../rotate/policy/words';

/** What one cell of a test did, day by day. Pure: nothing here knows n8n or Graph. */
export interface TestedCell {
	readonly name: string;
	/** At most one a day, of the days of the test that are over. */
	readonly days: readonly AdDayFigures[];
}

export interface CellVerdict {
	readonly verdict: 'best' | 'worse' | 'no difference yet' | 'too little data' | 'unknown';
	/** One sentence. */
	readonly reason: string;
	readonly spend: number;
	readonly impressions: number;
	/** Null: not known. */
	readonly results: number | null;
}

/** As a rotation has them where nothing else is chosen. */
const LEAST_IMPRESSIONS = 1_000;
const LEAST_DAYS = 3;
const FALSE_ALARMS = 0.05;

interface Sum extends TestedCell {
	readonly spend: number;
	readonly impressions: number;
	readonly results: number | null;
}

/** Only days on which all cells were shown compare the ads; on others something else held one of them back. */
export const commonDays = (cells: readonly TestedCell[]): string[] =>
	intersection(
		...cells.map(({ days }) => days.filter(({ impressions }) => impressions > 0).map(({ date }) => date)),
	).sort();

function summed(cell: TestedCell, dates: ReadonlySet<string>): Sum {
	const days = cell.days.filter(({ date }) => dates.has(date));
	const isKnown = !days.some(({ results }) => isUnknownEvidence(results));
	const results = isKnown ? sumBy(days, (day) => day.results as number) : null;
	return { ...cell, days, results, spend: sumBy(days, 'spend'), impressions: sumBy(days, 'impressions') };
}

/** Why nobody can be called best yet; null where the figures can be compared. */
function whyOpen(sums: readonly Sum[], dates: ReadonlySet<string>): Pick<CellVerdict, 'verdict' | 'reason'> | null {
	const unknown = sums.find(({ results }) => results === null);
	if (unknown !== undefined) {
		const day = unknown.days.find(({ results }) => isUnknownEvidence(results));
		const why = day !== undefined && isUnknownEvidence(day.results) ? `: ${day.results.unknown}` : '';
		return { verdict: 'unknown', reason: `Not judged: the results of ${unknown.name} are unknown${why}.` };
	}
	const tooLittle = (reason: string) => ({ verdict: 'too little data', reason }) as const;
	if (dates.size < LEAST_DAYS)
		return tooLittle(`Too little data: ${dates.size} of ${LEAST_DAYS} days are over on which all ads were shown.`);
	const little = sums.find(({ impressions }) => impressions < LEAST_IMPRESSIONS);
	if (little !== undefined)
		return tooLittle(`Too little data: ${little.name} has ${little.impressions} of ${LEAST_IMPRESSIONS} impressions.`);
	const unpaid = sums.find(({ spend }) => spend <= 0);
	if (unpaid !== undefined) return tooLittle(`Too little data: ${unpaid.name} has spent nothing.`);
	if (sumBy(sums, ({ results }) => results ?? 0) === 0)
		return tooLittle('Too little data: no ad has a result. Check that results reach Meta.');
	return null;
}

/** Whether one is clearly behind another; days' own unevenness is taken out of both counts. */
function isBehind(one: Sum, other: Sum, looks: number, dayVariance: number): boolean {
	const [own, both] = [one.results ?? 0, (one.results ?? 0) + (other.results ?? 0)];
	const spend = one.spend + other.spend;
	const squares = [...one.days, ...other.days].reduce((sum, day) => sum + ((day.spend / spend) * both) ** 2, 0);
	const factor = unevenness(both, squares, dayVariance);
	return isClearlyBehind(
		{ results: own / factor, tries: both / factor, share: one.spend / spend },
		looks,
		FALSE_ALARMS,
	);
}

const costOf = ({ spend, results }: Sum): number => (results ? spend / results : Infinity);

/**
 * Judges each cell against each other, by the evidence that a rotation asks of a loser: a look every day finds one of
 * equally good ads behind in at most 5 of 100 tests. One is best when every other is clearly behind it.
 *
 * @param currency for sentences
 */
export function judgeCells(cells: readonly TestedCell[], currency: string): CellVerdict[] {
	const dates = new Set(commonDays(cells));
	const sums = cells.map((cell) => summed(cell, dates));
	const open = whyOpen(sums, dates);
	const figures = ({ spend, impressions, results }: Sum) => ({ spend, impressions, results });
	if (open !== null) return sums.map((sum) => ({ ...open, ...figures(sum) }));
	const days = sums.flatMap(({ name, days: own }) =>
		own.map(({ date, spend, results }) => ({ object: name, date, effort: spend, results: results as number })),
	);
	const dayVariance = dayVarianceOf(days);
	const looks = sums.length * (sums.length - 1);
	const behind = (one: Sum, other: Sum): boolean => isBehind(one, other, looks, dayVariance);
	const words = (sum: Sum): string =>
		sum.results ? `${amountInWords(costOf(sum), currency)} a result from ${count(sum.results)}` : 'no result';
	return sums.map((sum, at) => {
		const others = sums.filter((_, index) => index !== at);
		const better = others.filter((other) => behind(sum, other)).sort((a, b) => costOf(a) - costOf(b))[0];
		if (better !== undefined)
			return {
				verdict: 'worse',
				reason: `Clearly behind ${better.name}: ${words(sum)}, against ${words(better)}.`,
				...figures(sum),
			};
		if (others.every((other) => behind(other, sum)))
			return { verdict: 'best', reason: `Clearly ahead of every other ad: ${words(sum)}.`, ...figures(sum) };
		return {
			verdict: 'no difference yet',
			reason: `Not clearly better or worse than the others: ${words(sum)}.`,
			...figures(sum),
		};
	});
}
