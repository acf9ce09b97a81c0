import { wordsIn } from '../words';
import type { NormalizedValue } from './value';

/** A United States ZIP code and its further digits, of which a spreadsheet or a typo may have left fewer than four. */
const american = /^(\d{5})(?:\d{4}|[\s\p{Pd}\u2212]\d{1,4})?$/u;

/** White space, dashes of every kind, and signs that stand before a code, such as Japan's 〒: codes are a–z and digits. */
const marks = /[^a-z\d]/g;

/**
 * How many digits the codes of a country have, where all have as many and some begin with 0 (Universal Postal Union,
 * postal addressing systems). A spreadsheet drops such a zero, as if it were no digit at all.
 */
const digits: ReadonlyMap<string, number> = new Map(
	Object.entries({
		4: 'au no nz za',
		5: 'de es fi fr it kr lt mx my pe pl tr ua us',
		6: 'cn co ro sg',
		7: 'jp',
		8: 'br',
	})
		.map(([length, countries]) => wordsIn(countries).map((country) => [country, Number(length)] as const))
		.flat(),
);

/** Leading zeros that a code can have lost: Rome's 00184 is 184. */
const MOST_ZEROS = 2;

function withZeros(code: string, length: number | undefined): string {
	const isShort =
		length !== undefined && /^\d+$/.test(code) && code.length < length && code.length >= length - MOST_ZEROS;
	return isShort ? code.padStart(length, '0') : code;
}

/** Most codes: nothing in them would change. */
const finished = /^[a-z\d]+$/;

const codeIn = (text: string): string =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/^(\d+)\.0+$/, '$1')
		.replace(marks, '');

/**
 * ZIP: lowercase without white space and dashes (Meta: "Customer Information Parameters"), so that a Polish 00-950 goes as 00950.
 * Meta's clients keep what stands before the dash, which of a Polish code is a tenth of the country. Digits of full width are
 * digits. In the United States the first five digits go; only those are cut.
 * British codes go whole, as in Meta's example for its pixel (m11ae).
 *
 * @param country ISO code in lowercase; '' when unknown: then only nine digits with their hyphen are taken as American
 */
export function normalizeZip(text: string, country: string): NormalizedValue {
	const code = finished.test(text) ? text : codeIn(text);
	if (country === 'us')
		return (american.exec(text.trim()) ?? american.exec(code))?.[1] ?? withZeros(code, digits.get('us'));
	if (country === '' && /^\d{5}-\d{4}$/.test(text)) return code.slice(0, 5);
	return withZeros(code, digits.get(country));
}
