export type Cell = string | number | boolean | null;
export type FlatRow = Record<string, Cell>;

/** Meta's text as a number. What is no number stays as it is: nothing is dropped, nothing becomes NaN. */
export function asNumber(value: unknown): Cell {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value === 'string') {
		if (value === '') return null;
		// Ids have more digits than a number can hold.
		if (value.length >= 16 && /^\d+$/.test(value)) return value;
		const number = Number(value);
		// Blanks alone are 0 to JavaScript.
		return Number.isFinite(number) && (number !== 0 || value.trim() !== '') ? number : value;
	}
	return asCell(value);
}

/** Any value as a cell: what is neither text nor a number nor a switch is JSON text. */
export function asCell(value: unknown): Cell {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	return JSON.stringify(value);
}

/** What one costs, as exact as Meta's own costs (six decimals); null where there is none, or either is unknown. */
export const costOf = (spend: Cell | undefined, count: Cell): number | null =>
	typeof spend === 'number' && typeof count === 'number' && count > 0 ? Math.round((spend / count) * 1e6) / 1e6 : null;
