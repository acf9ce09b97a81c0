import type { ColumnSettings } from '../../nodes/MetaInsights/rows/columns/columnSettings.ts';

/** Settings of a report of these sets, without breakdowns and windows, and what is different in it. */
export const columnSettings = (
	level: ColumnSettings['level'],
	fieldSets: readonly string[],
	more: Partial<ColumnSettings> = {},
): ColumnSettings => ({
	level,
	fieldSets,
	moreFields: [],
	breakdowns: [],
	actionBreakdowns: [],
	windows: [],
	actionTypes: [],
	allActionTypes: false,
	conversionWindow: 'value',
	...more,
});
