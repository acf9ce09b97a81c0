/** Until when a call may last. */
export interface Deadline {
	/** Aborted when the time is over. */
	readonly over: AbortSignal;
	/** To be called when the call has ended. */
	readonly release: () => void;
}

/**
 * Node keeps a time-out, and all that listens to it, until its time has come (`AbortSignal.timeout`). The connection
 * and the request of each call would be kept for minutes after it had been answered. So they listen to a signal of the
 * call's own, which is let go of with it.
 *
 * @param milliseconds from now on
 */
export function deadlineIn(milliseconds: number): Deadline {
	const time = AbortSignal.timeout(milliseconds);
	const call = new AbortController();
	const end = (): void => call.abort(time.reason);
	time.addEventListener('abort', end);
	return { over: call.signal, release: () => time.removeEventListener('abort', end) };
}
