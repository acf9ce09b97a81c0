import type { IDataObject } from 'n8n-workflow';

/** Names that a report writes into its rows and that others read there: comparisons, sheets, the mail. They never change. */

export const ADS_MANAGER_COLUMN = 'ads_manager_url';

/** Address of the picture of an ad's creative. */
export const THUMBNAIL_COLUMN = 'thumbnail_url';

/** What the results of a row are, in words. */
export const RESULT_NAME = 'result_name';

/** In a report of several ad accounts: why this one has no rows. */
export const ERROR_COLUMN = 'report_error';

/** Columns that say which ads a row of a creative stands for, and why. */
export const CREATIVE_COLUMNS = ['grouped_by', 'grouped_id', 'ad_count'] as const;

export const SUMMARY_TYPE = 'summary';

/** Whether an item is a report's account of itself and no row of it. */
export const isSummary = (item: IDataObject): boolean => item.row_type === SUMMARY_TYPE;

export const previousColumn = (column: string): string => `${column}_previous`;
export const changeColumn = (column: string): string => `${column}_change_pct`;

/** Percent from one to the other; null where there is nothing to measure against. */
export function percentChange(now: number | null, before: number | null): number | null {
	if (now === null || before === null || before === 0) return null;
	const percent = ((now - before) / Math.abs(before)) * 100;
	return Number.isFinite(percent) ? percent : null;
}
