/** An object of JSON, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** A value with fields: what JSON calls an object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a table says of a word that is not ours. Read by brackets, `constructor` and its like give a part of JavaScript.
 * A list of one word gives what the word does. Both would pass for an entry.
 */
export const entryOf = <T>(table: Readonly<Record<string, T>>, word: unknown): T | undefined =>
	(typeof word === 'string' || typeof word === 'number') && Object.hasOwn(table, word) ? table[word] : undefined;

/** JSON as text, or as the value an expression gives. Undefined for a text that is not JSON. */
export function parsedJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
