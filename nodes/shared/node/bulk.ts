import { failed, type Job, type Verdict } from './operation';
import type { Session } from './session';

/**
 * For operations that send many items at once: prepare each item alone, act on all that could be prepared, answer for
 * each. An item whose preparation fails has its verdict there; the others go on.
 */
export function together<P, Prepared>(
	prepare: (session: Session, params: P) => Promise<Prepared>,
	act: (session: Session, prepared: readonly Prepared[]) => Promise<Verdict[]>,
): (session: Session, jobs: ReadonlyArray<Job<P>>) => Promise<Verdict[]> {
	return async (session, jobs) => {
		const prepared = await Promise.all(jobs.map(async ({ params }) => await prepare(session, params).then((value) => ({ value }), failed)));
		const ready = prepared.flatMap((entry) => ('value' in entry ? [entry.value] : []));
		const verdicts = ready.length > 0 ? await act(session, ready) : [];
		let next = 0;
		return prepared.map((entry) => ('value' in entry ? verdicts[next++] : entry));
	};
}
