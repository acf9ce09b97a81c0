import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../shared/form/problem';
import { metricOf } from '../render/numbers/figures';
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

/** A column that nobody counts in would make every object look silent, or none. @throws InputProblem */
export function refuseMissing(column: string, columns: readonly string[]): void {
	if (columns.includes(column)) return;
	throw new InputProblem(['resultsColumn'], `is “${column}”, and the report has no such column`, ADVICE);
}

/** Columns that any of the rows has. */
export const columnsIn = (rows: readonly IDataObject[]): string[] => [...new Set(rows.flatMap(Object.keys))];
