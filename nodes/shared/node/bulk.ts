import { pairLists } from '../lists';
import { failedVerdict, type FailedItem, type Job, type Verdict } from './operation';
import type { Session } from './session/session';

type Prepare<P, S, Prepared> = (session: Session, params: P, settings: S) => Promise<Prepared>;
type Act<Prepared> = (session: Session, units: readonly Prepared[]) => Promise<Verdict[]>;
/** One look for all items at once: by position, why an item cannot go on. */
type Judge<Prepared> = (session: Session, units: readonly Prepared[]) => Promise<ReadonlyArray<Error | undefined>>;

/** An item on its way: what was prepared for it, or why it goes no further. */
type Entry<Prepared> = { readonly value: Prepared } | FailedItem;

const isReady = <Prepared>(entry: Entry<Prepared>): entry is { readonly value: Prepared } => 'value' in entry;

/**
 * For operations that send many items at once. They prepare each item alone, judge those that are ready together, act
 * on what is left, and answer for each. An item that fails before has its verdict there, and the others go on. A run
 * that will stop anyway does not go on: it must not change anything first.
 */
export function together<P, S, Prepared>(
	prepare: Prepare<P, S, Prepared>,
	act: Act<Prepared>,
	judge?: Judge<Prepared>,
): (session: Session, jobs: ReadonlyArray<Job<P>>, settings: S) => Promise<Array<Verdict | undefined>> {
	return async (session, jobs, settings) => {
		const prepareOne = async ({ params }: Job<P>): Promise<Entry<Prepared>> =>
			await prepare(session, params, settings).then((value) => ({ value }), failedVerdict);
		const entries = await Promise.all(jobs.map(prepareOne));
		const judgedEntries = judge === undefined ? entries : await judgedBy(judge, session, entries);
		const ready = judgedEntries.filter(isReady);
		if (!goesOn(session, ready, judgedEntries))
			return judgedEntries.map((entry) => (isReady(entry) ? undefined : entry));
		const verdicts = new Map(
			pairLists(
				ready,
				await act(
					session,
					ready.map(({ value }) => value),
				),
			),
		);
		return judgedEntries.map((entry) => (isReady(entry) ? verdicts.get(entry) : entry));
	};
}

const goesOn = ({ stops }: Session, ready: readonly unknown[], all: readonly unknown[]): boolean =>
	ready.length > 0 && !(stops && ready.length < all.length);

async function judgedBy<Prepared>(
	judge: Judge<Prepared>,
	session: Session,
	entries: ReadonlyArray<Entry<Prepared>>,
): Promise<Array<Entry<Prepared>>> {
	const ready = entries.filter(isReady);
	if (!goesOn(session, ready, entries)) return [...entries];
	const problems = new Map(
		pairLists(
			ready,
			await judge(
				session,
				ready.map(({ value }) => value),
			),
		),
	);
	return entries.map((entry): Entry<Prepared> => {
		const failure = isReady(entry) ? problems.get(entry) : undefined;
		return failure === undefined ? entry : { failure };
	});
}
