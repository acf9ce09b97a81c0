import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/pages';
import { poll } from '../../shared/graph/poll';
import type { Wait } from '../../shared/graph/wait';
import { Completeness } from './completeness';
import { MOST_LANES } from './lanes';
import { merged } from './merged';
import { rowIdentity, type Part, type ReportQuery } from './query';
import { mayBeMissing, OutOfTime, remedyFor, RunFailure, type Mode, type Strategy } from './recover';
import type { ReportReader, RunState } from './reportReader';
import { describePart, split } from './split';

export type OnIncomplete = 'fail' | 'return';

export interface RunOptions {
	readonly strategy: Strategy;
	readonly onIncomplete: OnIncomplete;
	/** Whether the first try is a run at Meta, for `auto`. */
	readonly large: boolean;
	/** The instant after which no run is waited for, in ms. */
	readonly deadline: number;
	readonly wait: Wait;
	readonly now: () => number;
}

/** Milliseconds without progress after which a run counts as stuck. A run that moves is never ended. */
export const STUCK_AFTER = 600_000;

/** Rows of a run that are held back until it is clear that it can be read. */
const HELD_ROWS = 5_000;

export interface PartRows {
	/** Place of the part among the others: rows of items come in this order. */
	readonly index: number;
	readonly rows: readonly GraphObject[];
}

/** A part that can be had: its rows, or a finished run to read them from. */
export type Ready = { readonly part: Part; readonly rows: GraphObject[] } | { readonly part: Part; readonly run: string };

/**
 * Gets a report, whatever it takes: at once or in runs, whole or in parts. Rows of a part are held back until the part is
 * whole, so that a part that has to be asked for again leaves none behind.
 */
export class ReportRun {
	readonly completeness = new Completeness();
	private stopped = false;

	constructor(
		readonly reader: ReportReader,
		private readonly options: RunOptions,
	) {}

	/** Makes every part ready: rows of direct answers, finished runs otherwise. */
	async ready(parts: readonly Part[]): Promise<Ready[]> {
		const { strategy, large } = this.options;
		const mode: Mode = strategy === 'auto' ? (large ? 'async' : 'sync') : strategy;
		return await this.all(parts, async (part) => await this.obtain(part, mode));
	}

	/**
	 * The rows of ready parts, page by page, several parts at once. The first rows of a part are held back: while none has
	 * been passed on, a run that can no longer be read is asked for again.
	 */
	async *pages(ready: readonly Ready[]): AsyncGenerator<PartRows, void, void> {
		const whole = this.reader.query.fields.length;
		const divided = ready.filter(({ part }) => part.fields.length < whole);
		const sources = ready.filter((one) => !divided.includes(one)).map((one, index) => this.pagesOf(one, index));
		if (divided.length > 0) sources.push(this.united(divided, sources.length));
		yield* merged(sources, MOST_LANES);
	}

	/** Parts whose fields came apart, as one. */
	private async *united(divided: readonly Ready[], index: number): AsyncGenerator<PartRows, void, void> {
		const parts = await this.all(divided, async (one) => {
			const rows: GraphObject[] = [];
			for await (const page of this.pagesOf(one, index)) rows.push(...page.rows);
			return [{ part: one.part, rows }];
		});
		yield { index, rows: unite(this.reader.query, parts) };
	}

	private async *pagesOf(ready: Ready, index: number): AsyncGenerator<PartRows, void, void> {
		if ('rows' in ready) {
			yield { index, rows: ready.rows };
			return;
		}
		const held: GraphObject[] = [];
		let passedOn = false;
		try {
			for await (const rows of this.reader.rowsOfRun(ready.run)) {
				if (passedOn) yield { index, rows };
				else for (const row of rows) held.push(row);
				if (!passedOn && held.length > HELD_ROWS) {
					passedOn = true;
					yield { index, rows: held.splice(0) };
				}
			}
		} catch (thrown) {
			if (passedOn) throw thrown as Error;
			const again = await this.afterLostRun(ready.part, thrown);
			const parts = await this.all(again, async (one) => [{ part: one.part, rows: 'rows' in one ? one.rows : await gather(this.reader.rowsOfRun(one.run)) }]);
			yield { index, rows: unite(this.reader.query, parts) };
			return;
		}
		if (!passedOn) yield { index, rows: held };
	}

	/** A finished run that cannot be read any more: its part is asked for again, or in smaller pieces. */
	private async afterLostRun(part: Part, thrown: unknown): Promise<Ready[]> {
		const failure = asRunFailure(thrown);
		const remedy = remedyFor(failure, { mode: 'async', strategy: this.options.strategy, restarts: 0 });
		if (remedy === 'stop') return this.giveUp(part, thrown);
		if (remedy === 'shrink') return await this.shrink(part, 'async', thrown);
		this.completeness.restarts++;
		return await this.obtain(part, 'async', 1);
	}

	private async obtain(part: Part, first: Mode, restarted = 0): Promise<Ready[]> {
		let mode = first;
		for (let restarts = restarted; ; ) {
			if (this.stopped) throw otherPartFailed();
			try {
				return [mode === 'sync' ? { part, rows: await gather(this.reader.rowsNow(part)) } : await this.prepare(part)];
			} catch (failure) {
				if (this.stopped) throw failure as Error;
				const remedy = remedyFor(failure, { mode, strategy: this.options.strategy, restarts });
				if (remedy === 'stop') return this.giveUp(part, failure);
				if (remedy === 'shrink') return await this.shrink(part, mode, failure);
				if (remedy === 'async') mode = 'async';
				else {
					restarts++;
					this.completeness.restarts++;
				}
			}
		}
	}

	private async shrink(part: Part, mode: Mode, failure: unknown): Promise<Ready[]> {
		const smaller = await split(this.reader.query, part, async (within, level) => await this.reader.children(within, level));
		if (smaller === null) return this.giveUp(part, failure);
		this.completeness.splits[smaller.kind]++;
		return await this.all(smaller.parts, async (one) => await this.obtain(one, mode));
	}

	/** Ends the report, or notes what it will lack. */
	private giveUp(part: Part, failure: unknown): never[] {
		if (this.options.onIncomplete === 'fail' || !mayBeMissing(failure)) throw failure as Error;
		this.completeness.missing.push({ what: describePart(this.reader.query, part), why: failure.message });
		return [];
	}

	/** Lets Meta prepare a part and waits for it. */
	private async prepare(part: Part): Promise<Ready> {
		const { wait, now, deadline } = this.options;
		const run = await this.reader.start(part);
		this.completeness.runs++;
		const started = now();
		const progress = { percent: -1, at: started };
		const look = async (): Promise<RunState | null> => {
			if (this.stopped) throw otherPartFailed();
			const state = await this.reader.state(run);
			if (state.state !== 'running') return state;
			if (state.percent > progress.percent) Object.assign(progress, { percent: state.percent, at: now() });
			if (now() - progress.at >= STUCK_AFTER) return { state: 'failed', percent: state.percent, failure: stuck(state.percent) };
			return null;
		};
		// A run that moves tells when it will be done: with growing gaps alone, a third of the time could be spent waiting for the
		// next look. One that is late by its own pace says nothing any more, and is looked at in growing gaps again.
		const remaining = (): number | undefined => {
			if (progress.percent <= 0) return undefined;
			const left = started + ((progress.at - started) * 100) / progress.percent - now();
			return left > 0 ? left : undefined;
		};
		const end = await poll(look, { cap: Math.max(0, deadline - now()), wait, now, remaining });
		if (end === null) throw outOfTime(progress.percent);
		if (end.state === 'failed') throw end.failure;
		return { part, run };
	}

	/** Every piece of work to its end, then the first failure: nothing goes on behind a failed report. */
	private async all<T, R>(list: readonly T[], work: (one: T) => Promise<R[]>): Promise<R[]> {
		const settled = await Promise.all(
			list.map(async (one) => await work(one).then((value) => ({ value }), (failure: unknown) => {
				this.stopped = true;
				return { failure };
			})),
		);
		for (const entry of settled) if ('failure' in entry) throw entry.failure as Error;
		return settled.flatMap((entry) => ('value' in entry ? entry.value : []));
	}
}

/**
 * Joins parts. Where one period's fields came apart, its rows are put together again by what they are about.
 * @throws GraphFailure when rows of one part say different things about the same: joining would lose all but one of them
 */
export function unite(query: ReportQuery, parts: ReadonlyArray<{ readonly part: Part; readonly rows: readonly GraphObject[] }>): GraphObject[] {
	const rows: GraphObject[] = [];
	const joined = new Map<string, GraphObject>();
	for (const { part, rows: some } of parts) {
		if (part.fields.length === query.fields.length) {
			for (const row of some) rows.push(row);
			continue;
		}
		for (const [key, row] of byIdentity(query, some)) joined.set(key, { ...joined.get(key), ...row });
	}
	for (const row of joined.values()) rows.push(row);
	return rows;
}

function byIdentity(query: ReportQuery, rows: readonly GraphObject[]): Map<string, GraphObject> {
	const known = new Map<string, GraphObject>();
	for (const row of rows) {
		const key = rowIdentity(query, row);
		const other = known.get(key);
		if (other !== undefined && JSON.stringify(other) !== JSON.stringify(row)) throw indistinct();
		known.set(key, row);
	}
	return known;
}

export async function gather(pages: AsyncIterable<readonly GraphObject[]>): Promise<GraphObject[]> {
	const rows: GraphObject[] = [];
	for await (const page of pages) for (const row of page) rows.push(row);
	return rows;
}

/** Everything that pages bring, in the order of the parts. */
export async function gatherPages(pages: AsyncIterable<PartRows>): Promise<GraphObject[]> {
	const all: PartRows[] = [];
	for await (const page of pages) all.push(page);
	return all.sort((one, other) => one.index - other.index).flatMap(({ rows }) => rows);
}

/** What a finished run answers when it cannot be read: gone (100/33) or not there yet (2601/1815107). */
const asRunFailure = (thrown: unknown): unknown =>
	thrown instanceof GraphFailure && (thrown.kind === 'notFound' || (thrown.kind === 'temporary' && thrown.meta !== undefined)) ? new RunFailure({ ...thrown, message: thrown.message }) : thrown;

/** Ends what still goes on behind a failed report; the report itself tells the first failure. */
const otherPartFailed = (): RunFailure => new RunFailure({ kind: 'temporary', message: 'Another part of the report failed', advice: 'See the first failure.' });

export const stuck = (percent: number): RunFailure =>
	new RunFailure({ kind: 'temporary', message: `Meta’s report stands still at ${percent} %`, advice: 'Run the step again later, or ask for less at once.' });

const indistinct = (): GraphFailure =>
	new GraphFailure({
		kind: 'tooMuchData',
		message: 'Meta’s rows cannot be told apart',
		advice: 'Meta could only give this report in pieces, and its pieces lack what would join them. Ask for fewer fields, fewer breakdowns or a shorter date range, so that it comes in one piece.',
	});

const outOfTime = (percent: number): OutOfTime =>
	new OutOfTime({
		kind: 'temporary',
		message: `Meta has not finished the report in time (${Math.max(0, percent)} %)`,
		advice: 'Raise Max Run Time in Options, or use Report → Start, Check and Fetch, which do not hold the workflow while Meta works.',
	});
