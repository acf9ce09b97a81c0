/** A name that the form takes, and the other words that people know it by. */
export interface NameSpelling {
	readonly name: string;
	readonly labels: readonly string[];
}

/** A name without capitals, spaces and signs: `Ad Set Name` and `adset_name` are one. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The names that a text can mean: the one it is, or those that are spelt like it or have a label spelt like it. */
export function namesMeant(text: string, names: readonly NameSpelling[]): string[] {
	if (names.some(({ name }) => name === text)) return [text];
	const plainName = plain(text);
	if (plainName === '') return [];
	return names
		.filter(({ name, labels }) => [name, ...labels].some((spelt) => plain(spelt) === plainName))
		.map(({ name }) => name);
}
