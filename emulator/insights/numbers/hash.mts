/** Numbers that look random and are always the same for the same inputs: insights need no storage and no seed file. */

/** FNV-1a over the text of an id. */
export function seedOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	return hash >>> 0;
}

/** A share in [0, 1) for a seed and up to two numbers (murmur3's mixing steps). */
export function share(seed: number, one = 0, two = 0): number {
	let hash = seed ^ Math.imul(one + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(two + 0x7f4a7c15, 0xc2b2ae35);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 0x100000000;
}

/** A number between two bounds. */
export function between(low: number, high: number, seed: number, one = 0, two = 0): number {
	return low + (high - low) * share(seed, one, two);
}
