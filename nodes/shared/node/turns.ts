import type { IExecuteFunctions } from 'n8n-workflow';

/** A run that may be cancelled while it waits. */
interface Waiting {
	readonly n8n: Pick<IExecuteFunctions, 'getExecutionCancelSignal'>;
}

/** The last in each queue of this process, by what they take turns at. */
const lastInQueue = new Map<string, Promise<unknown>>();

/**
 * Runs of this process take turns at what each key names. Who looks whether something is there, and makes it where it
 * is not, must not meet another. All keys are taken in one moment, so no two wait for each other.
 *
 * @param work hears whether another run was at it
 * @throws the signal's reason where the run is cancelled while it waits: then nothing was begun
 */
export async function inTurn<T>(
	{ n8n }: Waiting,
	keys: readonly string[],
	work: (waited: boolean) => Promise<T>,
): Promise<T> {
	const others = keys.flatMap((key) => lastInQueue.get(key) ?? []);
	const before = Promise.all(others);
	let leave = (): void => {};
	const over = new Promise<void>((resolve) => (leave = resolve));
	// Who leaves the queue while it waits lets nobody past those before it.
	const ownTurn = Promise.all([before, over]);
	for (const key of keys) lastInQueue.set(key, ownTurn);
	try {
		if (others.length > 0) await unlessCancelled(before, n8n.getExecutionCancelSignal());
		return await work(others.length > 0);
	} finally {
		leave();
		void ownTurn.then(() => {
			for (const key of keys) if (lastInQueue.get(key) === ownTurn) lastInQueue.delete(key);
		});
	}
}

async function unlessCancelled(before: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
	signal?.throwIfAborted();
	let stop = (): void => {};
	const cancelled = new Promise<never>((_resolve, reject) => (stop = () => reject(signal?.reason as Error)));
	signal?.addEventListener('abort', stop);
	await Promise.race([before, cancelled]).finally(() => signal?.removeEventListener('abort', stop));
}
