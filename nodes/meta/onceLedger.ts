import { chunk, uniq } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';

import { existing } from '../shared/lists';
import { askTogether } from '../shared/node/askTogether';
import { sha256 } from './people/sha256';
import type { Wait } from '../shared/graph/wait';

/** What is known here of what is to be done once, such as events that are to be sent. */
export interface Claims {
	/** Never begun: they may be done, and are noted as begun. */
	readonly fresh: ReadonlySet<string>;
	/** They are done: of events, Meta has taken them. */
	readonly taken: ReadonlySet<string>;
	/** Begun, and no end was noted: they may be done. */
	readonly open: ReadonlySet<string>;
}

/** Remembers what was begun and what is done, over runs, workers and restarts. */
export interface OnceLedger {
	/** Notes them as begun, before anything is done. */
	claim(ids: readonly string[]): Promise<Claims>;
	/** They are done. */
	take(ids: readonly string[]): Promise<void>;
	/** They are done, and that is looked at until it stands: nothing that another process writes meanwhile has replaced it. */
	takeSurely(ids: readonly string[]): Promise<void>;
	/** How they ended; nothing stays noted. */
	ends(ids: readonly string[]): Promise<Claims>;
	/** Those of another run that are done within a few seconds: that run may be under way. */
	takenSoon(ids: readonly string[]): Promise<ReadonlySet<string>>;
	/** None of them can be done. */
	release(ids: readonly string[]): Promise<void>;
}

/** What n8n offers of its own table: entries are kept as hashes, by workflow and node, the newest so many. */
export type Store = Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord' | 'removeProcessed'>;

/** Events that are remembered of one node: two entries each. */
const REMEMBERED_EVENTS = 100_000;

const options = { mode: 'entries', maxEntries: 2 * REMEMBERED_EVENTS } as const;

const NOTHING: Claims = { fresh: new Set(), taken: new Set(), open: new Set() };

/** n8n looks for each of them from the first entry on, and answers nobody meanwhile: half a second beside 100,000 entries. */
const REMOVED_AT_ONCE = 500;

/** The second entry of an event, until Meta has taken it. */
const asOpen = (id: string): string => `${id} open`;

/** Milliseconds: longer than the store takes between reading its entries and writing them. A slow one takes as long for others. */
const SETTLING = 150;

/** A wait that ends so many milliseconds late tells of a busy machine: other processes take as long for what they write. */
const PUNCTUAL = 50;
/** Times that a late wait is followed by another one. */
const LATE_WAITS = 6;
const LONGEST_WAIT = 2_000;

/** Tries to note something while others write as well. */
const TRIES = 12;

/** Times that an end is noted which another process overwrites. */
const TAKE_TRIES = 5;

/** From 0 up to 1, another one for each claim: whoever has overwritten each other does not meet again. */
const shareOf = (mark: string): number => Number.parseInt(mark.slice(0, 8), 16) / 2 ** 32;

/** Milliseconds before each look at what another run may be sending. */
const LOOKS = [1_000, 3_000, 6_000];

/** What is noted in the table, and what is forgotten then, by what was there before. */
interface Exchange {
	readonly note: readonly string[];
	readonly forget: (earlier: ReadonlySet<string>) => readonly string[];
}

interface Exchanged {
	/** Of what was to be noted. */
	readonly earlier: ReadonlySet<string>;
	/** Milliseconds that the table took. */
	readonly took: number;
}

/** What became of an exchange while other processes wrote: both its writes can be overwritten, each by itself. */
interface Standing {
	readonly isNoted: boolean;
	readonly isForgotten: boolean;
}

/**
 * The ledger in n8n's table of processed data, which is written at once and is one for all workers, unlike static data. Its
 * entries are read, changed and written as a whole, so that a second run at the same moment can overwrite them: each claim has
 * a mark of its own and is good only while that stands.
 *
 * An event that was begun has two entries, and once Meta has taken it one. To ask is to note, too: whoever asks of a taken event
 * leaves it looking open for a moment. So what two do at once can make a taken event unknown, and never an open one taken.
 *
 * @param run names this run among all others
 */
export class StoredLedger implements OnceLedger {
	private claims = 0;

	constructor(
		private readonly store: Store,
		private readonly wait: Wait,
		private readonly run: string,
		/** The step, where runs of this process go to the table together. */
		private readonly step?: string,
	) {}

	async claim(ids: readonly string[]): Promise<Claims> {
		const ownIds = new Set<string>();
		for (let left = TRIES; left > 0; left--) {
			const mark = this.newMark();
			const { fresh, taken, open, took } = await this.look(ids, mark);
			for (const id of fresh) ownIds.add(id);
			await this.settle(took).catch(async (cancelled: unknown) => {
				await this.release([...ownIds]);
				throw cancelled;
			});
			const { isNoted, isForgotten } = await this.check(mark);
			if (isNoted) {
				// To ask has made taken ones look open, and that they are not was overwritten.
				if (!isForgotten) await this.takeSurely([...taken]);
				return { fresh: ownIds, taken, open: new Set([...open].filter((id) => !ownIds.has(id))) };
			}
			// Somebody else's entries took the place of ours: what they hold now counts, and not that ours came first.
			ownIds.clear();
			await this.wait(SETTLING * (TRIES - left + 1) * shareOf(mark));
		}
		return { fresh: new Set(), taken: new Set(), open: new Set(ids) };
	}

	/** With the claim again: entries of another run may have taken its place. */
	async take(ids: readonly string[]): Promise<void> {
		await this.exchange({ note: ids, forget: () => ids.map(asOpen) });
	}

	async takeSurely(ids: readonly string[]): Promise<void> {
		if (ids.length === 0) return;
		for (let left = TAKE_TRIES; left > 0; left--) {
			const mark = this.newMark();
			const { took } = await this.exchange({
				note: [...ids, mark, asOpen(mark)],
				forget: () => [...ids, mark].map(asOpen),
			});
			await this.settle(took);
			const { isNoted, isForgotten } = await this.check(mark);
			if (isNoted && isForgotten) return;
			await this.wait(SETTLING * (TAKE_TRIES - left + 1) * shareOf(mark));
		}
	}

	/** To ask is to claim: what nobody has begun is given back, and only what is surely ours. */
	async ends(ids: readonly string[]): Promise<Claims> {
		if (ids.length === 0) return NOTHING;
		const claims = await this.claim(ids);
		await this.release([...claims.fresh]);
		return claims;
	}

	async takenSoon(ids: readonly string[]): Promise<ReadonlySet<string>> {
		const all = new Set<string>();
		let left = ids;
		for (const pause of LOOKS) {
			if (left.length === 0) break;
			await this.wait(pause);
			const { taken, open } = await this.ends(left);
			for (const id of taken) all.add(id);
			left = [...open];
		}
		return all;
	}

	async release(ids: readonly string[]): Promise<void> {
		if (ids.length > 0) await this.exchange({ note: [], forget: () => ids.flatMap((id) => [id, asOpen(id)]) });
	}

	/** Notes events as begun, all in one, and tells what was there. What Meta has taken is not open because of that. */
	private async look(ids: readonly string[], mark: string): Promise<Claims & Pick<Exchanged, 'took'>> {
		const takenIn = (earlier: ReadonlySet<string>): string[] =>
			ids.filter((id) => earlier.has(id) && !earlier.has(asOpen(id)));
		// The oldest entries make room for new ones: an event goes before what says that it is open.
		const { earlier, took } = await this.exchange({
			note: [...ids, ...ids.map(asOpen), mark, asOpen(mark)],
			forget: (earlierNotes) => [...takenIn(earlierNotes), mark].map(asOpen),
		});
		const takenIds = new Set(takenIn(earlier));
		return {
			fresh: new Set(ids.filter((id) => !earlier.has(id))),
			taken: takenIds,
			open: new Set(ids.filter((id) => earlier.has(id) && !takenIds.has(id))),
			took,
		};
	}

	/** The table is free meanwhile: only what other processes write can take away what was noted. */
	private async settle(took: number): Promise<void> {
		let [left, pause, late] = [LATE_WAITS, Math.max(SETTLING, 2 * took), 0];
		do {
			// Not the clock of the day, which can be set while the wait lasts.
			const began = performance.now();
			await this.wait(pause);
			late = performance.now() - began - pause;
			pause = Math.min(Math.max(SETTLING, 2 * late), LONGEST_WAIT);
		} while (late > PUNCTUAL && --left > 0);
	}

	private newMark(): string {
		return sha256(`${this.run} ${++this.claims}`);
	}

	/** Whether a mark that was noted is there, and its second entry, which was forgotten after that, is not. */
	private async check(mark: string): Promise<Standing> {
		const entries = [mark, asOpen(mark)];
		const { earlier } = await this.exchange({ note: entries, forget: () => entries });
		return { isNoted: earlier.has(mark), isForgotten: !earlier.has(asOpen(mark)) };
	}

	private async exchange(own: Exchange): Promise<Exchanged> {
		const all = async (exchanges: readonly Exchange[]) => await exchangeAll(this.store, exchanges);
		if (this.step !== undefined) return await askTogether(`entries of ${this.step}`, own, all);
		return existing((await all([own]))[0], 'an exchange');
	}
}

/**
 * Exchanges one after the other, with one write for all that is noted and one for all that is forgotten. n8n reads all entries of a
 * step, changes them and writes them back: each by itself, runs at one moment would overwrite each other's until none is good.
 */
async function exchangeAll(store: Store, exchanges: readonly Exchange[]): Promise<Exchanged[]> {
	const notes = uniq(exchanges.flatMap(({ note }) => note));
	const record = async () => await store.checkProcessedAndRecord(notes, 'node', options);
	const began = Date.now();
	// Of two processes that note the first entries of a step n8n's database refuses one. The row is there then.
	const { processed } = notes.length === 0 ? { processed: [] } : await record().catch(record);
	const took = Date.now() - began;
	const present = new Set(processed.map(String));
	const forgottenEntries = new Set<string>();
	const answers = exchanges.map(({ note, forget }): Exchanged => {
		const earlier = new Set(note.filter((entry) => present.has(entry)));
		for (const entry of note) present.add(entry);
		for (const entry of forget(earlier)) {
			present.delete(entry);
			forgottenEntries.add(entry);
		}
		return { earlier, took };
	});
	const goneEntries = [...forgottenEntries].filter((entry) => !present.has(entry));
	for (const part of chunk(goneEntries, REMOVED_AT_ONCE)) await store.removeProcessed(part, 'node', options);
	return answers;
}
