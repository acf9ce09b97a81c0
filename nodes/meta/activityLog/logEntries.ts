import { chunk } from 'lodash';

import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session/session';
import { logFields, subject } from './entry';

/** Objects whose entries are asked for at once: some 2 KB of address. */
const TOGETHER = 100;

/** Entries that are read at once. Where there are more, fewer objects are asked for. */
const MOST = 5_000;

export type WayToLog = Pick<Session, 'graph' | 'now'>;

/**
 * Entries of the account's activity log about some objects, by object: one list for up to a hundred of them. Null for an object
 * with more than can be read: a person's pause among the unread must not look like none.
 *
 * @param since by object, milliseconds since 1970
 * @throws GraphFailure when the log cannot be read
 */
export async function logEntriesOf(
	way: WayToLog,
	account: string,
	since: ReadonlyMap<string, number>,
): Promise<Map<string, readonly GraphObject[] | null>> {
	const read = new Map<string, readonly GraphObject[] | null>();
	const open = chunk([...since.keys()], TOGETHER);
	for (let ids = open.pop(); ids !== undefined; ids = open.pop()) {
		const from = Math.min(...ids.map((id) => since.get(id) ?? 0));
		const entries = await readLog(way, account, ids, from);
		if (entries.length < MOST)
			for (const id of ids)
				read.set(
					id,
					entries.filter((entry) => subject(entry) === id),
				);
		else if (ids.length > 1) open.push(...chunk(ids, Math.ceil(ids.length / 2)));
		else for (const id of ids) read.set(id, null);
	}
	return read;
}

/** Entries about an ad set's ads, those that are deleted included; null where there are more than can be read. */
export async function entriesBelow(
	way: WayToLog,
	account: string,
	id: string,
	since: number,
): Promise<readonly GraphObject[] | null> {
	const entries = await readLog(way, account, [id], since, { add_children: true });
	return entries.length < MOST ? entries : null;
}

async function readLog(
	{ graph, now }: WayToLog,
	account: string,
	[first, ...others]: readonly string[],
	since: number,
	more: { readonly add_children?: true } = {},
): Promise<GraphObject[]> {
	const params = {
		...{ fields: fieldList(logFields), oid: first, extra_oids: others.length > 0 ? others : undefined, ...more },
		// Both ends in full: without them Meta shows a short window of its own choosing.
		since: Math.floor(since / 1000),
		until: Math.ceil((graph.serverTime() ?? now()) / 1000) + 60,
	};
	const request = { method: 'GET' as const, path: `${account}/activities`, params, effect: 'read' as const, account };
	return await readRows(graph, request, MOST, LARGE_PAGE);
}
