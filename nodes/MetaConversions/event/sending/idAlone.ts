import { uniq } from 'lodash';

import type { Claims, OnceLedger } from '../../../meta/onceLedger';

/** How an event is recognized: at Meta by its ID, here by its key. */
interface Recognised {
	readonly id: string;
	readonly key: string;
}

/**
 * The first versions noted an event that brings an ID of its own by that ID alone. Which name and dataset it had, such a note
 * does not say: it may have been another event.
 *
 * @returns keys of the events that are noted so
 */
export async function notedByIdAlone(
	ledger: OnceLedger,
	events: readonly Recognised[],
): Promise<Pick<Claims, 'taken' | 'open'>> {
	const own = events.filter(({ id, key }) => id !== key);
	const { taken, open } = await ledger.ends(uniq(own.map(({ id }) => id)));
	const keysOf = (ids: ReadonlySet<string>): Set<string> =>
		new Set(own.filter(({ id }) => ids.has(id)).map(({ key }) => key));
	return { taken: keysOf(taken), open: keysOf(open) };
}
