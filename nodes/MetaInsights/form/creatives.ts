import { InputProblem } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import { isFlat, isLong } from './columns/columnsAsked';
import type { GetForm, ReportForm } from './reportForm';

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
