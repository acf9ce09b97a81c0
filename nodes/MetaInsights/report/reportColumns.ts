import { detailColumns } from './adDetails';
import { columnsOf, type ColumnSettings } from './columns';
import { comparedColumns } from './compare';
import type { ReportForm } from './params';

/** Every column of a report's rows, in order, as far as they can be known before the first row. */
export function reportColumns({ compare, level, breakdowns, options }: ReportForm, settings: ColumnSettings): string[] {
	const columns = columnsOf(settings);
	return [
		...(compare ? comparedColumns(columns, breakdowns) : columns),
		...(options.adDetails ? detailColumns(level) : []),
		...(options.onIncomplete === 'return' ? ['report_complete'] : []),
	];
}
