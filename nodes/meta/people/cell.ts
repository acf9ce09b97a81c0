import { isRefusedValue, refuse, cellText, type NormalizedValue } from './normalise/value';
import { recogniseHash, sha256 } from './sha256';

/** What a cell comes to for Meta: its values, plain or hashed. */

/**
 * The values of a cell that can hold several: a list, or a text with semicolons, bars, commas or line breaks between them.
 * Commas and spaces also stand inside phone numbers; there they part only what is long enough on both sides.
 */
export function parts(value: unknown, kind: 'email' | 'phone'): NormalizedValue[] {
	if (Array.isArray(value)) return value.flatMap((entry) => parts(entry, kind));
	if (typeof value !== 'string' || !/[;|,\n]/.test(value)) return [cellText(value)];
	// Before cellText, which makes line breaks spaces.
	return (kind === 'email' ? addressesIn(value) : numbersIn(value)).map(cellText);
}

/** ";ext=12" is how RFC 3966 writes an extension. */
const numbersIn = (text: string): string[] =>
	text.split(/;(?!ext=)|[|\n]/).flatMap((piece) => (commasPart(piece) ? piece.split(',') : [piece]));

/**
 * A mark between two words only parts them after an address or next to white space. So "test|name@example.com" is one
 * address, and not its second half.
 */
function addressesIn(text: string): string[] {
	const addresses: string[] = [];
	let piece = '';
	let last = '';
	let isAddress = false;
	// Words and the marks between them, in turn.
	for (const token of text.split(/([;|,\n])/)) {
		const isMark = /^[;|,\n]$/.test(token);
		const ends: boolean = isMark
			? token === '\n' || isAddress || piece === '' || /\s$/.test(last.slice(-1))
			: /^\s/.test(token);
		if (ends) addresses.push(piece);
		piece = ends ? (isMark ? '' : token) : piece + token;
		isAddress = (isAddress && !ends) || token.includes('@');
		last = token;
	}
	return [...addresses, piece];
}

const commasPart = (text: string): boolean => text.split(',').every((piece) => piece.replace(/\D/g, '').length >= 7);

/** A value that Meta compares as it is. */
export function plainOf(text: NormalizedValue, normalise: (text: string) => NormalizedValue): NormalizedValue {
	return isRefusedValue(text) || text === '' ? text : normalise(text);
}

/** The hash of a normalised text; of none there is none. A value that arrives hashed goes as it is, in lowercase. */
export function hashOf(text: NormalizedValue, normalise: (text: string) => NormalizedValue): NormalizedValue {
	if (isRefusedValue(text) || text === '') return text;
	const hash = recogniseHash(text);
	if (hash) return 'wrong' in hash ? refuse(hash.wrong) : hash.sha256;
	const value = normalise(text);
	return isRefusedValue(value) || value === '' ? value : sha256(value);
}
