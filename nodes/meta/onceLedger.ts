import type { IExecuteFunctions } from 'n8n-workflow';

import { inTurn } from '../shared/node/turns';
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

/** The second entry of an event, until Meta has taken it. */
const asOpen = (id: string): string => `${id} open`;

/** Milliseconds: longer than the store takes between reading its entries and writing them. A slow one takes as long for others. */
const SETTLING = 150;

/** Tries to note something while others write as well. */
const TRIES = 12;

/** From 0 up to 1, another one for each claim: whoever has overwritten each other does not meet again. */
const shareOf = (mark: string): number => Number.parseInt(mark.slice(0, 8), 16) / 2 ** 32;

/** Milliseconds before each look at what another run may be sending. */
const LOOKS = [1_000, 3_000, 6_000];

type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** How runs go one after the other at the table. One that is cancelled begins nothing, and still notes what is done. */
export interface Turns {
	readonly begin: Turn;
	readonly end: Turn;
}

const atOnce: Turn = async (work) => await work();

/** Runs of this process at one step. Twenty at once would overwrite each other's entries until none is good. */
export function turnsAt(n8n: IExecuteFunctions, step: string): Turns {
	const keys = [`entries of ${step}`];
	const never = { getExecutionCancelSignal: () => undefined };
	return {
		begin: async (work) => await inTurn({ n8n }, keys, work),
		end: async (work) => await inTurn({ n8n: never }, keys, work),
	};
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
		private readonly turns: Turns = { begin: atOnce, end: atOnce },
	) {}

	async claim(ids: readonly string[]): Promise<Claims> {
		return await this.turns.begin(async () => await this.claimNow(ids));
	}

	private async claimNow(ids: readonly string[]): Promise<Claims> {
		const ownIds = new Set<string>();
		for (let left = TRIES; left > 0; left--) {
			const mark = sha256(`${this.run} ${++this.claims}`);
			const began = Date.now();
			const { fresh, taken, open } = await this.look(ids, mark);
			for (const id of fresh) ownIds.add(id);
			await this.wait(Math.max(SETTLING, 2 * (Date.now() - began)));
			const stands = (await this.note([mark])).has(mark);
			await this.forget([mark]);
			if (stands) return { fresh: ownIds, taken, open: new Set([...open].filter((id) => !ownIds.has(id))) };
			// Somebody else's entries took the place of ours: what they hold now counts, and not that ours came first.
			ownIds.clear();
			await this.wait(SETTLING * (TRIES - left + 1) * shareOf(mark));
		}
		return { fresh: new Set(), taken: new Set(), open: new Set(ids) };
	}

	async take(ids: readonly string[]): Promise<void> {
		await this.turns.end(async () => {
			// The claim again: entries of another run may have taken its place.
			await this.note(ids);
			await this.forget(ids.map(asOpen));
		});
	}

	/** To ask is to claim: what nobody has begun is given back, and only what is surely ours. */
	async ends(ids: readonly string[]): Promise<Claims> {
		if (ids.length === 0) return NOTHING;
		return await this.turns.begin(async () => {
			const claims = await this.claimNow(ids);
			await this.releaseNow([...claims.fresh]);
			return claims;
		});
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
		if (ids.length > 0) await this.turns.end(async () => await this.releaseNow(ids));
	}

	private async releaseNow(ids: readonly string[]): Promise<void> {
		await this.forget(ids.flatMap((id) => [id, asOpen(id)]));
	}

	/** Notes events as begun, all in one, and tells what was there. What Meta has taken is not open because of that. */
	private async look(ids: readonly string[], ...marks: readonly string[]): Promise<Claims> {
		// The oldest entries make room for new ones: an event goes before what says that it is open.
		const earlierNotes = await this.note([...ids, ...ids.map(asOpen), ...marks]);
		const earlierIds = ids.filter((id) => earlierNotes.has(id));
		const takenIds = new Set(earlierIds.filter((id) => !earlierNotes.has(asOpen(id))));
		await this.forget([...takenIds].map(asOpen));
		return {
			fresh: new Set(ids.filter((id) => !earlierNotes.has(id))),
			taken: takenIds,
			open: new Set(earlierIds.filter((id) => !takenIds.has(id))),
		};
	}

	/** @returns those that were noted before */
	private async note(entries: readonly string[]): Promise<ReadonlySet<string>> {
		const record = async () => await this.store.checkProcessedAndRecord([...entries], 'node', options);
		// Of two who note the first entries of a step n8n's database refuses one. The row is there then.
		const { processed } = await record().catch(async () => await this.wait(SETTLING).then(record));
		return new Set(processed.map(String));
	}

	private async forget(entries: readonly string[]): Promise<void> {
		if (entries.length > 0) await this.store.removeProcessed([...entries], 'node', options);
	}
}
