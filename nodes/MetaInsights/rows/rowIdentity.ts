import { idOf, textCell } from '../../shared/reading/cells';
import { timeIncrement, type Increment } from '../facts/increments';
import { idField, type ReportLevel } from '../facts/levels';

type RawRow = Readonly<Record<string, unknown>>;

/** What a report's rows have in common. */
interface RowsOf {
	readonly level: ReportLevel;
	/** In one order for all rows that are compared by their keys. */
	readonly breakdowns: readonly string[];
	readonly increment: Increment;
}

/** Assets are objects, whose names and addresses may be alike or change: their id tells them apart, or an image's hash. */
function valueIdentity(value: unknown): string {
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	const { id, hash } = value as { id?: unknown; hash?: unknown };
	return String(id ?? hash ?? JSON.stringify(value));
}

/**
 * What a row is about: level, object, first day, increment and breakdown values. The last day is left out, so a row of a
 * running week or month replaces itself. People keep rows by this key: its form never changes.
 */
export function rowKeys({ level, breakdowns, increment }: RowsOf): (row: RawRow) => string {
	const id = idField(level);
	const step = String(timeIncrement(increment));
	return (row) => {
		const parts = [level, idOf(row[id]) ?? '', textCell(row.date_start) ?? '', step];
		for (const name of breakdowns) parts.push(`${name}=${valueIdentity(row[name])}`);
		return parts.join('|');
	};
}

/** A key as it would be on any other day: what a row has in common with that of another period. */
export function keyWithoutDay(key: string): string {
	const [level, object, , ...rest] = key.split('|');
	return [level, object, ...rest].join('|');
}

/** What tells a row from every other of its report, for joining parts that brought different fields. */
export function rowIdentities(rows: RowsOf): (row: RawRow) => string {
	const keyOf = rowKeys(rows);
	return (row) => `${keyOf(row)}|${String(row.date_stop ?? '')}`;
}
