/** What is at Meta because of an item that failed in the end. */
export interface MadeObject {
	/** In a sentence: "ad set". */
	readonly type: string;
	/** An image has its hash. */
	readonly id: string;
	/** What it was made for, of several: a file. */
	readonly for?: string;
}

/** Named in one failure; more would be read by nobody. */
const MOST_NAMED = 10;

const namesOf = (madeObjects: readonly MadeObject[]): string =>
	madeObjects.map(({ type, id }) => `${type} ${id}`).join(', ');

/** “Made so far: cup.png (image 12, creative 34).” Nothing where there is nothing. */
export function madeInWords(madeObjects: readonly MadeObject[] = []): string {
	if (madeObjects.length === 0) return '';
	const sources = [...new Set(madeObjects.map((one) => one.for))];
	const groups = sources.map((source) => {
		const names = namesOf(madeObjects.filter((one) => one.for === source));
		return source === undefined ? names : `${source} (${names})`;
	});
	const more = groups.length > MOST_NAMED ? ` and of ${groups.length - MOST_NAMED} more` : '';
	return `Made so far: ${groups.slice(0, MOST_NAMED).join('; ')}${more}.`;
}
