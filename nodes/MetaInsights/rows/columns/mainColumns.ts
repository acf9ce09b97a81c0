import { idField, nameFieldOf } from '../../facts/levels';
import { columnsOf } from './columns';
import type { ColumnSettings } from './columnSettings';

/** Most columns of a row that nobody has asked more of: n8n's guidelines want a response of more than ten simplified. */
export const MOST_COLUMNS = 12;

/** In the order in which people read them; how many clicks there were, impressions and CTR say. */
const numbers = ['spend', 'results', 'cost_per_result', 'purchase_value', 'roas', 'impressions', 'ctr'];
const dispensable = ['impressions', 'ctr'];

/** Columns that are there because Options name what they hold. */
function namedColumns(settings: ColumnSettings): string[] {
	const { conversionWindow } = settings;
	// Whoever counts by one window wants other numbers, not more of them.
	const windows = settings.windows.filter((window) => window === 'default' || window === conversionWindow);
	const usualSettings = { ...settings, moreFields: [], actionTypes: [], windows, customConversions: [] };
	const unaskedColumns = new Set(columnsOf(usualSettings));
	return columnsOf(settings).filter((column) => !unaskedColumns.has(column));
}

/**
 * What people read first: what the row is about, its days, its breakdowns, its numbers, and then the IDs. Amounts never go
 * without their currency: a step behind would add dollars to yen.
 *
 * @param timeIncrement as the form has it: with rows whose key is another one every day, the last day takes its place
 * @param several whether rows can be of several ad accounts: whose they are and what failed take the place of numbers
 */
export function mainColumns(settings: ColumnSettings, timeIncrement: string, several = false): string[] {
	const moves = timeIncrement === 'total' || timeIncrement === 'days';
	const columns = [
		...(several ? ['account_name'] : []),
		nameFieldOf(settings.level),
		...['date_start', ...(moves ? ['date_stop'] : [])],
		...settings.breakdowns,
		...(several ? numbers.filter((column) => !dispensable.includes(column)) : numbers),
		...namedColumns(settings),
		'account_currency',
		...(several ? ['account_id'] : []),
		idField(settings.level),
		...(moves ? [] : ['row_key']),
	];
	return [...new Set(columns)];
}
