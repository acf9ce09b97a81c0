/**
 * Works through a list, so many at once; results in the order of the list. The first failure is everybody's, and its lane
 * begins nothing more.
 *
 * Not by p-limit: each limit that it makes stays, with its last result, until n8n collects all of its memory. A report of a million
 * rows made one for each page, and held most of them.
 *
 * @param width how many are under way at once
 */
export async function inLanes<T, R>(list: readonly T[], width: number, work: (one: T) => Promise<R>): Promise<R[]> {
	const results = new Array<R>(list.length);
	// One queue for all lanes: each takes the next that nobody has begun.
	const queue = list.entries();
	const lane = async (): Promise<void> => {
		for (const [position, one] of queue) results[position] = await work(one);
	};
	await Promise.all(Array.from({ length: Math.min(width, list.length) }, lane));
	return results;
}
