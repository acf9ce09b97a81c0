import type { InputProblem } from '../../shared/form/problem';
import { fieldsProblem } from './breakdownFields';
import { combinationProblem, strategyProblem } from './breakdownRules';
import { filtersProblem } from './filters';
import { simplifyProblem } from './outputRules';
import { comparisonProblem, rangesProblem } from './ranges';
import type { GetForm, ReportForm } from './reportForm';
import { idsProblem, levelProblem } from './scope';
import { statusProblem } from './statuses';

type Rule<Form> = (form: Form) => InputProblem | null;

/** What the fields have to be together, before the account is known. */
const rules: ReadonlyArray<Rule<ReportForm>> = [
	({ options }) => filtersProblem(options.filters),
	idsProblem,
	levelProblem,
	rangesProblem,
	fieldsProblem,
	({ breakdowns, options }) => combinationProblem(breakdowns, options.actionBreakdowns),
	({ level, options }) => statusProblem(level, options.statuses),
	comparisonProblem,
	simplifyProblem,
];

export function reportProblem(form: ReportForm): InputProblem | null {
	for (const rule of rules) {
		const broken = rule(form);
		if (broken !== null) return broken;
	}
	return null;
}

export const getProblem: Rule<GetForm> = (form) => reportProblem(form) ?? strategyProblem(form.breakdowns, form.options.strategy);
