/** Names offered to someone who mistyped one. */
const MOST = 5;

const plain = (name: string): string =>
	name
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');

/** Letters to add, drop or change to make one word of the other (Levenshtein). */
function edits(one: string, other: string): number {
	// For each letter of the other word the edits up to it, from as much of the one as was looked at. The count before
	// its first letter is `none`.
	const cells = [...other].map((letter, index) => ({ letter, edits: index + 1 }));
	let none = 0;
	for (const letter of one) {
		let [diagonal, left] = [none, none + 1];
		none = left;
		for (const cell of cells) {
			const least = Math.min(cell.edits + 1, left + 1, diagonal + (cell.letter === letter ? 0 : 1));
			[diagonal, left, cell.edits] = [cell.edits, least, least];
		}
	}
	return cells.at(-1)?.edits ?? none;
}

/** The names most like one that is not among them, at most five; none where nothing is like it. */
export function nearestNames(name: string, names: readonly string[]): string[] {
	const plainName = plain(name);
	const mostEdits = Math.max(2, plainName.length / 2);
	const far = (candidate: string): number =>
		candidate.includes(plainName) ? 1 : edits(plainName, candidate.toLowerCase());
	return names
		.filter((candidate) => plainName.length - candidate.length <= mostEdits) // each letter too many is an edit
		.map((candidate) => ({ candidate, far: far(candidate) }))
		.filter((one) => one.far <= mostEdits)
		.sort((one, other) => one.far - other.far)
		.slice(0, MOST)
		.map(({ candidate }) => candidate);
}
