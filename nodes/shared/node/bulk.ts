import { failed, type Job, type Verdict } from './operation';
import type { Session } from './session';

type Prepare<P, S, Prepared> = (session: Session, params: P, settings: S) => Promise<Prepared>;
type Act<Prepared> = (session: Session, prepared: readonly Prepared[]) => Promise<Verdict[]>;
/** One look for all items at once: by position, why an item cannot go on. */
type Judge<Prepared> = (session: Session, prepared: readonly Prepared[]) => Promise<ReadonlyArray<Error | undefined>>;

type Entry<Prepared> = { readonly value: Prepared } | (Verdict & { readonly failure: Error });

/**
 * For operations that send many items at once: prepare each item alone, judge those that are ready together, act on what
 * is left, answer for each. An item that fails before has its verdict there; the others go on, but not in a run that
 * will stop anyway: that one must not change anything first.
 */
export function together<P, S, Prepared>(
	prepare: Prepare<P, S, Prepared>,
	act: Act<Prepared>,
	judge?: Judge<Prepared>,
): (session: Session, jobs: ReadonlyArray<Job<P>>, settings: S) => Promise<Array<Verdict | undefined>> {
	return async (session, jobs, settings) => {
		const prepared = await Promise.all(
			jobs.map(async ({ params }): Promise<Entry<Prepared>> => await prepare(session, params, settings).then((value) => ({ value }), (thrown: unknown) => failed(thrown) as Entry<Prepared>)),
		);
		const judged = judge === undefined ? prepared : await judgedBy(judge, session, prepared);
		const ready = judged.flatMap((entry) => ('value' in entry ? [entry.value] : []));
		const begins = ready.length > 0 && !(session.stops && ready.length < judged.length);
		const verdicts = begins ? await act(session, ready) : [];
		let next = 0;
		return judged.map((entry) => ('value' in entry ? verdicts[next++] : entry));
	};
}

async function judgedBy<Prepared>(judge: Judge<Prepared>, session: Session, prepared: ReadonlyArray<Entry<Prepared>>): Promise<Array<Entry<Prepared>>> {
	const ready = prepared.flatMap((entry) => ('value' in entry ? [entry.value] : []));
	if (ready.length === 0 || (session.stops && ready.length < prepared.length)) return [...prepared];
	const problems = await judge(session, ready);
	let next = 0;
	return prepared.map((entry) => {
		if (!('value' in entry)) return entry;
		const failure = problems[next++];
		return failure === undefined ? entry : { failure };
	});
}
