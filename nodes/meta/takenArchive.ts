import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { addDays } from '../shared/accountTime';
import { sha256 } from './people/sha256';

/**
 * What a step has done in the last weeks, packed into a few texts: 8 characters each, by the day on which it was done. It stands in
 * the workflow's static data, which n8n reads with the workflow and saves when a run by trigger ends. So to look something up
 * costs no call and changes nothing. What is not saved there yet, n8n's table of processed data remembers (`onceLedger`).
 */

/**
 * Characters of one entry: 48 bits of a hash. n8n reads and saves the record with every run, so that each character costs time. A new
 * event beside a million remembered is taken for one of them once in 280 million.
 */
const LENGTH = 8;

/** Meta takes a store's sale for 62 days; the others are here so that a row can say what became of it. */
const KEPT_DAYS = 70;
/** 8 MB of text; n8n holds it while a run of the workflow is under way. */
const MOST_ENTRIES = 1_000_000;

/** Entries looked at in one go: a million take a tenth of a second, and n8n has other work. */
const AT_ONCE = 50_000;

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const packed = z.string().refine((text) => text.length % LENGTH === 0);
const shape = z.object({
	days: z.record(day, packed),
	/** Begun, and their end is not known. */
	open: packed,
	/** Entries of the journal that belong to what stands here. */
	journaled: z.number().int().nonnegative(),
	/** When this was changed last, in ms. */
	changed: z.number(),
	/** From which day on all is here; null where nothing had to go for want of room. */
	completeSince: day.nullable(),
});

type Packed = z.infer<typeof shape>;

const EMPTY: Packed = { days: {}, open: '', journaled: 0, changed: 0, completeSince: null };

/** Somebody has changed the record by hand, so nobody knows what was done. */
export class UnreadableArchive extends Error {}

/** An ID as it is kept. */
export const shortId = (id: string): string => Buffer.from(sha256(id).slice(0, 12), 'hex').toString('base64url');

/** Name in the static data, and there by the step's own ID: a step that is renamed keeps its record. */
const PLACE = 'metaOnce';

export class TakenArchive {
	private readonly state: Packed;

	/**
	 * @param data the workflow's static data (global)
	 * @param step the node's ID
	 * @throws UnreadableArchive
	 */
	constructor(
		private readonly data: IDataObject,
		private readonly step: string,
	) {
		const places = data[PLACE];
		const storedState = typeof places === 'object' && places !== null ? (places as IDataObject)[step] : undefined;
		const read = storedState === undefined ? { success: true as const, data: EMPTY } : shape.safeParse(storedState);
		if (!read.success) throw new UnreadableArchive();
		this.state = { ...read.data, days: { ...read.data.days } };
	}

	/** From which day on all is here (`2026-11-20`); null where nothing had to go for want of room. */
	get completeSince(): string | null {
		return this.state.completeSince;
	}

	/** How many entries the journal has for what stands here. */
	get journaled(): number {
		return this.state.journaled;
	}

	/** When it was changed last, in ms. */
	get changed(): number {
		return this.state.changed;
	}

	/**
	 * Which of these are done, and which are begun with an unknown end. Nothing is changed.
	 *
	 * @param ids short ones
	 * @param rest called now and then, so that other work has its turn
	 */
	async look(
		ids: ReadonlySet<string>,
		rest: () => Promise<void>,
	): Promise<{ readonly taken: ReadonlySet<string>; readonly open: ReadonlySet<string> }> {
		const takenIds = new Set<string>();
		for (const text of Object.values(this.state.days)) await gather(text, ids, takenIds, rest);
		const open = new Set<string>();
		await gather(this.state.open, ids, open, rest);
		return { taken: takenIds, open };
	}

	/**
	 * They are done; the journal has an entry for each.
	 *
	 * @param ids short ones, none of them done before
	 * @param now in ms
	 */
	take(ids: readonly string[], now: number): void {
		if (ids.length === 0) return;
		const today = new Date(now).toISOString().slice(0, 10);
		this.drop(ids);
		this.state.days[today] = (this.state.days[today] ?? '') + ids.join('');
		this.state.journaled += ids.length;
		this.shorten(today);
		this.save(now);
	}

	/** They are begun, and their end is not known; the journal has two entries for each. Parameters as in `take`. */
	leaveOpen(ids: readonly string[], now: number): void {
		if (ids.length === 0) return;
		this.drop(ids);
		this.state.open += ids.join('');
		this.state.journaled += 2 * ids.length;
		this.save(now);
	}

	/** The journal is empty: all that it had stands here. */
	journalIsEmpty(): void {
		this.state.journaled = 0;
		this.save(this.state.changed);
	}

	/** What was open has an end now. */
	private drop(ids: readonly string[]): void {
		if (this.state.open === '') return;
		const endedIds = new Set(ids);
		this.state.open = entriesOf(this.state.open)
			.filter((entry) => !endedIds.has(entry))
			.join('');
	}

	/** What is too old to matter goes, and the oldest days where there are too many. */
	private shorten(today: string): void {
		const { state } = this;
		const oldest = addDays(today, -KEPT_DAYS);
		let count = 0;
		for (const date of Object.keys(state.days).sort().reverse()) {
			count += (state.days[date]?.length ?? 0) / LENGTH;
			if (date >= oldest && (count <= MOST_ENTRIES || date === today)) continue;
			if (date >= oldest && date >= (state.completeSince ?? '')) state.completeSince = addDays(date, 1);
			delete state.days[date];
		}
		if (state.completeSince !== null && state.completeSince <= oldest) state.completeSince = null;
	}

	private save(now: number): void {
		this.state.changed = now;
		const places = this.data[PLACE];
		this.data[PLACE] = { ...(typeof places === 'object' ? places : {}), [this.step]: { ...this.state } } as IDataObject;
	}
}

const entriesOf = (text: string): string[] =>
	Array.from({ length: text.length / LENGTH }, (_, at) => text.slice(at * LENGTH, (at + 1) * LENGTH));

async function gather(
	text: string,
	ids: ReadonlySet<string>,
	foundIds: Set<string>,
	rest: () => Promise<void>,
): Promise<void> {
	if (ids.size <= FEW) {
		for (const id of ids) if (hasEntry(text, id)) foundIds.add(id);
		return;
	}
	for (let from = 0; from < text.length; from += LENGTH) {
		const id = text.slice(from, from + LENGTH);
		if (ids.has(id)) foundIds.add(id);
		if ((from / LENGTH) % AT_ONCE === AT_ONCE - 1) await rest();
	}
}

/** So many are looked for one by one, each in a tenth of the time that it takes to go through all entries. */
const FEW = 5;

function hasEntry(text: string, id: string): boolean {
	for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) if (at % LENGTH === 0) return true;
	return false;
}
