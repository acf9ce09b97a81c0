import { pairLists } from '../../lists';
import type { GraphClient, SettledRequest } from '../client';
import type { GraphObject } from '../object';
import { readStates } from '../states';
import type { Wait } from '../wait';
import { unprovenChange, type ChangeResult, type PlannedWrite } from './change';
import { isGone } from './plan';

/** Pauses before each read-back: the first is nearly always right, replicas can lag for some seconds. */
const PROOFS = [0, 1_000, 4_000];

/** Reads back what was sent until the objects show it; what they do not show in the end is no success. */
export async function prove(client: GraphClient, accepted: readonly PlannedWrite[], wait: Wait): Promise<void> {
	let unproven = accepted;
	for (const [look, pause] of PROOFS.entries()) {
		if (unproven.length === 0) return;
		await wait(pause);
		const changes = unproven.map(({ one }) => one.change);
		// Lists can lag behind the objects: what a list does not prove is read by itself.
		const reads =
			look === 0 ? await readStates(client, changes) : await client.sendMany(changes.map(({ read }) => read));
		unproven = pairLists(unproven, reads).flatMap(([ready, read]) => {
			// A mismatch is kept as the ending in case no later look proves the change.
			const ending = proofIn(ready, read);
			ready.one.ending = ending;
			return ending.failure ? [ready] : [];
		});
	}
}

function proofIn({ one: { change }, before, unproven }: PlannedWrite, read: SettledRequest): ChangeResult {
	if (read.failure) {
		return isGone(change, read.failure)
			? { before, after: {}, changed: true }
			: { failure: unprovenChange([], read.failure) };
	}
	const after = read.answer.body as GraphObject;
	const missing = missingIn(after, unproven);
	if (missing === null) return { failure: unprovenChange([]) };
	return missing.length === 0 ? { before, after, changed: true } : { failure: unprovenChange(missing) };
}

/** What the object does not show; null where nobody can tell from what it shows. */
function missingIn(after: GraphObject, unproven: PlannedWrite['unproven']): readonly string[] | null {
	try {
		return unproven(after);
	} catch {
		return null; // The write was accepted: its outcome is unknown, whatever the answer was.
	}
}
