import type { ReportForm } from './reportForm';

/** What the rows of a report come out as. Plain data: a plan carries it. */
export interface ReportOutput {
	/** `auto` makes items of as many rows as n8n can hold, and a file of more; `itemsOrError` refuses more. */
	readonly kind: 'auto' | 'csv' | 'items' | 'itemsOrError' | 'jsonl';
	/** How many rows there are at most; all of them without it. */
	readonly limit?: number;
	/** A column; in the order of Meta's answers where it is empty. */
	readonly sortBy: string;
	readonly sortDirection: 'asc' | 'desc';
	readonly alwaysOutputRow: boolean;
	/** Cells without a value are an empty text; null without it. A plan that was made before it has none. */
	readonly emptyText?: boolean;
	/** Texts of a CSV file begin no formula. */
	readonly escapeFormulas: boolean;
	/** The report's account of itself comes last. */
	readonly summary: boolean;
	/** Whether a part that Meta cannot give ends the report. */
	readonly onIncomplete: 'fail' | 'return';
	/** Rows take the place of those that a run before has left in a table. */
	readonly replacesRows: boolean;
}

export function reportOutput({ dateRange, options }: ReportForm): ReportOutput {
	const { alwaysOutputRow, emptyText, escapeFormulas, limit, onIncomplete, output, sortBy, sortDirection, summary } =
		options;
	return {
		kind: output,
		...(limit === undefined ? {} : { limit }),
		sortBy,
		sortDirection,
		alwaysOutputRow,
		emptyText,
		escapeFormulas,
		summary,
		onIncomplete,
		replacesRows: dateRange === 'settling',
	};
}
