/** The beginning of a text, of at most that many UTF-16 units; an emoji at its end is there whole or not at all. */
export function beginningOf(text: string, most: number): string {
	const beginning = text.slice(0, most);
	return text.length > most && /[\uD800-\uDBFF]$/.test(beginning) ? beginning.slice(0, -1) : beginning;
}
