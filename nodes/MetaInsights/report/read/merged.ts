/** Steps each source is ahead of the reader: while one waits to be taken, the next is under way already. */
const AHEAD = 2;

/**
 * Takes from several sources at once, whichever is ready first. Each source is two steps ahead of the reader and no more,
 * so what waits in memory is at most two pages a source.
 *
 * @param width sources under way at once
 */
export async function* merged<T>(sources: ReadonlyArray<AsyncGenerator<T, void, void>>, width: number): AsyncGenerator<T, void, void> {
	const waiting = [...sources];
	const open = new Map<AsyncGenerator<T, void, void>, Array<Promise<Step<T>>>>();
	const ask = (source: AsyncGenerator<T, void, void>): void => {
		// A generator takes its steps one after the other, however early they are asked for.
		const step = source.next().then((result) => ({ source, result }));
		// It may fail while the reader is busy; the failure is met at the next race.
		step.catch(() => undefined);
		open.set(source, [...(open.get(source) ?? []), step]);
	};
	const begin = (source: AsyncGenerator<T, void, void>): void => {
		for (let step = 0; step < AHEAD; step++) ask(source);
	};
	try {
		waiting.splice(0, width).forEach(begin);
		while (open.size > 0) {
			const { source, result } = await Promise.race([...open.values()].map(([first]) => first));
			if (result.done) {
				open.delete(source);
				waiting.splice(0, 1).forEach(begin);
			} else {
				open.get(source)?.shift();
				ask(source);
				yield result.value;
			}
		}
	} finally {
		// The reader has enough, or a source has failed: the others end quietly.
		await Promise.allSettled([...open.values()].flat());
		await Promise.allSettled([...sources].map(async (source) => await source.return()));
	}
}

interface Step<T> {
	readonly source: AsyncGenerator<T, void, void>;
	readonly result: IteratorResult<T, void>;
}
