import { choice } from '../../../shared/form/kinds';
import { InputProblem } from '../../../shared/form/problem';
import { allOf } from '../../../shared/form/problems';
import { isFlat, isLong } from './columns/columnsAsked';
import type { GetForm, ReportForm } from './reportForm';

export const rowsForOption = choice({
	displayName: 'Rows For',
	name: 'rowsFor',
	options: [
		{ name: 'Each Ad', value: 'ad' },
		{
			name: 'Each Creative',
			value: 'creative',
			description: 'One row for all ads that show the same video, else the same image, else the same text',
		},
	],
	default: 'ad',
	description: 'What a row of the level Ad stands for',
});

export const isByCreative = ({ options }: { readonly options: Pick<ReportForm['options'], 'rowsFor'> }): boolean =>
	options.rowsFor === 'creative';

/** What rows of creatives cannot be. */
export function creativesProblem(form: GetForm): InputProblem | null {
	if (!isByCreative(form)) return null;
	const { level, compare } = form;
	const { output } = form.options;
	const refuse = (message: string, advice: string): InputProblem =>
		new InputProblem(['options', 'rowsFor'], `“Each Creative” ${message}`, advice);
	return allOf([
		...(level === 'ad' ? [] : [refuse('puts ads together', 'Set Level to Ad.')]),
		...(isFlat(form) && !isLong(form)
			? []
			: [refuse('needs rows with columns', 'Set Columns to Main, Selected or All of the Field Sets.')]),
		...(compare ? [refuse('cannot be compared', 'Switch Compare With Previous Period off.')] : []),
		...(output === 'csv' || output === 'jsonl'
			? [
					refuse(
						'cannot come as a file, whose rows are written before all ads of a creative have come',
						'Set Output to Automatic or Items.',
					),
				]
			: []),
	]);
}
