import { GraphFailure } from '../graph/error';
import type { GraphObject } from '../graph/object';
import { recordOf } from '../reading/json';

/**
 * An answer that shows what is asked for: what is missing or null is unknown, and no other value.
 *
 * @param fields that Meta gives of each such object
 * @param words what they are, such as "the status of an ad set"
 * @throws GraphFailure where one is missing
 */
export function shownObject(body: unknown, fields: readonly string[], words: string): GraphObject {
	const object = recordOf(body);
	if (fields.every((field) => (object[field] ?? null) !== null)) return object;
	throw new GraphFailure({
		kind: 'temporary',
		message: `Meta answered without ${words}`,
		advice: 'Run the step again.',
	});
}
