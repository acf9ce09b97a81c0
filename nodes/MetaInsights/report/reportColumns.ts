import { detailColumns } from './adDetails';
import { columnsOf, type ColumnSettings } from './columns';
import { comparedColumns } from './compare';
import type { ReportForm } from './reportForm';

/** Whether rows say that their report is complete. A file's are written before anybody knows: its item says so. */
export const saysComplete = ({ options: { onIncomplete } }: ReportForm, isFile: boolean): boolean => onIncomplete === 'return' && !isFile;

/** Every column of a report's rows, in order, as far as they can be known before the first row. */
export function reportColumns(form: ReportForm, settings: ColumnSettings, isFile = false): string[] {
	const { compare, level, breakdowns, options } = form;
	const columns = columnsOf(settings);
	return [
		...(compare ? comparedColumns(columns, breakdowns) : columns),
		...(options.adDetails ? detailColumns(level) : []),
		...(saysComplete(form, isFile) ? ['report_complete'] : []),
	];
}
