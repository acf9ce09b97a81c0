import { fromMinorUnits, isListedCurrency } from '../money';

/** Columns of a row: the same type for every object, null where Meta gives nothing. */

export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** An ID, which Meta sends as text or as a number; null where there is none. */
export const idText = (value: unknown): string | null => (typeof value === 'number' ? String(value) : text(value));

/** The address of what has an ID; of anything else there is none. */
export const addressOf = (value: unknown, url: (id: string) => string): string | null => {
	const id = idText(value);
	return id === null ? null : url(id);
};

export const list = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : '');

/**
 * Minor units as Meta sends them, in currency units. Where Meta's offset for the currency is unknown nothing is
 * guessed.
 */
export function amount(value: unknown, currency: string): number | string | null {
	if ((typeof value !== 'string' && typeof value !== 'number') || value === '' || String(value) === '0') return null;
	return inUnits(value, currency);
}

/** Minor units in currency units, or as they are, with a word of what they are. */
export const inUnits = (minor: string | number, currency: string): number | string =>
	isListedCurrency(currency) ? fromMinorUnits(minor, currency) : `${minor} (Meta’s smallest units)`;
