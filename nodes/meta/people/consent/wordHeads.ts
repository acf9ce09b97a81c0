/** How words begin, as numbers: most of a million cells are told by it to be no word of consent. */

const HEAD_LETTERS = 4;
const LETTER_BITS = 5;
const CAPITAL = 1 << LETTER_BITS;

/** Different heads. */
export const HEADS = 1 << (HEAD_LETTERS * LETTER_BITS);

/** More codes than Latin letters have; a letter of another script counts as the one that it falls upon. */
const CODES = 1 << 10;

const CODE_BEFORE_A = 96;
const LETTERS = 26;

/** From 1 to 26 without its accents, and 32 more where it is a capital; 0 for all else. */
const letters = Uint8Array.from({ length: CODES }, (_, code) => {
	const text = String.fromCharCode(code);
	const plain = text.normalize('NFKD').toLowerCase().replace('ł', 'l').replace('ø', 'o').replace('ß', 's');
	const letter = plain.charCodeAt(0) - CODE_BEFORE_A;
	return letter >= 1 && letter <= LETTERS ? letter + (text === text.toLowerCase() ? 0 : CAPITAL) : 0;
});

export const letterOf = (code: number): number => letters[code & (CODES - 1)] as number;

/** Whether a letter begins a word: “DoNotContact” has three. */
export const isBeginning = (letter: number, before: number): boolean =>
	before === 0 || (letter > CAPITAL && before < CAPITAL);

/** The first letters of a word; a shorter one ends in zeros. */
export function headAt(text: string, start: number): number {
	let head = 0;
	let before = CAPITAL;
	let at = start;
	for (; at < start + HEAD_LETTERS && at < text.length; at++) {
		const letter = letterOf(text.charCodeAt(at));
		if (letter === 0 || isBeginning(letter, before)) break;
		head = (head << LETTER_BITS) | (letter & (CAPITAL - 1));
		before = letter;
	}
	return head << (LETTER_BITS * (start + HEAD_LETTERS - at));
}
