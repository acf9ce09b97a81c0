import { numberOf } from '../../shared/reading/numbers';

export type Cell = string | number | boolean | null;
export type FlatRow = Record<string, Cell>;

/** Ids have more digits than a number can hold. */
const MOST_DIGITS = 15;

const POWERS = Array.from({ length: MOST_DIGITS + 1 }, (_, digits) => 10 ** digits);

/**
 * The number that plain digits say, with or without a point; undefined for any other text. Nearly all of Meta's numbers
 * are such, dozens a row, and JavaScript's own reading takes three times as long. A whole number of so few digits and a
 * power of ten are both exact. So their quotient is the nearest number there is, as `Number` has it.
 */
function plainNumber(text: string): number | undefined {
	const { length } = text;
	if (length === 0 || length > MOST_DIGITS || text === '.') return undefined;
	let digits = 0;
	let decimals = -1;
	for (let place = 0; place < length; place++) {
		const digit = text.charCodeAt(place) - ZERO;
		if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
		else if (digit === POINT && decimals < 0) decimals = length - 1 - place;
		else return undefined;
	}
	return decimals < 0 ? digits : digits / (POWERS[decimals] ?? 1);
}

const ZERO = '0'.charCodeAt(0);
const POINT = '.'.charCodeAt(0) - ZERO;

/** Meta's text as a number. What is no number stays as it is: nothing is dropped, nothing becomes NaN. */
export function asNumber(value: unknown): Cell {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string') return asCell(value);
	return plainNumber(value) ?? cellOfText(value);
}

function cellOfText(text: string): Cell {
	if (text === '') return null;
	if (text.length > MOST_DIGITS && /^\d+$/.test(text)) return text;
	return numberOf(text) ?? text;
}

/** Any value as a cell: what is neither text nor a number nor a switch is JSON text. */
export function asCell(value: unknown): Cell {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	return JSON.stringify(value);
}

/** What one costs, as exact as Meta's own costs (six decimals); null where there is none, or either is unknown. */
export const costOf = (spend: Cell | undefined, count: Cell): number | null =>
	typeof spend === 'number' && typeof count === 'number' && count > 0 ? Math.round((spend / count) * 1e6) / 1e6 : null;
