import { onlyOf } from '../facts/some';
import { actionItems } from './actionItems';
import { asNumber, type Cell, type FlatRow } from './cells';
import { byTypeColumn } from './columnNames';

interface ResultEntry {
	readonly indicator?: unknown;
	readonly values?: unknown;
}

/**
 * `results` and its like are lists of `{indicator, values: [{value, attribution_windows}]}`. One kind of result is one
 * number; several kinds have no common number, so the cell stays empty, `result_type` names them and `…_by_type` has each.
 */
export function placeResults(flat: FlatRow, field: string, value: unknown, window: string): void {
	if (!Array.isArray(value)) {
		flat[field] = asNumber(value);
		return;
	}
	const entries = value as ResultEntry[];
	if (field === 'results')
		flat.result_type = entries.map(({ indicator }) => String(indicator ?? '')).join(', ') || null;
	const only = onlyOf(entries);
	if (only !== null) flat[field] = resultValue(only, field, window);
	else if (entries.length > 1) flat[byTypeColumn(field)] = JSON.stringify(valuesByType(entries, field, window));
}

const valuesByType = (entries: readonly ResultEntry[], field: string, window: string): Record<string, Cell> =>
	Object.fromEntries(entries.map((entry) => [String(entry.indicator ?? ''), resultValue(entry, field, window)]));

function resultValue({ values }: ResultEntry, field: string, window: string): Cell {
	const list = actionItems(values);
	const counting = (name: string) =>
		list.find(({ attribution_windows: windows }) => Array.isArray(windows) && windows.includes(name));
	// Another window's count is not the chosen one's: without an entry of its own it is unknown.
	if (window !== 'value') return asNumber(counting(window)?.value);
	const chosen = counting('default') ?? list[0];
	// An indicator without a value is a goal that was not reached (UNCONFIRMED 19): no results, and no cost of one.
	return chosen === undefined ? (field === 'results' ? 0 : null) : asNumber(chosen.value);
}
