import { orderBy } from 'lodash';

import { rateStep } from '../../../meta/evidence/rateStep';
import { isLimited } from '../notes/recordNotes';
import { numberOf } from '../../../shared/reading/numbers';
import { isActionRow } from '../numbers/actionRows';
import { spend, type ComparedFigure } from '../numbers/figures';
import { lowerLabel, type ResultKind } from '../numbers/kinds';
import { SAME_WITHIN, type Words } from '../numbers/words';
import { bestLines, MOST_GOALS } from './bestLines';
import { arePeriodsAlike, dayCount, type JudgedBlock } from './judged';

/** Beyond so many standard deviations chance alone comes in one of twenty cases. */
const EVIDENT = 1.96;

/**
 * What came of the money, a line of plain words each. They tell the spend against the period before, what each goal brought at
 * which cost, and which line was best. Each is a fact of the report, and no difference is called one that chance explains.
 */
export function verdictOf(block: JudgedBlock): string[] {
	// Rows that a limit has left out may be the better ones, or the worse.
	if (!block.showsSpend || (block.reports !== null && isLimited(block.reports))) return [];
	const goals = goalsOf(block);
	return [
		...spendSentence(block),
		...goals.slice(0, MOST_GOALS).flatMap((kind) => goalSentences(kind, block)),
		...bestLines(block, goals),
	];
}

/**
 * The kinds of results that are goals, those with the largest spend first. Nothing is told of a kind where a row has several: it
 * does not tell what it spent on each. Rows by action share one spend.
 */
function goalsOf({ kinds, rows, figure }: JudgedBlock): ResultKind[] {
	const isTold = (value: unknown): boolean => numberOf(value) !== null;
	const goals = kinds.filter((kind) =>
		rows.every((row) => isTold(row[kind.results.column]) === isTold(row[kind.spend.column])),
	);
	return rows.some(isActionRow) ? [] : orderBy(goals, (kind) => figure(kind.spend).now ?? 0, 'desc');
}

function spendSentence(block: JudgedBlock): string[] {
	const { now, before, change } = block.figure(spend);
	if (now === null || before === null || !arePeriodsAlike(block)) return [];
	const [amount, amountBefore] = [block.words.value(now, spend), block.words.value(before, spend)];
	const against =
		change === null
			? 'against nothing'
			: Math.abs(change) <= SAME_WITHIN
				? 'about the same as'
				: `${block.words.lessOrMore(change)} than`;
	return [`${amount} was spent, ${against} before (${amountBefore}).`];
}

/** What ads with one goal brought for their spend, and what they had brought before. */
function goalSentences(kind: ResultKind, block: JudgedBlock): string[] {
	const { words, rows } = block;
	const [spent, results, cost] = [kind.spend, kind.results, kind.cost].map(block.figure);
	if (spent?.now == null || results?.now == null || cost === undefined) return [];
	const settled = rows.some((row) => row.settled === false) ? ' so far' : '';
	const count = results.now === 0 ? 'none' : words.value(results.now, kind.results);
	const each = cost.now === null ? '' : `, ${words.value(cost.now, kind.cost)} each`;
	const brought = `${words.value(spent.now, spend)} went into ads for ${lowerLabel(kind.label)} and brought ${count}${settled}${each}.`;
	const before = arePeriodsAlike(block) ? beforeSentence(kind, { spent, results, cost }, block) : '';
	return [[brought, before].filter(Boolean).join(' ')];
}

interface GoalFigures {
	readonly spent: ComparedFigure;
	readonly results: ComparedFigure;
	readonly cost: ComparedFigure;
}

function beforeSentence(kind: ResultKind, { spent, results, cost }: GoalFigures, { words, days }: JudgedBlock): string {
	if (results.before === null || spent.before === null || spent.before === 0) return '';
	const each = cost.before === null ? '' : ` at ${words.value(cost.before, kind.cost)}`;
	const step = rateStep(
		{ results: results.now ?? 0, spend: spent.now ?? 0 },
		{ results: results.before, spend: spent.before },
		dayCount(days) ?? 0,
	);
	return `Before, it was ${words.value(results.before, kind.results)}${each}${judgement(cost, step, words)}.`;
}

/** What the two costs say together. */
function judgement({ now, before, change }: ComparedFigure, step: number | null, words: Words): string {
	if (now === null && before === null) return '';
	if (change !== null && Math.abs(change) <= SAME_WITHIN) return ': the cost is about the same';
	if (step === null || Math.abs(step) < EVIDENT) return ': the difference can be chance';
	return change === null ? ': that is more than chance explains' : `: one costs ${words.lessOrMore(change)} now`;
}
