import { mapValues, keyBy } from 'lodash';

import { startForm, type ReportForm } from '../../../nodes/MetaInsights/form/reportForm.ts';
import { reportProblem } from '../../../nodes/MetaInsights/form/reportRules.ts';
import type { Form, ParamsIn } from '../../../nodes/shared/form/form.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';

export const ACCOUNT = 'act_1001000000000001';

/** A form as people leave it, with all columns, but for these values. */
export const read = <F extends Form>(form: F, values: object): ParamsIn<F> => {
	const defaults = mapValues(keyBy(form.properties, 'name'), 'default');
	return form.read({ ...defaults, adAccount: ACCOUNT, columns: 'all', ...values }).params as ParamsIn<F>;
};

/** A report’s form with these values. */
export function readReport(values: object): ReportForm {
	const form = read(startForm, values);
	const broken = reportProblem(form, {});
	if (broken !== null) throw broken;
	return form;
}

/** What a report’s form with these values is refused for, if it is. */
export function problemOf(values: object): InputProblem | null {
	try {
		readReport(values);
		return null;
	} catch (thrown) {
		if (thrown instanceof InputProblem) return thrown;
		throw thrown;
	}
}
