/**
 * Takes from several sources at once, whichever is ready first. Each source is one step ahead of the reader and no more,
 * so what waits in memory is at most a page a source.
 *
 * @param width sources under way at once
 */
export async function* merged<T>(sources: ReadonlyArray<AsyncGenerator<T, void, void>>, width: number): AsyncGenerator<T, void, void> {
	const waiting = [...sources];
	const pending = new Map<AsyncGenerator<T, void, void>, Promise<{ source: AsyncGenerator<T, void, void>; step: IteratorResult<T, void> }>>();
	const ask = (source: AsyncGenerator<T, void, void>): void => {
		const step = source.next().then((result) => ({ source, step: result }));
		// It may fail while the reader is busy; the failure is met at the next race.
		step.catch(() => undefined);
		pending.set(source, step);
	};
	try {
		for (const source of waiting.splice(0, width)) ask(source);
		while (pending.size > 0) {
			const { source, step } = await Promise.race(pending.values());
			if (step.done) {
				pending.delete(source);
				const next = waiting.shift();
				if (next) ask(next);
			} else {
				ask(source);
				yield step.value;
			}
		}
	} finally {
		// The reader has enough, or a source has failed: the others end quietly.
		await Promise.allSettled(pending.values());
		await Promise.allSettled([...sources].map(async (source) => await source.return()));
	}
}
