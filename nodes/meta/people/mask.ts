import { isRefusedValue, cellText } from './normalise/value';
import { recogniseHash } from './sha256';

/** What is shown of a value; a longer one ends in an ellipsis, which hides its length as well. */
const LONGEST = 24;

/** Marks that tell the kind of a value and nothing of the person. */
const keptMarks = /[@.,;:+()/\\_ -]/;

const maskMark = (mark: string): string => (/\p{N}/u.test(mark) ? '0' : keptMarks.test(mark) ? mark : 'x');

/**
 * The shape of a value: every letter an x, every digit a 0. So "+49 170 1234567" is "+00 000 0000000". It shows what is
 * wrong with a column and nobody in it.
 */
export function mask(value: unknown): string {
	const text = cellText(Array.isArray(value) ? (value as unknown[])[0] : value);
	if (isRefusedValue(text)) return 'a list, an object or a text too long';
	if (recogniseHash(text)) return 'a hash';
	const shape = Array.from(text, maskMark);
	return shape.length > LONGEST ? `${shape.slice(0, LONGEST).join('')}…` : shape.join('');
}
