import type { IDataObject } from 'n8n-workflow';

import { breakdown, breakdownLabels } from '../../breakdowns/table';
import { isRoundedId } from '../../../shared/reading/cells';
import { partColumn } from '../../rows/columns/columnNames';
import { placementInWords, valueInWords } from './breakdownWords';
import { textOfCell } from './cells';

/** What the lines of a table stand for. */
export interface LineGroup {
	readonly column: string;
	readonly id?: string;
	/** An ID that counts before it: rows of creatives can stand for several ads, and on each day for others. */
	readonly over?: string;
	readonly label: string;
	/** A column without which the values of this one are ambiguous. */
	readonly within?: string;
}

/** The most detailed first. */
export const objectGroups: readonly LineGroup[] = [
	{ column: 'ad_name', id: 'ad_id', over: 'grouped_id', label: 'Ad' },
	{ column: 'adset_name', id: 'adset_id', label: 'Ad Set' },
	{ column: 'campaign_name', id: 'campaign_id', label: 'Campaign' },
	{ column: 'account_name', id: 'account_id', label: 'Ad Account' },
];

/** Its label is told by the rows' own days. */
export const PERIOD: LineGroup = { column: 'date_start', label: '' };

/** Stands for the most detailed name that the rows have. */
export const AUTOMATIC = 'auto';

/** A breakdown's name; what the form adds in brackets says how to choose it. */
export const breakdownLabel = (column: string): string => breakdown(column).label?.split(' (')[0] ?? column;

/** Delivery by country, age and the like; counts of actions have breakdowns of their own, which share one spend. */
const brokenDownBy = (rows: readonly IDataObject[]): string | undefined =>
	Object.keys(rows[0] ?? {}).find(
		(column) =>
			column in breakdownLabels && !column.startsWith('action_') && rows.some((row) => textOfCell(row[column]) !== ''),
	);

/**
 * @param column whose values name the lines, or AUTOMATIC: the most detailed name. Where all rows bear one name, such
 *   as those of a whole account, AUTOMATIC means what breaks them down
 */
export function groupOf(rows: readonly IDataObject[], column: string): LineGroup {
	if (column === AUTOMATIC) {
		const objectGroup =
			objectGroups.find((group) => rows.some((row) => textOfCell(row[group.column]) !== '')) ?? PERIOD;
		const breakdownColumn =
			new Set(rows.map((row) => keyIn(row, objectGroup))).size === 1 ? brokenDownBy(rows) : undefined;
		return breakdownColumn === undefined ? objectGroup : groupOf(rows, breakdownColumn);
	}
	if (column === PERIOD.column) return PERIOD;
	return (
		objectGroups.find((group) => group.column === column) ?? {
			column,
			// Two images, or two texts, may bear the same name.
			...(breakdown(column).parts?.includes('id') ? { id: partColumn(column, 'id') } : {}),
			label: breakdownLabel(column),
			within: breakdown(column).needs,
		}
	);
}

/** What a row is about in a group. Two campaigns may bear the same name, so an ID counts where there is one. */
export function keyIn(row: IDataObject, { column, id, over, within }: LineGroup): string {
	const ownId = [over, id].map((name) => (name === undefined ? '' : textOfCell(row[name]))).find(Boolean) ?? '';
	const name = textOfCell(row[column]);
	if (ownId !== '') return isRoundedId(ownId) ? `${ownId} ${name}` : ownId;
	return [within === undefined ? '' : textOfCell(row[within]), name].filter(Boolean).join(' ');
}

/** The name of what a row is about, in words; nothing where the row does not tell it. */
export function nameIn(row: IDataObject, { column, within }: LineGroup): string {
	const name = valueInWords(column, textOfCell(row[column]));
	if (within === undefined || name === '') return name;
	return placementInWords(valueInWords(within, textOfCell(row[within])), name);
}
