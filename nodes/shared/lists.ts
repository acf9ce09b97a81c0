import type { Pause } from './graph/wait';

/**
 * Two lists of one length side by side: requests, and what became of each.
 *
 * @throws RangeError where one is longer: then nothing tells which entries belong together
 */
export function pairLists<One, Other>(ones: readonly One[], others: readonly Other[]): Array<readonly [One, Other]> {
	if (ones.length !== others.length)
		throw new RangeError(`${ones.length} entries cannot be paired with ${others.length}`);
	const rest = others.values();
	return ones.map((one) => {
		const { done, value } = rest.next();
		if (done) throw new RangeError('Nothing is left to pair with');
		return [one, value] as const;
	});
}

/**
 * What is there by the way the program goes, though its type does not tell: an ending that every request gets.
 *
 * @param what names it: "the ending of a request"
 * @throws Error when it is not, which is a mistake of ours
 */
export function existing<T>(value: T | undefined, what: string): T {
	if (value === undefined) throw new Error(`This should not happen: ${what} is missing`);
	return value;
}

/** Like `map`, with pauses. */
export async function mapWithPauses<T, R>(
	list: readonly T[],
	pause: Pause,
	each: (one: T, index: number) => R,
): Promise<R[]> {
	const results: R[] = [];
	for (const [index, one] of list.entries()) {
		await pause();
		results.push(each(one, index));
	}
	return results;
}
