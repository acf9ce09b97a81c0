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
export async function* mergeSources<T>(
	sources: ReadonlyArray<AsyncGenerator<T, void, void>>,
	width: number,
): AsyncGenerator<T, void, void> {
	const waiting = [...sources];
	const open = new Set<Ahead<T>>();
	const begin = (source: AsyncGenerator<T, void, void>): void => {
		const next = stepOf(source);
		open.add({ source, next, afterNext: stepAfter(next, source) });
	};
	try {
		waiting.splice(0, width).forEach(begin);
		while (open.size > 0) {
			const { ahead, result } = await Promise.race([...open].map(firstStep));
			if (result.done) {
				open.delete(ahead);
				waiting.splice(0, 1).forEach(begin);
			} else {
				// It goes behind the others: a first one that is always ready would let the last wait, with two steps each in memory.
				open.delete(ahead);
				open.add(ahead);
				ahead.next = ahead.afterNext;
				ahead.afterNext = stepAfter(ahead.next, ahead.source);
				yield result.value;
			}
		}
	} finally {
		// The reader has enough, or a source has failed: the others end quietly.
		await Promise.allSettled([...open].flatMap(({ next, afterNext }) => [next, afterNext]));
		await Promise.allSettled([...sources].map(async (source) => await source.return()));
	}
}

function stepOf<T>(source: AsyncGenerator<T, void, void>): Promise<IteratorResult<T, void>> {
	return quiet(source.next());
}

/**
 * The step after one that may still be under way. A generator takes early questions too, and links each to the next.
 * The pages of a whole report would then hang together, and stay until n8n collects all of its memory.
 */
function stepAfter<T>(
	step: Promise<IteratorResult<T, void>>,
	source: AsyncGenerator<T, void, void>,
): Promise<IteratorResult<T, void>> {
	return quiet(step.then(async (result) => (result.done ? result : await source.next())));
}

/** It may fail while the reader is busy; the failure is met at the next race. */
function quiet<T>(step: Promise<T>): Promise<T> {
	step.catch(() => undefined);
	return step;
}

const firstStep = async <T>(ahead: Ahead<T>) => ({ ahead, result: await ahead.next });
