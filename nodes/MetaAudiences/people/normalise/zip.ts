import type { Normalised } from './value';

/** A United States ZIP code and its four further digits. */
const american = /^(\d{5})(?:\d{4})?$/;

/** White space and dashes of every kind. */
const marks = /[\s\p{Pd}\u2212]/gu;

/**
 * ZIP: lowercase without white space and dashes; in the United States the first five digits (Meta: "Customer Information
 * Parameters": "no spaces and no dash"; "Customer file custom audiences" names white space only, so that a Polish 00-950 is
 * compared as 00950 is UNCONFIRMED 11). Only American codes are cut. British ones go whole, as in Meta's example for its pixel
 * (m11ae); the audience guide speaks of area, district and sector. UNCONFIRMED 11.
 *
 * @param country ISO code in lowercase; '' when unknown: then only nine digits with their hyphen are taken as American
 */
export function zip(text: string, country: string): Normalised {
	const code = text.toLowerCase().replace(marks, '');
	if (country === 'us') {
		// A spreadsheet takes New England's leading zero for no digit at all.
		const whole = /^\d{3,4}$/.test(code) ? code.padStart(5, '0') : code;
		return american.exec(whole)?.[1] ?? code;
	}
	if (country === '' && /^\d{5}-\d{4}$/.test(text)) return code.slice(0, 5);
	return code;
}
