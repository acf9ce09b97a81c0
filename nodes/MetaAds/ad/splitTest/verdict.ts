import { intersection, sumBy } from 'lodash';

import { isUnknownEvidence } from '../../../meta/evidence/known';
import { clearLead, leadOf } from '../../../meta/evidence/sideBySide';
import type { AdDayFigures } from '../rotate/policy/rotation';
import { amountInWords, count } from '../rotate/policy/words';

/** What one cell of a test did, day by day. Pure: nothing here knows n8n or Graph. */
export interface TestedCell {
	readonly name: string;
	/** At most one a day, of the days of the test that are over. */
	readonly days: readonly AdDayFigures[];
}

export interface CellVerdict {
	readonly verdict: 'best' | 'worse' | 'no difference yet' | 'no clear difference' | 'too little data' | 'unknown';
	/** One sentence. */
	readonly reason: string;
	readonly spend: number;
	readonly impressions: number;
	/** Null: not known. */
	readonly results: number | null;
}

const LEAST_IMPRESSIONS = 1_000;
const LEAST_DAYS = 3;
/** Share of tests of equally good ads in which one is ever called best or worse, whoever looks however often. */
const FALSE_ALARMS = 0.05;

/** How far a test has come, in days. */
export interface TestProgress {
	readonly over: number;
	/** From its start to its planned end. */
	readonly planned: number;
}

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

/** How clearly one brought more for its money than another, on the days they share. */
function leadOver(one: Sum, other: Sum): number {
	const others = new Map(other.days.map((day) => [day.date, day]));
	const side = ({ results, spend }: AdDayFigures) => ({ results: results as number, spend });
	const sharedDays = one.days.flatMap((day) => {
		const counterpart = others.get(day.date);
		return counterpart === undefined ? [] : [{ own: side(day), other: side(counterpart) }];
	});
	return leadOf(sharedDays) ?? 0;
}

const costOf = ({ spend, results }: Sum): number => (results ? spend / results : Infinity);

/**
 * Judges each cell against each other. One is worse when any other is clearly ahead of it, and best when it is clearly ahead of
 * every other. Pairs share the chance of a false alarm.
 *
 * @param currency for sentences
 */
export function judgeCells(cells: readonly TestedCell[], progress: TestProgress, currency: string): CellVerdict[] {
	const dates = new Set(commonDays(cells));
	const sums = cells.map((cell) => summed(cell, dates));
	const open = whyOpen(sums, dates);
	const figures = ({ spend, impressions, results }: Sum) => ({ spend, impressions, results });
	if (open !== null) return sums.map((sum) => ({ ...open, ...figures(sum) }));
	const pairs = (sums.length * (sums.length - 1)) / 2;
	const bound = clearLead(Math.min(1, progress.over / progress.planned), FALSE_ALARMS / pairs);
	const isAhead = (one: Sum, other: Sum): boolean => leadOver(one, other) >= bound;
	const words = (sum: Sum): string =>
		sum.results ? `${amountInWords(costOf(sum), currency)} a result from ${count(sum.results)}` : 'no result';
	const days = `After ${progress.over} of ${progress.planned} days`;
	return sums.map((sum, at) => {
		const others = sums.filter((_, index) => index !== at);
		const better = others.filter((other) => isAhead(other, sum)).sort((a, b) => costOf(a) - costOf(b))[0];
		if (better !== undefined)
			return {
				verdict: 'worse',
				reason: `Clearly behind ${better.name}: ${words(sum)}, against ${words(better)}.`,
				...figures(sum),
			};
		if (others.every((other) => isAhead(sum, other)))
			return { verdict: 'best', reason: `Clearly ahead of every other ad: ${words(sum)}.`, ...figures(sum) };
		return {
			verdict: progress.over < progress.planned ? 'no difference yet' : 'no clear difference',
			reason: `${days}, chance alone can explain the differences: ${words(sum)}.`,
			...figures(sum),
		};
	});
}
