import type { IDataObject } from 'n8n-workflow';

/** Names that a report writes into its rows and that others read there: comparisons, sheets, the mail. They never change. */

export const LINK_COLUMN = 'adsManagerUrl';

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
