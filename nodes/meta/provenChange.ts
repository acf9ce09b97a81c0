import { sendManyAsPage } from './leads/pageAccess';
import { GraphFailure } from '../shared/graph/error';
import { poll } from '../shared/graph/poll';
import type { GraphRequest } from '../shared/graph/request';
import { unknownChange } from '../shared/graph/writes/change';
import { existing } from '../shared/lists';
import type { Session } from '../shared/node/session/session';

/** A change: look, set what differs, look again. */
interface ProvableChange<State> {
	/** In whose name; the credential's user where absent. */
	readonly page?: string;
	readonly look: () => Promise<State>;
	readonly isDone: (state: State) => boolean;
	/** The absolute write that leads there. */
	readonly write: (state: State) => GraphRequest;
	/** What an unproven end says: "The form may be archived". */
	readonly doubt: string;
}

interface ProvenChange<State> {
	readonly before: State;
	readonly after: State;
	readonly changed: boolean;
}

/** A write whose answer was lost is sent once more, if a look shows that it was not carried out. */
const ROUNDS = 2;

/** Milliseconds in which Meta shows a change. */
const SHOWN_WITHIN = 10_000;

/** A look that fails once the write was sent: that nothing was changed is no longer known. */
const unknownAfter =
	(doubt: string) =>
	async (thrown: unknown): Promise<never> =>
		await Promise.reject(thrown instanceof GraphFailure ? unknownChange(doubt, thrown) : thrown);

/** @throws GraphFailure, also where it is unknown whether it was carried out */
export async function provenChange<State>(
	{ graph, wait, now }: Session,
	{ page, look, isDone, write, doubt }: ProvableChange<State>,
): Promise<ProvenChange<State>> {
	const before = await look();
	let state = before;
	let cause: Parameters<typeof unknownChange>[1];
	for (let round = 1; round <= ROUNDS && !isDone(state); round++) {
		const request = [write(state)];
		const [answer] = page === undefined ? await graph.sendMany(request) : await sendManyAsPage(graph, page, request);
		const ending = existing(answer, 'the ending of a change');
		cause = ending.failure;
		if (ending.failure && !ending.ambiguous) throw ending.failure;
		const isShown = await poll(
			async () => {
				state = await look().catch(unknownAfter(doubt));
				return isDone(state) ? true : null;
			},
			{ cap: SHOWN_WITHIN, wait, now },
		);
		if (isShown !== null || !ending.failure) break;
	}
	if (!isDone(state)) throw unknownChange(doubt, cause);
	return { before, after: state, changed: state !== before };
}
