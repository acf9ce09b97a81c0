import type { IExecuteFunctions } from 'n8n-workflow';

import { sha256 } from '../../../meta/people/sha256';
import type { Wait } from '../../../shared/graph/wait';

/** What is known here of events that are to be sent. */
export interface Claims {
	/** Never begun: they may be sent, and are noted as begun. */
	readonly fresh: ReadonlySet<string>;
	/** Meta has taken them. */
	readonly taken: ReadonlySet<string>;
	/** Begun, and no end was noted: they may be at Meta. */
	readonly open: ReadonlySet<string>;
}

/** Remembers which events were begun and which Meta took, over runs, workers and restarts. */
export interface EventLedger {
	/** Notes events as begun, before anything is sent. */
	claim(ids: readonly string[]): Promise<Claims>;
	/** Meta has taken them. */
	take(ids: readonly string[]): Promise<void>;
	/** Those that Meta has taken before; nothing is noted. */
	taken(ids: readonly string[]): Promise<ReadonlySet<string>>;
	/** None of them can be at Meta. */
	release(ids: readonly string[]): Promise<void>;
}

/** What n8n offers of its own table: entries are kept as hashes, by workflow and node, the newest so many. */
export type Store = Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord' | 'removeProcessed'>;

/** Events that are remembered of one node: two entries each. */
export const REMEMBERED_EVENTS = 100_000;

const options = { mode: 'entries', maxEntries: 2 * REMEMBERED_EVENTS } as const;

const asTaken = (id: string): string => `${id} taken`;

/** Milliseconds: longer than the store takes between reading its entries and writing them. */
const SETTLING = 150;

/** Tries to note something while others write as well. */
const TRIES = 6;

/**
 * The ledger in n8n's table of processed data, which is written at once and is one for all workers, unlike static data. Its
 * entries are read, changed and written as a whole, so that a second run at the same moment can overwrite them: each claim has
 * a mark of its own and is good only while that stands.
 *
 * @param run names this run among all others
 */
export class StoredLedger implements EventLedger {
	private claims = 0;

	constructor(
		private readonly store: Store,
		private readonly wait: Wait,
		private readonly run: string,
	) {}

	async claim(ids: readonly string[]): Promise<Claims> {
		const mine = new Set<string>();
		const known = new Set<string>();
		for (let left = TRIES; left > 0; left--) {
			const mark = sha256(`${this.run} ${++this.claims}`);
			const found = await this.note([...ids, mark]);
			for (const id of ids) {
				if (found.has(id)) {
					if (!mine.has(id)) known.add(id);
				} else mine.add(id);
			}
			await this.wait(SETTLING);
			const stands = (await this.note([mark])).has(mark);
			await this.forget([mark]);
			if (stands) return { fresh: mine, ...(await this.ends([...known])) };
			// Somebody else's entries took the place of ours: what they hold now counts, and not that ours came first.
			mine.clear();
		}
		return { fresh: new Set(), taken: new Set(), open: new Set(ids) };
	}

	async take(ids: readonly string[]): Promise<void> {
		// The claim again: entries of another run may have taken its place.
		await this.note(ids.flatMap((id) => [id, asTaken(id)]));
	}

	async taken(ids: readonly string[]): Promise<ReadonlySet<string>> {
		return (await this.ends(ids)).taken;
	}

	async release(ids: readonly string[]): Promise<void> {
		await this.forget(ids);
	}

	/** How events ended that were begun before. To ask is to note: what had no end is taken out again. */
	private async ends(ids: readonly string[]): Promise<Pick<Claims, 'taken' | 'open'>> {
		if (ids.length === 0) return { taken: new Set(), open: new Set() };
		const found = await this.note(ids.map(asTaken));
		const taken = new Set(ids.filter((id) => found.has(asTaken(id))));
		const open = new Set(ids.filter((id) => !taken.has(id)));
		await this.forget([...open].map(asTaken));
		return { taken, open };
	}

	/** @returns those that were noted before */
	private async note(entries: readonly string[]): Promise<ReadonlySet<string>> {
		const { processed } = await this.store.checkProcessedAndRecord([...entries], 'node', options);
		return new Set(processed.map(String));
	}

	private async forget(entries: readonly string[]): Promise<void> {
		if (entries.length > 0) await this.store.removeProcessed([...entries], 'node', options);
	}
}
