import { InputProblem } from '../../../shared/form/problem';
import { ACTION_TYPE } from '../../breakdowns/table';
import { mainSets } from '../../facts/fieldSets';
import { columnsAreFixed } from '../../rows/columns/columns';
import type { ColumnSettings } from '../../rows/columns/columnSettings';
import { listsOf } from '../../rows/longRows';
import { isLong, reportColumns, type RowChoices, type ColumnsAround } from '../../rows/columns/reportColumns';
import { nearestNames } from '../nearestNames';
import type { ReportForm } from '../reportForm';

/** The sets whose fields are asked for; of Main Columns the form shows none. */
export const setsOf = ({ fieldSets }: ReportForm): readonly string[] => fieldSets ?? mainSets;

/** What decides the columns of a form's report. */
export function columnSettings(form: ReportForm): ColumnSettings {
	const { level, breakdowns, options } = form;
	const { actionTypes, allActionTypes, attributionWindows, conversionWindow, customConversions, moreFields } = options;
	const windows = [...new Set([...attributionWindows, ...(conversionWindow === 'value' ? [] : [conversionWindow])])];
	return {
		level,
		fieldSets: setsOf(form),
		moreFields,
		breakdowns,
		// Once any is named, Meta no longer adds action_type by itself (its default), and nothing would say what was counted.
		actionBreakdowns:
			options.actionBreakdowns.length === 0 ? [] : [...new Set([ACTION_TYPE, ...options.actionBreakdowns])],
		// Meta gives the value by each ad set's own setting only when `default` is asked for beside other windows.
		windows: windows.length > 0 && !windows.includes('default') ? ['default', ...windows] : windows,
		actionTypes,
		allActionTypes,
		conversionWindow,
		...(customConversions.length > 0 && { customConversions }),
	};
}

/** What the form says of the columns around those of the report itself. */
export function columnsAround({ accounts = 'one', columns, compare, options }: ReportForm): ColumnsAround {
	const { adDetails, onIncomplete, rowsFor } = options;
	return {
		columns,
		several: accounts !== 'one',
		compare,
		adDetails,
		byCreative: rowsFor === 'creative',
		tellsComplete: onIncomplete === 'return',
	};
}

/** What the form says of the columns that rows show. */
export function rowChoices(form: ReportForm): RowChoices {
	const { selectedColumns, timeIncrement, options } = form;
	const { commonCurrency, readableNames } = options;
	return {
		...columnsAround(form),
		...(selectedColumns === undefined ? {} : { selectedColumns }),
		timeIncrement,
		readableNames,
		...(commonCurrency === undefined ? {} : { commonCurrency }),
	};
}

/** What rows by type of action cannot be. */
export function longProblem(form: ReportForm): InputProblem | null {
	if (!isLong(form)) return null;
	if (form.compare)
		return new InputProblem(
			['compare'],
			'cannot be done with a row for each type of action',
			'Switch it off, or set Columns to All Metrics of the Groups.',
		);
	return listsOf(columnSettings(form)).length > 0
		? null
		: new InputProblem(
				['fieldSets'],
				'have no list of actions to make rows from',
				'Choose Conversions, E-Commerce or Leads, or add actions to Fields in Options.',
			);
}

/** A chosen column that the rows cannot have. Where only Meta's answer tells which there are, one that does not come is empty. */
export function selectedProblem(form: ReportForm, settings: ColumnSettings): InputProblem | null {
	if (form.selectedColumns === undefined || !columnsAreFixed(settings)) return null;
	const columns = reportColumns(columnsAround(form), settings);
	const unknown = form.selectedColumns.find((column) => !columns.includes(column));
	if (unknown === undefined) return null;
	const near = nearestNames(unknown, columns);
	const similar = near.length === 0 ? '' : `Columns with a similar name: ${near.join(', ')}. `;
	return new InputProblem(
		['selectedColumns'],
		`“${unknown}” is not a column of this report`,
		`${similar}Choose from the list, or add the Metric Group that has it.`,
	);
}
