import { isEmpty, type InputProblem } from '../../../shared/form/problem';
import { everyRule } from '../../../shared/form/rule';
import { strategyProblem } from '../breakdowns/directAnswers';
import { breakdownsProblem } from '../breakdowns/refusals';
import { metricFields } from '../facts/fieldSets';
import { statusProblem } from '../facts/statuses';
import { filtersProblem } from './filters';
import { simplifyProblem } from './outputRules';
import { comparisonProblem, rangesProblem } from './ranges';
import type { GetForm, ReportForm } from './reportForm';
import { idsProblem, levelProblem } from './scope';

/** Whether anything is asked for. */
function nothingChosen({ fieldSets, options }: ReportForm): InputProblem | null {
	return metricFields(fieldSets, options.moreFields).length > 0
		? null
		: isEmpty(['fieldSets'], 'Choose at least one set, or fields in Options.');
}

/** What the fields have to be together, before the account is known. */
export const reportProblem = everyRule<ReportForm>(
	({ options }) => filtersProblem(options.filters),
	idsProblem,
	levelProblem,
	rangesProblem,
	nothingChosen,
	({ breakdowns, level, fieldSets, options }) =>
		breakdownsProblem({
			breakdowns,
			actionBreakdowns: options.actionBreakdowns,
			level,
			metrics: metricFields(fieldSets, options.moreFields),
		}),
	({ level, options }) => statusProblem(level, options.statuses),
	comparisonProblem,
	simplifyProblem,
);

export const getProblem = everyRule<GetForm>(reportProblem, ({ breakdowns, options }) =>
	strategyProblem(breakdowns, options.strategy),
);
