import { isRecord } from '../../../shared/record';
import type { Member } from '../../people/rows/keys';

/** A row of a request. */
interface Row {
	readonly member: Member;
}

/**
 * The rows that Meta gives as samples of invalid entries.
 *
 * `invalid_entry_samples` is a list of texts, or a map of texts to texts (Marketing API reference, Custom Audience
 * Users). What stands in them is not documented. A row is found by the values it is made of. Where a text names none, a
 * key that is a number is read as the row's place in the batch. What fits no row is left alone.
 */
export function sampledRows<R extends Row>(samples: unknown, rows: readonly R[]): R[] {
	const entries = entriesOf(samples);
	if (entries.length === 0) return [];
	const byValue = indexRows(rows);
	const samplesFound = entries.flatMap(([key, text]) => {
		const namedRows = rowsWith(valuesIn(`${key ?? ''} ${String(text)}`), byValue);
		const placedRow = namedRows.length > 0 || key === null || !/^\d+$/.test(key) ? undefined : rows[Number(key)];
		return placedRow === undefined ? namedRows : [placedRow];
	});
	return [...new Set(samplesFound)];
}

function entriesOf(samples: unknown): Array<readonly [key: string | null, text: unknown]> {
	if (Array.isArray(samples)) return samples.map((text: unknown) => [null, text]);
	return isRecord(samples) ? Object.entries(samples) : [];
}

/** Hashes and ids in a text, whatever stands around them. */
const valuesIn = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}._:@-]{3,}/gu) ?? [];

function indexRows<R extends Row>(rows: readonly R[]): Map<string, R[]> {
	const index = new Map<string, R[]>();
	for (const row of rows) {
		for (const value of row.member) {
			if (value.length < 4) continue;
			const sameRows = index.get(value);
			if (sameRows) sameRows.push(row);
			else index.set(value, [row]);
		}
	}
	return index;
}

/** Rows that hold every one of the values that are known at all: a first name alone is in many rows. */
function rowsWith<R extends Row>(values: readonly string[], index: ReadonlyMap<string, readonly R[]>): readonly R[] {
	const rowsOfValues = values.flatMap((value) => index.get(value) ?? index.get(value.toLowerCase()) ?? []);
	if (rowsOfValues.length === 0) return [];
	const counts = new Map<R, number>();
	for (const row of rowsOfValues) counts.set(row, (counts.get(row) ?? 0) + 1);
	const most = Math.max(...counts.values());
	return [...counts].flatMap(([row, count]) => (count === most ? [row] : []));
}
