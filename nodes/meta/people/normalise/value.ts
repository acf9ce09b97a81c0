/** Why a value cannot be used: goes on after the name of its column, and never quotes the value. */
export interface RefusedValue {
	readonly refused: string;
}

/** A normalised value as Meta compares it; '' where there is none. */
export type NormalizedValue = string | RefusedValue;

export const refuse = (reason: string): RefusedValue => ({ refused: reason });

export const isRefusedValue = (value: unknown): value is RefusedValue =>
	typeof value === 'object' && value !== null && 'refused' in value;

/** Control characters, zero-width characters and marks of writing direction: they come with copied text and are never meant. */
const invisible = /[\p{Cc}\p{Cf}]/gu;

/** What exports write where there is nothing. */
const placeholders = new Set([
	'-',
	'--',
	'—',
	'n/a',
	'n.a.',
	'#n/a',
	'(null)',
	'null',
	'undefined',
	'nan',
	'none',
	'(none)',
	'unknown',
]);

/** With which of them a text can begin; far cheaper than to look each up. */
const placeholderHeads: ReadonlySet<number> = new Set(
	[...placeholders].flatMap((word) => [word.charCodeAt(0), word.toUpperCase().charCodeAt(0)]),
);

const isPlaceholder = (text: string): boolean =>
	text.length <= 9 && placeholderHeads.has(text.charCodeAt(0)) && placeholders.has(text.toLowerCase());

/** Longer than any value Meta compares, and than any hash: nothing is gained by reading on. */
const LONGEST = 500;

/** How spreadsheets mark a cell as text. */
const markedAsText = /^'\s*/;

const plain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * A cell's text: trimmed, in composed Unicode (NFC), without invisible characters and a spreadsheet's apostrophe. It is
 * '' for nothing and for the words that exports put instead of nothing. What is too long for any value is refused here,
 * before a pattern sees it.
 */
export function cellText(raw: unknown): NormalizedValue {
	if (raw === null || raw === undefined) return '';
	const text = typeof raw === 'string' ? raw : scalarText(raw);
	if (typeof text !== 'string') return text;
	const composed = plain.test(text) ? text : text.normalize('NFC').replace(/\s/g, ' ').replace(invisible, '').trim();
	if (composed.length > LONGEST) return refuse('is too long');
	const clean = composed.startsWith("'") ? composed.replace(markedAsText, '') : composed;
	return isPlaceholder(clean) ? '' : clean;
}

function scalarText(raw: unknown): NormalizedValue {
	if (typeof raw === 'number') {
		if (Number.isNaN(raw)) return '';
		if (Math.abs(raw) > Number.MAX_SAFE_INTEGER) return refuse('is a number too long to be exact: send it as text');
		return String(raw);
	}
	if (typeof raw === 'boolean' || typeof raw === 'bigint') return String(raw);
	return refuse('has a list or an object instead of text');
}

/** A spreadsheet's way of writing long numbers, which has lost digits. */
export const isRounded = (text: string): boolean => /^\d(?:[.,]\d+)?e\+?\d+$/i.test(text);
