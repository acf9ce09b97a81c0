import { difference } from 'lodash';

import { StoredLedger, type Claims, type Store } from '../../../meta/onceLedger';
import { shortId, TakenArchive } from '../../../meta/takenArchive';
import { pausing, type Pause } from '../../../shared/graph/wait';
import { ProcessMemory } from '../../../shared/memory';
import type { Session } from '../../../shared/node/session/session';

/** What runs of this process have sent, by step: a run that began earlier may end later, and save its own record over theirs. */
export const recentIds = new ProcessMemory<readonly string[]>(200);
const MOST_RECENT = 20_000;

/**
 * Milliseconds after which a saved archive is the last word. A run that began before it was saved can end by saving its own,
 * older one, and then the journal has what that lacks.
 */
const SETTLED_AFTER = 3_600_000;
/** A journal of so many entries slows each run. */
const LARGE_JOURNAL = 20_000;

const options = { mode: 'entries' } as const;

/** Steps by the static data that an execution has: what its own runs have put there is not saved yet. */
const begunSteps = new WeakMap<object, Set<string>>();

function isFirstRun(data: object, step: string): boolean {
	const steps = begunSteps.get(data) ?? new Set();
	begunSteps.set(data, steps);
	if (steps.has(step)) return false;
	steps.add(step);
	return true;
}

/** What a record is made of. */
export interface RecordParts {
	/** IDs of the workflow and its node. */
	readonly step: string;
	readonly store: Store & Pick<Session['n8n']['helpers'], 'getProcessedDataCount' | 'clearAllProcessedItems'>;
	readonly archive: TakenArchive;
	readonly wait: Session['wait'];
	readonly pause: Pause;
	/** Milliseconds. */
	readonly now: () => number;
	/** Names this run among all others. */
	readonly run: string;
}

/**
 * Remembers which events of a step were sent. The journal is n8n's table of processed data, which is written at once and is one for
 * all workers. The archive is saved when a run by trigger ends. An event leaves the journal only after the archive was read from
 * the database with it. A run by hand saves no archive, so the journal remembers its events until a run by trigger meets them.
 */
export class EventRecord {
	private readonly journal: StoredLedger;
	/** Those that this run has found in the archive as sent, short. */
	private readonly archivedIds = new Set<string>();

	constructor(private readonly parts: RecordParts) {
		const { store, wait, run, step } = parts;
		this.journal = new StoredLedger(store, wait, run, step);
	}

	/** @throws UnreadableArchive */
	static async open({ n8n, wait, now }: Session): Promise<EventRecord> {
		const step = `${n8n.getWorkflow().id} ${n8n.getNode().id}`;
		const data = n8n.getWorkflowStaticData('global');
		const record = new EventRecord({
			...{ step, wait, now, store: n8n.helpers, pause: pausing(n8n.getExecutionCancelSignal()) },
			run: [n8n.getExecutionId(), n8n.getNode().id, String(Math.random())].join(' '),
			archive: new TakenArchive(data, n8n.getNode().id),
		});
		if (isFirstRun(data, step) && n8n.getMode() !== 'manual') await record.emptyJournal();
		await record.takeRecent();
		return record;
	}

	/** From which day on the record is complete (`2026-11-20`); null where it always was. */
	get completeSince(): string | null {
		return this.parts.archive.completeSince;
	}

	/** What the archive says of these. Nothing is noted. */
	async look(ids: readonly string[]): Promise<Pick<Claims, 'taken' | 'open'>> {
		const byShort = await this.shortened(ids);
		const { taken, open } = await this.parts.archive.look(new Set(byShort.keys()), this.parts.pause);
		return { taken: longIds(byShort, taken), open: longIds(byShort, open) };
	}

	async claim(ids: readonly string[]): Promise<Claims> {
		const byShort = await this.shortened(ids);
		const archived = await this.parts.archive.look(new Set(byShort.keys()), this.parts.pause);
		for (const id of archived.taken) this.archivedIds.add(id);
		const others = difference([...byShort.keys()], [...archived.taken, ...archived.open]);
		const claims = await this.journal.claim(others);
		this.archiveTaken([...claims.taken]);
		return {
			fresh: longIds(byShort, claims.fresh),
			taken: longIds(byShort, [...archived.taken, ...claims.taken]),
			open: longIds(byShort, [...archived.open, ...claims.open]),
		};
	}

	async take(ids: readonly string[]): Promise<void> {
		const shortIds = ids.map(shortId);
		await this.journal.take(shortIds);
		this.archiveTaken(shortIds.filter((id) => !this.archivedIds.has(id)));
	}

	/** Nobody knows whether Meta has them. */
	async leaveOpen(ids: readonly string[]): Promise<void> {
		const shortIds = new Set(ids.map(shortId));
		const { open } = await this.parts.archive.look(shortIds, this.parts.pause);
		this.parts.archive.leaveOpen(difference([...shortIds], [...open]), this.parts.now());
	}

	async takenSoon(ids: readonly string[]): Promise<ReadonlySet<string>> {
		const byShort = await this.shortened(ids);
		return longIds(byShort, await this.journal.takenSoon([...byShort.keys()]));
	}

	async release(ids: readonly string[]): Promise<void> {
		await this.journal.release(ids.map(shortId));
	}

	/**
	 * Where the archive, as it was saved, has all that the journal has, the journal begins again. Any entry more, such as one of a run
	 * that is under way, keeps it.
	 */
	async emptyJournal(): Promise<void> {
		const { archive, now, store } = this.parts;
		const { journaled, changed } = archive;
		if (journaled === 0 || (journaled < LARGE_JOURNAL && now() - changed < SETTLED_AFTER)) return;
		const count = await store.getProcessedDataCount('node', options);
		if (count > 0 && count !== journaled) return;
		// Who notes something in this moment looks whether it stands, and comes again.
		if (count > 0) await store.clearAllProcessedItems('node', options);
		archive.journalIsEmpty();
	}

	/** What this process has sent and the saved archive lacks: a run that began earlier has saved it without them. */
	async takeRecent(): Promise<void> {
		const recent = recentIds.recall(this.parts.step) ?? [];
		if (recent.length === 0) return;
		const { taken } = await this.parts.archive.look(new Set(recent), this.parts.pause);
		this.parts.archive.take(difference(recent, [...taken]), this.parts.now());
	}

	private archiveTaken(shortIds: readonly string[]): void {
		if (shortIds.length === 0) return;
		const { archive, now, step } = this.parts;
		archive.take(shortIds, now());
		recentIds.remember(step, [...(recentIds.recall(step) ?? []), ...shortIds].slice(-MOST_RECENT));
	}

	private async shortened(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
		const byShort = new Map<string, string>();
		for (const id of ids) {
			await this.parts.pause();
			byShort.set(shortId(id), id);
		}
		return byShort;
	}
}

const longIds = (byShort: ReadonlyMap<string, string>, shortIds: Iterable<string>): ReadonlySet<string> =>
	new Set([...shortIds].flatMap((id) => byShort.get(id) ?? []));
