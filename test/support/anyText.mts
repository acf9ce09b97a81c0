import * as fc from 'fast-check';

const SURROGATES = 0xd800;
const LAST = 0x10ffff;
const HOW_MANY = 0x800;

const anyCharacter = fc
	.integer({ min: 0, max: LAST - HOW_MANY })
	.map((index) => String.fromCodePoint(index < SURROGATES ? index : index + HOW_MANY));

/**
 * Texts of any characters of Unicode, and words that are dangerous as names, such as `__proto__`. The library's own
 * (`unit: 'binary'`) makes a table of a million characters first, which takes a second and stays in memory.
 */
export const anyText = (given: { readonly maxLength?: number } = {}): fc.Arbitrary<string> =>
	fc.oneof(
		{ weight: 9, arbitrary: fc.string({ unit: anyCharacter, ...given }) },
		{ weight: 1, arbitrary: fc.string(given) },
	);
