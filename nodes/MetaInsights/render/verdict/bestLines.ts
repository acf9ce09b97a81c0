import { maxBy, minBy, sumBy, uniq } from 'lodash';

import { rateStep } from '../../../meta/evidence/rateStep';
import { unlinked } from '../../../meta/unlinked';
import { jStat } from '../../../shared/vendor/jstat';
import { mayHideRows } from '../notes/recordNotes';
import { figureIn } from '../numbers/figures';
import { lowerLabel, singular, type ResultKind } from '../numbers/kinds';
import type { Line } from '../numbers/lines';
import { dayCount, spentOnGoal, type JudgedBlock } from './judged';

/** Of lines that are all alike, one seems best or worst by chance in one of twenty cases. */
const CHANCE = 0.05;

/** Goals told of, those with the largest spend. */
export const MOST_GOALS = 3;

/** Lines whose name has a plural with an s; others, such as countries, are lines. */
const WITH_PLURAL = ['ad', 'ad set', 'campaign', 'ad account'];

/** A line with one goal: what it spent on it, and what that brought. */
interface GoalLine {
	readonly line: Line;
	readonly spend: number;
	readonly results: number;
	/** Standard deviations above what all others brought for their money. */
	readonly step: number;
}

/** The lines of one goal, each against all others together. */
function linesOfGoal({ spend: spendMetric, results }: ResultKind, lines: readonly Line[], days: number): GoalLine[] {
	const goalLines = lines.flatMap((line) => {
		const [money, count] = [figureIn(line.figures, spendMetric).now, figureIn(line.figures, results).now];
		return money === null || count === null || money <= 0 ? [] : [{ line, spend: money, results: count }];
	});
	const all = { spend: sumBy(goalLines, 'spend'), results: sumBy(goalLines, 'results') };
	return goalLines.map((one) => {
		const others = { spend: all.spend - one.spend, results: all.results - one.results };
		return { ...one, step: rateStep(one, others, days) ?? 0 };
	});
}

const costOf = ({ spend: spendOfLine, results }: GoalLine): number => spendOfLine / results;

/** Without a result yet, the first one costs at least what was spent. */
const leastCostOf = ({ spend: spendOfLine, results }: GoalLine): number => spendOfLine / Math.max(results, 1);

/** Which line was best and which was worst at the cost of its results, by goal; lines with other goals are never compared. */
export function bestLines(
	{ lines, kinds, days, reports, words }: JudgedBlock,
	goalKinds: readonly ResultKind[],
): string[] {
	const dayNumber = dayCount(days);
	if (lines === null || lines.all.length < 2 || dayNumber === null || mayHideRows(reports)) return [];
	const goals = goalKinds
		.map((kind) => ({ kind, own: linesOfGoal(kind, lines.all, dayNumber) }))
		.filter(({ own }) => own.length > 0);
	const comparable = goals.filter(({ own }) => own.length > 1);
	const label = lines.label.toLowerCase();
	if (comparable.length === 0)
		return kinds.length === goalKinds.length && uniq(goals.flatMap(({ own }) => own.map(({ line }) => line))).length > 1
			? [
					`The ${WITH_PLURAL.includes(label) ? `${label}s` : 'lines'} have different goals, so their costs can't be compared.`,
				]
			: [];
	return comparable.slice(0, MOST_GOALS).flatMap(({ kind, own }) => sentencesOf(kind, own));

	function sentencesOf(kind: ResultKind, own: readonly GoalLine[]): string[] {
		const result = lowerLabel(singular(kind.label));
		const least = jStat.normal.inv(1 - CHANCE / (2 * own.length), 0, 1);
		const best = minBy(
			own.filter(({ step }) => step >= least),
			costOf,
		);
		const worst = maxBy(
			own.filter(({ step }) => step <= -least),
			costOf,
		);
		// A line with few results can have an even better or worse cost by chance.
		const among = (isBeyond: (other: GoalLine) => boolean): string =>
			own.some(isBeyond) ? ', among those with enough results' : '';
		const lineInWords = (one: GoalLine): string =>
			one.results === 0
				? `“${unlinked(one.line.name)}”, ${spentOnGoal(one.spend, one.line, words)} without any`
				: `“${unlinked(one.line.name)}”, ${words.value(costOf(one), kind.cost)}`;
		if (best === undefined && worst === undefined)
			return [`By the cost of a ${result}, no ${label} is clearly better or worse than the others.`];
		const isCheaper = (one: GoalLine, other: GoalLine): boolean => leastCostOf(one) < leastCostOf(other);
		return [
			best &&
				`Best ${label} by the cost of a ${result}${among((other) => isCheaper(other, best))}: ${lineInWords(best)}.`,
			worst &&
				`Worst ${label} by the cost of a ${result}${among((other) => isCheaper(worst, other))}: ${lineInWords(worst)}.`,
		].filter((sentence) => sentence !== undefined);
	}
}
