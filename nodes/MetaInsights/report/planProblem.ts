import { labelOf } from '../../shared/form/label';
import { InputProblem } from '../../shared/form/problem';
import { startForm } from './reportForm';

/**
 * What is wrong with the form that a started report was asked for by, as a problem of its plan: the operation that finds it
 * has none of the form's fields. Anything else stays what it is.
 */
export function problemOfPlan(thrown: unknown): unknown {
	if (!(thrown instanceof InputProblem)) return thrown;
	const { field, message, advice } = thrown;
	return new InputProblem(['plan'], `is of a report that cannot be delivered as it was asked for. ${labelOf(startForm.properties, field)}: ${message}`, `Start the report again with another form. ${advice}`);
}
