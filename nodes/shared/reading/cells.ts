import { fromMinorUnits, isListedCurrency } from '../money';

/** Columns of a row: the same type for every object, null where Meta gives nothing. */

export const textCell = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Far more than any ID of Meta's has. */
const LONGEST_ID = 200;

/** An ID, which Meta writes as text or, short ones, as a number. What is longer than an ID can be is none. */
export function idOf(value: unknown): string | null {
	const id = Number.isSafeInteger(value) ? String(value) : textCell(value);
	return id === null || id.length > LONGEST_ID ? null : id;
}

/** An ID that a spreadsheet has rounded to 15 digits, or written as 1.2021E+17: those of other objects can look like it. */
export const isRoundedId = (id: string): boolean => /^\d{15}0+$|^\d(?:[.,]\d+)?e\+?\d+$/i.test(id);

/** What leads to an object; nothing where its ID is not known. */
export const linkTo = (id: string | null, url: (id: string) => string): string | null => (id === null ? null : url(id));

/** Texts and numbers of a list in one cell. */
export const list = (value: unknown): string =>
	Array.isArray(value) ? value.filter((part) => typeof part === 'string' || Number.isFinite(part)).join(', ') : '';

/**
 * Minor units as Meta sends them, in currency units. Where Meta's offset for the currency is unknown nothing is
 * guessed.
 */
export function amount(value: unknown, currency: string): number | string | null {
	if (value === undefined || value === null || value === '' || String(value) === '0') return null;
	return inUnits(value, currency);
}

/** Minor units in currency units, or as they are, with a word of what they are. An empty cell would mean that there is none. */
export function inUnits(minor: unknown, currency: string): number | string {
	if ((typeof minor !== 'string' && typeof minor !== 'number') || !/^-?\d{1,30}$/.test(String(minor)))
		return 'cannot be read';
	return isListedCurrency(currency) ? fromMinorUnits(minor, currency) : `${minor} (Meta’s smallest units)`;
}
