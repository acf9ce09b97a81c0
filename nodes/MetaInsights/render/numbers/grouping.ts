import type { IDataObject } from 'n8n-workflow';

import { textOf } from './cells';

/** What the lines of a table stand for. */
export interface Group {
	readonly column: string;
	readonly id?: string;
	readonly label: string;
}

/** The most detailed first. */
export const objectGroups: readonly Group[] = [
	{ column: 'ad_name', id: 'ad_id', label: 'Ad' },
	{ column: 'adset_name', id: 'adset_id', label: 'Ad Set' },
	{ column: 'campaign_name', id: 'campaign_id', label: 'Campaign' },
	{ column: 'account_name', id: 'account_id', label: 'Ad Account' },
];

/** Its label is told by the rows' own days. */
export const PERIOD: Group = { column: 'date_start', label: '' };

/** Stands for the most detailed name that the rows have. */
export const AUTOMATIC = 'auto';

/** @param column whose values name the lines, or AUTOMATIC */
export function groupOf(rows: readonly IDataObject[], column: string): Group {
	if (column === AUTOMATIC) {
		return objectGroups.find((group) => rows.some((row) => textOf(row[group.column]) !== '')) ?? PERIOD;
	}
	if (column === PERIOD.column) return PERIOD;
	return objectGroups.find((group) => group.column === column) ?? { column, label: column };
}
