/** Names offered to someone who mistyped one. */
const MOST = 5;

const plain = (name: string): string => name.trim().toLowerCase().replace(/[\s-]+/g, '_');

/** Letters to add, drop or change to make one word of the other (Levenshtein). */
function edits(one: string, other: string): number {
	let last = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let row = 1; row <= one.length; row++) {
		const next = [row];
		for (let column = 1; column <= other.length; column++) {
			const change = one[row - 1] === other[column - 1] ? 0 : 1;
			next.push(Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + change));
		}
		last = next;
	}
	return last[other.length];
}

/** The names most like one that is not among them, at most five; none where nothing is like it. */
export function nearestNames(name: string, names: readonly string[]): string[] {
	const wanted = plain(name);
	const far = (candidate: string): number => (candidate.includes(wanted) ? 1 : edits(wanted, candidate.toLowerCase()));
	return names
		.map((candidate) => ({ candidate, far: far(candidate) }))
		.filter((one) => one.far <= Math.max(2, wanted.length / 2))
		.sort((one, other) => one.far - other.far)
		.slice(0, MOST)
		.map(({ candidate }) => candidate);
}
