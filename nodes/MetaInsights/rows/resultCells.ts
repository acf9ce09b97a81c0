import { resultIn, type ResultEntry } from '../../meta/resultCount';
import { isRecord } from '../../shared/record';
import { idOf } from '../../shared/reading/cells';
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
	const entries = value.filter(isRecord);
	// With one that cannot be read the others are not all there is.
	if (entries.length < value.length) return;
	const only = onlyOf(entries);
	if (field === 'results') {
		flat.result_type = resultWords(entries, only, indicatorOf);
		if (RESULT_NAME in flat) flat[RESULT_NAME] = resultWords(entries, only, (entry) => resultName(indicatorOf(entry)));
	}
	if (only !== null) flat[field] = resultValue(only, field, window);
	else if (entries.length > 1) flat[byTypeColumn(field)] = JSON.stringify(valuesByType(entries, field, window));
}

const indicatorOf = ({ indicator }: ResultEntry): string => idOf(indicator) ?? '';

/** What each of the entries is called; nearly always there is one. */
const resultWords = (
	entries: readonly ResultEntry[],
	only: ResultEntry | null,
	nameOf: (entry: ResultEntry) => string,
): string | null => (only === null ? entries.map(nameOf).join(', ') : nameOf(only)) || null;

const valuesByType = (entries: readonly ResultEntry[], field: string, window: string): Record<string, Cell> =>
	Object.fromEntries(entries.map((entry) => [indicatorOf(entry), resultValue(entry, field, window)]));

const resultValue = (entry: ResultEntry, field: string, window: string): Cell =>
	asNumber(resultIn(entry, window, field === 'results' ? 0 : null));
