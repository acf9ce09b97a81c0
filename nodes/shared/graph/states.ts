import { chunk, groupBy } from 'lodash';

import { existing, pairLists } from '../lists';
import type { GraphClient, SettledRequest } from './client';
import { rowsIn } from './object';
import type { GraphRequest } from './request';

/** How one object's present state is read. */
export interface StateRead {
	readonly id: string;
	/** Reads the object itself. */
	readonly read: GraphRequest;
	/** The edge that lists it: `act_123/campaigns`. With it, many objects cost one call instead of one each. */
	readonly edge?: string;
}

/** A state; `statesByList` when it came from a list, which can lag behind the object. */
export type State = SettledRequest & { readonly listed?: boolean };

/** Ids in one list call: some 3 KB of address, and a page that stays whole. */
const MOST_LISTED = 100;

/** Below this, listing saves nothing. */
const WORTH_LISTING = 3;

/**
 * Reads the state of many objects, in order. Those that share an edge are listed by id. That is a call of one point for
 * up to a hundred objects, where batches only save round trips. The filter `id IN` is used in the field but not
 * documented for every edge. Lists leave out what is archived or deleted. What a list does not give is read by itself.
 */
export async function readStates(client: GraphClient, reads: readonly StateRead[]): Promise<State[]> {
	const statesByList = await listStates(client, reads);
	const missing = reads.filter(({ id }) => !statesByList.has(id));
	const single = new Map(pairLists(missing, await client.sendMany(missing.map(({ read }) => read))));
	return reads.map((read) => existing(statesByList.get(read.id) ?? single.get(read), 'the state of an object'));
}

async function listStates(client: GraphClient, reads: readonly StateRead[]): Promise<Map<string, State>> {
	const edges = groupBy(
		reads.filter(({ edge }) => edge !== undefined),
		'edge',
	);
	const requests = Object.entries(edges).flatMap(([edge, group]) => listRequests(edge, group));
	const states = new Map<string, State>();
	for (const { answer } of await client.sendMany(requests)) {
		if (answer === undefined) continue;
		for (const row of rowsIn(answer.body)) {
			const state = { answer: { body: row, headers: answer.headers }, listed: true };
			if (typeof row.id === 'string') states.set(row.id, state);
		}
	}
	return states;
}

function listRequests(edge: string, group: readonly StateRead[]): GraphRequest[] {
	const [first] = group;
	if (first === undefined || group.length < WORTH_LISTING) return [];
	const ids = [...new Set(group.map(({ id }) => id))];
	return chunk(ids, MOST_LISTED).map((some) => ({
		...first.read,
		path: edge,
		params: {
			...first.read.params,
			filtering: [{ field: 'id', operator: 'IN', value: some }],
			limit: MOST_LISTED,
		},
	}));
}
