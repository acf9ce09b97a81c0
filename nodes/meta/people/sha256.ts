import { createHash, hash } from 'crypto';

/**
 * Version of the normalisers. It changes when the same contact comes out as other hashes than before. People added
 * earlier can then no longer be removed by their contact data, and a full replace is due.
 */
export const NORMALISER_VERSION = 2;

/** SHA-256 of a text in UTF-8, lowercase hex. Node's one-shot function, where there is one, needs half the time. */
export const sha256: (text: string) => string =
	typeof hash === 'function'
		? (text) => hash('sha256', text)
		: (text) => createHash('sha256').update(text).digest('hex');

/** What an empty text hashes to: many exports contain it where they had nothing. */
const NOTHING_HASHED = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const otherHashes: ReadonlyArray<readonly [RegExp, string]> = [
	[/^[0-9a-f]{32}$/i, 'is an MD5 hash, and Meta accepts SHA-256 only'],
	[/^[0-9a-f]{40}$/i, 'is a SHA-1 hash, and Meta accepts SHA-256 only'],
	[/^[0-9a-f]{128}$/i, 'is a SHA-512 hash, and Meta accepts SHA-256 only'],
	[/^[0-9a-z+/]{43}=$/i, 'is a hash in Base64, and Meta accepts SHA-256 in hexadecimal only'],
];

export type RecognizedHash = { readonly sha256: string } | { readonly wrong: string } | null;

/** Recognises values that arrive hashed: SHA-256 in lowercase ('' for that of nothing), the reason against other kinds, null for plain text. */
export function recogniseHash(text: string): RecognizedHash {
	if (text.length < 32) return null;
	if (/^[0-9a-f]{64}$/i.test(text)) {
		const lower = text.toLowerCase();
		return { sha256: lower === NOTHING_HASHED ? '' : lower };
	}
	const wrong = otherHashes.find(([pattern]) => pattern.test(text));
	return wrong ? { wrong: wrong[1] } : null;
}
