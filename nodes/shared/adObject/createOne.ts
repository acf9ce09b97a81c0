import { createAll, type Creation } from '../graph/writes/create';
import { existing } from '../lists';
import type { Session } from '../node/session/session';

/**
 * Creates one object by itself.
 *
 * @returns its ID
 * @throws GraphFailure, also where it is unknown whether it was created
 */
export async function createOne(session: Session, creation: Creation): Promise<string> {
	const [ending] = await createAll(session.graph, [creation], session);
	const { id, failure } = existing(ending, 'the ending of a creation');
	if (failure) throw failure;
	return id;
}
