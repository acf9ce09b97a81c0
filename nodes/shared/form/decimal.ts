import { shortText } from '../words';

/**
 * Numbers as people type them, whichever mark their country puts before the decimals. Number fields of the editor are
 * no place for them. The editor of n8n reads those as English in every browser, so that `20,50` arrives as 2050 and
 * `1.000` as 1. Seen in Chromium in German, French and English.
 */

/** A number as exact text: a minus sign if it is below zero, digits, at most one point. */
export type Decimal = string;

export type Reading = { readonly value: Decimal } | { readonly message: string; readonly advice: string };

const HOW =
	'Write digits with a point or a comma before the decimals, and nothing between the thousands, e.g. 1200.50.';

/** `1.000` or `1,000`: a thousand to one half of the world, one to the other. */
const AMBIGUOUS = /^([1-9]\d{0,2})[.,](\d{3})$/;

/**
 * Thousands in groups, of three or as in India of two and a last one of three; the other mark begins the decimals.
 * White space and apostrophes only ever stand between thousands (France, Switzerland).
 */
const GROUP_PATTERNS = [
	/^(\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+)(?:[.,](\d+))?$/,
	/^(\d{1,3}(?:\.\d{3})+),(\d+)$/,
	/^(\d{1,3}(?:,\d{3})+)\.(\d+)$/,
	/^(\d{1,3}(?:\.\d{3}){2,})$/,
	/^(\d{1,3}(?:,\d{3}){2,})$/,
	/^(\d{1,2}(?:,\d{2})+,\d{3})(?:\.(\d+))?$/,
];

/** No amount is as long; a pasted document need not be searched. */
const LONGEST = 60;

const PLAIN = /^(\d*)(?:[.,](\d+))?$/;

/**
 * Reads what was typed, or what an expression gives, without ever guessing. The texts `20.50` and `20,50` are the same,
 * and `1.000,50` and `1,000.50` too. The text `1.000` is refused with both its readings.
 */
export function readDecimal(enteredNumber: string | number): Reading {
	if (typeof enteredNumber === 'number') return fromNumber(enteredNumber);
	if (enteredNumber.length > LONGEST) return notANumber(enteredNumber);
	const text = enteredNumber.trim();
	const [, sign, digits] = /^([+\-−]?)\s*(.*)$/s.exec(text) ?? ['', '', text];
	const minus = sign === '' || sign === '+' ? '' : '-';
	const [, thousand, rest] = AMBIGUOUS.exec(digits) ?? [];
	if (thousand !== undefined && rest !== undefined) {
		return {
			message: `“${shortText(text)}” can be read as ${minus}${thousand}${rest} or as ${minus}${thousand}.${rest}`,
			advice: `Write ${minus}${thousand}${rest}, or ${minus}${thousand}.${notOfThree(rest)} if that is meant.`,
		};
	}
	const groupMatch = GROUP_PATTERNS.map((pattern) => pattern.exec(digits)).find((match) => match !== null);
	const [, whole, fraction] = groupMatch ?? PLAIN.exec(digits) ?? [];
	if (whole === undefined || (whole === '' && fraction === undefined)) return notANumber(text);
	return { value: exact(minus, whole.replace(/\D/g, ''), fraction ?? '') };
}

/** The same decimals in another number of digits than three, so that they can be nothing else. */
const notOfThree = (decimals: string): string => (decimals.endsWith('0') ? decimals.slice(0, -1) : `${decimals}0`);

function fromNumber(enteredNumber: number): Reading {
	const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(enteredNumber)) ?? [];
	// NaN, infinities, and numbers so large or small that JavaScript writes them with an exponent.
	return whole === undefined ? notANumber(String(enteredNumber)) : { value: exact(sign, whole, fraction) };
}

const notANumber = (text: string): Reading => ({ message: `“${shortText(text)}” is not a number`, advice: HOW });

function exact(sign: string, whole: string, fraction: string): Decimal {
	const digits = whole.replace(/^0+(?=\d)/, '') || '0';
	const isZero = /^0*$/.test(digits + fraction);
	return `${isZero ? '' : sign}${digits}${fraction === '' ? '' : `.${fraction}`}`;
}
