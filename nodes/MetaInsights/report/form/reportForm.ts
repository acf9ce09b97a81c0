import { formOf, type ParamsIn } from '../../../shared/form/form';
import { optionsField, outputFields, simplifyField } from '../../../shared/node/commonFields';
import { columnOptions } from './columnOptions';
import { reportFields } from './reportFields';
import { rowOptions } from './rowOptions';
import { waitOptions } from './waitOptions';

export const startForm = formOf(...reportFields, simplifyField, optionsField(...columnOptions, ...rowOptions));

/** Get waits for the report itself, within a time of its own. */
export const getForm = formOf(
	...reportFields,
	...outputFields,
	optionsField(...columnOptions, ...rowOptions, ...waitOptions),
);

/** The form of a report, as Start has it. */
export type ReportForm = ParamsIn<typeof startForm>;

export type GetForm = ParamsIn<typeof getForm>;
