import { resultIn, type ResultEntry } from '../../../meta/resultCount';
import { onlyOf } from '../facts/some';
import { asNumber, type Cell, type FlatRow } from './cells';
import { byTypeColumn } from './columns/columnNames';
import { resultName } from './columns/readableNames';
import { RESULT_NAME } from './columns/rowNames';

/**
 * One kind of result is one number; several kinds have no common number, so the cell stays empty, `result_type` names them and `…_by_type` has each.
 */
export function placeResults(flat: FlatRow, field: string, value: unknown, window: string): void {
	if (!Array.isArray(value)) {
		flat[field] = asNumber(value);
		return;
	}
	const entries = value as ResultEntry[];
	if (field === 'results') {
		const indicators = entries.map(({ indicator }) => String(indicator ?? ''));
		flat.result_type = indicators.join(', ') || null;
		if (RESULT_NAME in flat) flat[RESULT_NAME] = indicators.map(resultName).join(', ') || null;
	}
	const only = onlyOf(entries);
	if (only !== null) flat[field] = resultValue(only, field, window);
	else if (entries.length > 1) flat[byTypeColumn(field)] = JSON.stringify(valuesByType(entries, field, window));
}

const valuesByType = (entries: readonly ResultEntry[], field: string, window: string): Record<string, Cell> =>
	Object.fromEntries(entries.map((entry) => [String(entry.indicator ?? ''), resultValue(entry, field, window)]));

const resultValue = (entry: ResultEntry, field: string, window: string): Cell =>
	asNumber(resultIn(entry, window, field === 'results' ? 0 : null));
