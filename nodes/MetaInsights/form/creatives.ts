import { InputProblem } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import { isFlat, isLong } from '../rows/columns/reportColumns';
import { FLAT_CHOICES } from './columns/columnChoices';
import type { GetForm } from './reportForm';

/** What rows of creatives cannot be. */
export function creativesProblem(form: GetForm): InputProblem | null {
	const { level, compare } = form;
	const { output, rowsFor } = form.options;
	if (rowsFor !== 'creative') return null;
	const refuse = (message: string, advice: string): InputProblem =>
		new InputProblem(['options', 'rowsFor'], `“Creative” ${message}`, advice);
	return allOf([
		...(level === 'ad' ? [] : [refuse('puts ads together', 'Set Level to Ad.')]),
		...(isFlat(form) && !isLong(form) ? [] : [refuse('needs rows with columns', `Set Columns to ${FLAT_CHOICES}.`)]),
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
