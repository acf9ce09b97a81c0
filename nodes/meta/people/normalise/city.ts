import type { NormalizedValue } from './value';

/**
 * CT of a customer file: a–z only, lowercase, without punctuation, special characters and white space (Meta: "Customer file
 * custom audiences"). Letters with accents go as Meta's own clients take them out (facebook-python-business-sdk,
 * customaudiencemixin.py; capi-param-builder, stringUtil.js): "São Paulo" is "sopaulo". A name without any Latin letter stays
 * blank, and the person's other keys match. Events keep such letters: see `cityOfEvent`.
 */
export const city = (text: string): NormalizedValue =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^a-z]/g, '');
