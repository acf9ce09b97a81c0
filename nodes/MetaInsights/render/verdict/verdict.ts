import { orderBy } from 'lodash';

import { isEvidentStep, rateStep } from '../../../meta/evidence/rateStep';
import { unlinked } from '../../../meta/unlinked';
import { onlyOf } from '../../facts/some';
import { whyLacking } from '../notes/partOfTotal';
import { isLimited } from '../notes/recordNotes';
import { isActionRow } from '../numbers/actionRows';
import { figureIn, spend, type ComparedFigure } from '../numbers/figures';
import { lowerLabel, type ResultKind } from '../numbers/kinds';
import type { Line } from '../numbers/lines';
import { bestLines, MOST_GOALS } from './bestLines';
import { arePeriodsAlike, dayCount, soFar, spentOnGoal, type JudgedBlock } from './judged';
import { salesSentence } from './sales';

/**
 * What came of the money, a line of plain words each. They tell the spend against the period before, the sales against it,
 * what each goal brought at which cost, and which line was best. Each is a fact of the report, and no difference is called one that chance explains.
 */
export function verdictOf(block: JudgedBlock): string[] {
	// Rows that a limit has left out may be the better ones, or the worse.
	if (!block.showsSpend || (block.reports !== null && isLimited(block.reports))) return [];
	const goals = goalsOf(block);
	const ofRows = [
		...goals.slice(0, MOST_GOALS).flatMap((kind) => goalSentences(kind, block)),
		...bestLines(block, goals),
	];
	return [
		...spendSentence(block),
		...salesSentence(block),
		...(ofRows.length > 0 ? missingSentence(block) : []),
		...ofRows,
	];
}

/** What the sentences about all have and those about goals and lines have not. */
const missingSentence = ({ inNoRow, reports, words }: JudgedBlock): string[] =>
	inNoRow === null
		? []
		: [`The lines below lack ${words.value(inNoRow, spend)} of the spend, which is ${whyLacking(reports)}.`];

/**
 * The kinds of results that are goals, those with the largest spend first. A kind is left out where a row has several: it
 * does not tell what it spent on each. Rows by action share one spend.
 */
function goalsOf({ kinds, rows, figure }: JudgedBlock): ResultKind[] {
	const goals = kinds.filter((kind) => [kind.results, kind.spend].every((metric) => figure(metric).now !== null));
	return rows.some(isActionRow) ? [] : orderBy(goals, (kind) => figure(kind.spend).now ?? 0, 'desc');
}

function spendSentence(block: JudgedBlock): string[] {
	const figure = block.figure(spend);
	const { now, before, change } = figure;
	if (now === null || before === null || !arePeriodsAlike(block)) return [];
	const [amount, amountBefore] = [block.words.value(now, spend), block.words.value(before, spend)];
	const against =
		change === null
			? 'against nothing'
			: block.words.isAboutSame(figure, spend)
				? 'about the same as'
				: `${block.words.lessOrMore(change)} than`;
	return [`${amount} was spent, ${against} before (${amountBefore}).`];
}

/** What ads with one goal brought for their spend, and what they had brought before. */
function goalSentences(kind: ResultKind, block: JudgedBlock): string[] {
	const { words } = block;
	const [spendFigure, results, cost] = [kind.spend, kind.results, kind.cost].map(block.figure);
	if (spendFigure?.now == null || results?.now == null || cost === undefined) return [];
	const count = results.now === 0 ? 'none' : words.value(results.now, kind.results);
	const each = cost.now === null ? '' : `, ${words.value(cost.now, kind.cost)} each`;
	const line = onlyLine(kind, block);
	const name = line === null ? '' : `“${unlinked(line.name)}”: `;
	const brought = `${name}${spentOnGoal(spendFigure.now, line, words)} went into ads for ${lowerLabel(kind.label)} and brought ${count}${soFar(block)}${each}.`;
	const before = arePeriodsAlike(block) ? beforeSentence(kind, { spent: spendFigure, results, cost }, block) : '';
	return [[brought, before].filter(Boolean).join(' ')];
}

/** The one of several lines that has the goal. */
function onlyLine(kind: ResultKind, { lines }: JudgedBlock): Line | null {
	if (lines === null || lines.all.length < 2) return null;
	return onlyOf(lines.all.filter(({ figures }) => figureIn(figures, kind.spend).now !== null));
}

interface GoalFigures {
	readonly spent: ComparedFigure;
	readonly results: ComparedFigure;
	readonly cost: ComparedFigure;
}

function beforeSentence(kind: ResultKind, { spent, results, cost }: GoalFigures, { words, days }: JudgedBlock): string {
	if (results.before === null || spent.before === null || spent.before === 0) return '';
	const each = cost.before === null ? '' : ` at ${words.value(cost.before, kind.cost)} each`;
	return `Before: ${words.value(results.before, kind.results)}${each}${judgement(kind, { spent, results, cost }, { words, days })}.`;
}

/** What the two costs say together. */
function judgement(
	kind: ResultKind,
	{ spent, results, cost }: GoalFigures,
	{ words, days }: Pick<JudgedBlock, 'words' | 'days'>,
): string {
	if (cost.now === null && cost.before === null) return '';
	if (words.isAboutSame(cost, kind.cost)) return '; the cost is about the same';
	const step = (ofDays: number): number | null =>
		rateStep(
			{ results: results.now ?? 0, spend: spent.now ?? 0 },
			{ results: results.before ?? 0, spend: spent.before ?? 0 },
			ofDays,
		);
	// So many results could tell, if days did not vary by more than chance alone.
	if (!isEvidentStep(step(Infinity)))
		return `; with ${words.value(results.now, kind.results)} against ${words.value(results.before, kind.results)} this may be chance`;
	if (!isEvidentStep(step(dayCount(days) ?? 0))) return '; days often differ by as much, so this may be chance';
	return cost.change === null
		? '; that is more than chance explains'
		: `; one costs ${words.lessOrMore(cost.change)} now`;
}
