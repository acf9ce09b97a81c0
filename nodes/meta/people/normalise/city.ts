import type { NormalizedValue } from './value';

/**
 * CT: a–z only, lowercase, without punctuation, special characters and white space (Meta: "Customer file custom audiences").
 * Letters with accents go as Meta's newest normaliser (capi-param-builder) takes them out: "São Paulo" is "sopaulo".
 * A name without any Latin letter stays blank, and the person's other keys match. Meta's server-side SDK keeps such letters.
 */
export const city = (text: string): NormalizedValue =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^a-z]/g, '');
