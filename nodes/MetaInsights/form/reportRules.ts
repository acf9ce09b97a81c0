import { InputProblem, isEmpty } from '../../shared/form/problem';
import { everyRule } from '../../shared/form/rule';
import { strategyProblem } from '../breakdowns/directAnswers';
import { breakdownsProblem } from '../breakdowns/refusals';
import { metricFields } from '../facts/fieldSets';
import { statusProblem } from '../facts/statuses';
import { columnSettings, longProblem, selectedProblem, setsOf } from './columns/columnsAsked';
import { commonCurrencyProblem } from './accounts/commonCurrency';
import { creativesProblem } from './creatives';
import { filtersProblem } from './filters';
import { rawRowsProblem } from './outputRules';
import { comparisonProblem } from './days/comparison';
import { endProblem, rangesProblem } from './days/ranges';
import type { GetForm, ReportForm } from './reportForm';
import { idsProblem, levelProblem } from './accounts/scope';

/** Whether anything is asked for. */
function nothingChosen(form: ReportForm): InputProblem | null {
	return metricFields(setsOf(form), form.options.moreFields).length > 0
		? null
		: isEmpty(['fieldSets'], 'Choose at least one set, or fields in Options.');
}

/** What the fields have to be together, before the account is known. */
export const reportProblem = everyRule<ReportForm>(
	({ options }) => filtersProblem(options.filters),
	idsProblem,
	levelProblem,
	rangesProblem,
	endProblem,
	nothingChosen,
	(form) =>
		breakdownsProblem({
			breakdowns: form.breakdowns,
			actionBreakdowns: form.options.actionBreakdowns,
			level: form.level,
			metrics: metricFields(setsOf(form), form.options.moreFields),
		}),
	({ level, options }) => statusProblem(level, options.statuses),
	comparisonProblem,
	rawRowsProblem,
	(form) => selectedProblem(form, columnSettings(form)),
	longProblem,
);

export const getProblem = everyRule<GetForm>(
	reportProblem,
	commonCurrencyProblem,
	creativesProblem,
	({ breakdowns, options }) => strategyProblem(breakdowns, options.strategy),
	({ accounts, options }) =>
		accounts === 'one' || options.sortBy === ''
			? null
			: new InputProblem(
					['options', 'sortBy'],
					'sorts the rows of one ad account',
					'Leave it empty, or sort in a step after this one: amounts of different currencies have no common order.',
				),
);
