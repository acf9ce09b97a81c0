import { InputProblem } from '../../shared/form/problem';
import type { ReportLevel } from '../facts/levels';
import { combinationProblem } from './combinations';
import { emptyProblem } from './fieldLimits';
import { breakdown, quotedBreakdowns } from './table';

/** What breakdowns are chosen for. */
export interface ChosenBreakdowns {
	/** Of the rows. */
	readonly breakdowns: readonly string[];
	/** Of the action lists. */
	readonly actionBreakdowns: readonly string[];
	readonly level: ReportLevel;
	/** Fields that were chosen. */
	readonly metrics: readonly string[];
}

/** Why these breakdowns are not offered at this level, with what to choose, or null. */
function levelProblem({ breakdowns, level }: ChosenBreakdowns): InputProblem | null {
	const names = breakdowns.filter((name) => level === 'account' && breakdown(name).notOfAccount);
	if (names.length === 0) return null;
	return new InputProblem(
		['breakdowns'],
		`${quotedBreakdowns(names)} cannot be used for rows of the whole ad account`,
		'Set Level to Campaign, Ad Set or Ad, or drop the breakdown.',
	);
}

/** Every way in which breakdowns are refused before the account is known, in order. */
const refusals: ReadonlyArray<(choice: ChosenBreakdowns) => InputProblem | null> = [
	levelProblem,
	({ breakdowns, metrics }) => emptyProblem(breakdowns, metrics),
	({ breakdowns, actionBreakdowns }) => combinationProblem(breakdowns, actionBreakdowns),
];

/**
 * Why Meta would refuse these breakdowns or answer them with nothing, or null. Two refusals are elsewhere: names that
 * Meta removed are refused as the form is read (form/nameLists.ts), and how far back a breakdown reaches where the
 * account's calendar is known (retention.ts).
 */
export function breakdownsProblem(choice: ChosenBreakdowns): InputProblem | null {
	for (const refusal of refusals) {
		const broken = refusal(choice);
		if (broken !== null) return broken;
	}
	return null;
}
