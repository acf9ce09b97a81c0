/** A source under way, two steps ahead of the reader: while one waits to be taken, the next is under way already. */
interface Ahead<T> {
	readonly source: AsyncGenerator<T, void, void>;
	next: Promise<IteratorResult<T, void>>;
	afterNext: Promise<IteratorResult<T, void>>;
}

/**
 * Takes from several sources at once, whichever is ready first. Each source is two steps ahead of the reader and no more,
 * so what waits in memory is at most two pages a source.
 *
 * @param width sources under way at once
 */
export async function* merged<T>(
	sources: ReadonlyArray<AsyncGenerator<T, void, void>>,
	width: number,
): AsyncGenerator<T, void, void> {
	const waiting = [...sources];
	const open = new Set<Ahead<T>>();
	const begin = (source: AsyncGenerator<T, void, void>): void => {
		open.add({ source, next: stepOf(source), afterNext: stepOf(source) });
	};
	try {
		waiting.splice(0, width).forEach(begin);
		while (open.size > 0) {
			const { ahead, result } = await Promise.race([...open].map(firstStep));
			if (result.done) {
				open.delete(ahead);
				waiting.splice(0, 1).forEach(begin);
			} else {
				ahead.next = ahead.afterNext;
				ahead.afterNext = stepOf(ahead.source);
				yield result.value;
			}
		}
	} finally {
		// The reader has enough, or a source has failed: the others end quietly.
		await Promise.allSettled([...open].flatMap(({ next, afterNext }) => [next, afterNext]));
		await Promise.allSettled([...sources].map(async (source) => await source.return()));
	}
}

/** A generator takes its steps one after the other, however early they are asked for. */
function stepOf<T>(source: AsyncGenerator<T, void, void>): Promise<IteratorResult<T, void>> {
	const step = source.next();
	// It may fail while the reader is busy; the failure is met at the next race.
	step.catch(() => undefined);
	return step;
}

const firstStep = async <T>(ahead: Ahead<T>) => ({ ahead, result: await ahead.next });
