import type { NormalizedValue } from './value';

const ascii = /^[a-z]+$/;

/** Punctuation, symbols and digits that cannot be part of a name as Meta compares it. */
const marks = /[\p{P}\p{S}]/gu;

/**
 * FN and LN: lowercase without punctuation, letters of every script kept as UTF-8 (Meta: "Customer file custom audiences").
 * Whether spaces inside a name stay Meta does not say. Its newest normaliser (capi-param-builder) takes them out and so
 * does this, unless `keepSpaces` is chosen: older uploads of other tools have kept them.
 */
export function personName(text: string, keepSpaces: boolean): string {
	const lower = text.toLowerCase();
	if (ascii.test(lower)) return lower;
	const words = lower.normalize('NFC').replace(marks, '');
	return keepSpaces ? words.replace(/\s+/g, ' ').trim() : words.replace(/\s+/g, '');
}

/** FI: the first letter of the first name, lowercase (Meta: "Customer file custom audiences"). */
export function firstInitial(text: string): NormalizedValue {
	// By code points: a letter outside the basic plane is one letter, too.
	const [first = ''] = personName(text, false);
	return first;
}
