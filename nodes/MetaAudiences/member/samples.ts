import type { Member } from '../people/keys';

/**
 * Positions of the rows that Meta gives as samples of invalid entries.
 *
 * `invalid_entry_samples` is a list of texts, or a map of texts to texts (Marketing API reference, Custom Audience Users); what
 * stands in them is not documented. A row is found by the values it is made of; where a text names none, a key that is a
 * number is taken as the row's place in the batch. What fits no row is left alone.
 */
export function sampledRows(samples: unknown, members: readonly Member[]): number[] {
	const entries: Array<[string | null, unknown]> = Array.isArray(samples) ? samples.map((text) => [null, text]) : typeof samples === 'object' && samples !== null ? Object.entries(samples) : [];
	if (entries.length === 0) return [];
	const byValue = indexed(members);
	const found = new Set<number>();
	for (const [key, text] of entries) {
		const rows = rowsWith(valuesIn(`${key ?? ''} ${String(text)}`), byValue);
		if (rows.length > 0) for (const row of rows) found.add(row);
		else if (key !== null && /^\d+$/.test(key) && Number(key) < members.length) found.add(Number(key));
	}
	return [...found].sort((one, other) => one - other);
}

/** Hashes and ids in a text, whatever stands around them. */
const valuesIn = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}._:@-]{3,}/gu) ?? [];

function indexed(members: readonly Member[]): Map<string, number[]> {
	const index = new Map<string, number[]>();
	members.forEach((member, row) => {
		for (const value of member) {
			if (value.length < 4) continue;
			const rows = index.get(value);
			if (rows) rows.push(row);
			else index.set(value, [row]);
		}
	});
	return index;
}

/** Rows that hold every one of the values that are known at all: a first name alone is in many rows. */
function rowsWith(values: readonly string[], index: ReadonlyMap<string, readonly number[]>): readonly number[] {
	const known = values.flatMap((value) => index.get(value) ?? index.get(value.toLowerCase()) ?? []);
	if (known.length === 0) return [];
	const counts = new Map<number, number>();
	for (const row of known) counts.set(row, (counts.get(row) ?? 0) + 1);
	const most = Math.max(...counts.values());
	return [...counts].flatMap(([row, count]) => (count === most ? [row] : []));
}
