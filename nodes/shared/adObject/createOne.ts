import { GraphFailure } from '../graph/error';
import type { GraphObject } from '../graph/object';
import { createAll, type Creation, type CreationResult } from '../graph/writes/create';
import { existing } from '../lists';
import type { Session } from '../node/session/session';

/** One new object. */
export type NewObject = Extract<CreationResult, { id: string }>;

/**
 * Creates one object by itself.
 *
 * @param triedAt when an earlier try left that may have made it, by this machine's clock
 * @throws GraphFailure, also where it is unknown whether it was created
 */
export async function createOne(session: Session, creation: Creation, triedAt?: number): Promise<NewObject> {
	const [ending] = await createAll(session.graph, [creation], { ...session, triedAt });
	const result = existing(ending, 'the ending of a creation');
	if (result.failure) throw result.failure;
	return result;
}

/**
 * Creates one object that the next write builds on.
 *
 * @throws GraphFailure, also where Meta does not show that the object is the new one
 */
export async function createToBuildOn(
	session: Session,
	creation: Creation,
): Promise<{ readonly id: string; readonly object: GraphObject }> {
	const { id, object } = await createOne(session, creation);
	if (object === null) throw notBuiltOn(creation.lookUp.noun, id);
	return { id, object };
}

/** Of what was made and cannot be read: what is built on it could be built on another's. */
export const notBuiltOn = (noun: string, id: string): GraphFailure =>
	new GraphFailure({
		kind: 'outcomeUnknown',
		message: `The ${noun} ${id} was made, but Meta did not show it, so nothing was built on it`,
		advice: 'Look at it in Ads Manager before you run this step again: another run may make another one.',
		made: [{ type: noun, id }],
	});
