import type { Normalised } from './value';

/** A United States ZIP code, its four further digits and what separates them. */
const american = /^(\d{5})(?:[-–]?\d{4})?$/;

/**
 * ZIP: lowercase without white space; in the United States the first five digits (Meta: "Customer file custom audiences").
 * Only there is anything cut: a hyphen is part of a Polish (00-950), Portuguese (1234-567) or Japanese code. British codes go
 * whole, as in Meta's example for its pixel (m11ae); the audience guide speaks of area, district and sector. UNCONFIRMED.
 *
 * @param country ISO code in lowercase; '' when unknown: then only nine digits with their hyphen are taken as American
 */
export function zip(text: string, country: string): Normalised {
	const code = text.toLowerCase().replace(/\s+/g, '');
	if (country === 'us') {
		// A spreadsheet takes New England's leading zero for no digit at all.
		const whole = /^\d{3,4}$/.test(code) ? code.padStart(5, '0') : code;
		return american.exec(whole)?.[1] ?? code;
	}
	if (country === '' && /^\d{5}-\d{4}$/.test(code)) return code.slice(0, 5);
	return code;
}
