import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../shared/form/problem';
import { metricOf } from '../render/numbers/figures';
import type { WatchSettings } from './watchForm';
import { isCost } from '../rows/columns/readableNames';

const ADVICE =
	'Enter the name of the column that counts what you pay for, such as results, purchases, leads or link_clicks.';

/** Rates and amounts by their names, as far as no metric or cost of a report is called so. */
const noCount = /^cost_per_|(^|_)(ctr|cpc|cpm|cpp|rate|roas|value|values|spend|frequency|pct)$/;

/** Days of a rate cannot be added up, nor be judged as a count. @throws InputProblem */
export function refuseRate(column: string): void {
	const unit = metricOf(column)?.unit;
	if ((unit === undefined || unit === 'count') && !isCost(column) && !noCount.test(column)) return;
	throw new InputProblem(
		['resultsColumn'],
		`is “${column}”, which is a cost, a rate or an amount and no count`,
		ADVICE,
	);
}

const CONVERSION_ADVICE =
	'Choose one that the report has a column of: choose it in the report, too, in Options → Custom Conversions.';

/** What is counted: `resultsColumn` is the column, also where it is that of a custom conversion. */
export type ResultsChoice = Pick<WatchSettings, 'resultsColumn' | 'customConversion'>;

/** A column that nobody counts in would make every object look silent, or none. @throws InputProblem */
export function refuseMissing({ resultsColumn, customConversion }: ResultsChoice, columns: readonly string[]): void {
	if (columns.includes(resultsColumn)) return;
	const [field, advice] =
		customConversion === undefined ? ['resultsColumn', ADVICE] : ['customConversion', CONVERSION_ADVICE];
	throw new InputProblem([field], `is “${resultsColumn}”, and the report has no such column`, advice);
}

/** Columns that any of the rows has. */
export const columnsIn = (rows: readonly IDataObject[]): string[] => [...new Set(rows.flatMap(Object.keys))];
