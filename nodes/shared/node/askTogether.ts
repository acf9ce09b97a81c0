import { inTurn } from './turns';

/** What was asked and has not begun. */
interface Gathering {
	readonly asks: unknown[];
	readonly answers: Promise<readonly unknown[]>;
}

const gatherings = new Map<string, Gathering>();

/** What is done for several is done, whoever of them is cancelled. */
const neverCancelled = { getExecutionCancelSignal: (): undefined => undefined };

/**
 * Runs of this process take turns at one place, and what they ask meanwhile is done in one. So a hundred runs wait as long as two.
 *
 * @param work gives an answer to each of the asks, in their order
 */
export async function askTogether<T, R>(
	place: string,
	ask: T,
	work: (asks: readonly T[]) => Promise<readonly R[]>,
): Promise<R> {
	const { asks, answers } = gatherings.get(place) ?? gather(place, work as (asks: readonly unknown[]) => Promise<R[]>);
	const position = asks.push(ask) - 1;
	return (await answers)[position] as R;
}

function gather(place: string, work: (asks: readonly unknown[]) => Promise<unknown[]>): Gathering {
	const asks: unknown[] = [];
	// Whoever asks in this moment is among them.
	const answers = Promise.resolve().then(
		async () =>
			await inTurn({ n8n: neverCancelled }, [`gathering at ${place}`], async () => {
				gatherings.delete(place);
				return await work(asks);
			}),
	);
	const gathering = { asks, answers };
	gatherings.set(place, gathering);
	return gathering;
}
