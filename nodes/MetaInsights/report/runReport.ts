import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { poll } from '../../shared/graph/poll';
import type { Wait } from '../../shared/graph/wait';
import { Completeness } from './completeness';
import { giveUp, shrinkPart, type OnIncomplete } from './lostPart';
import type { Part } from './query';
import { OutOfTime, remedyFor, RunFailure, type Mode, type Strategy } from './recover';
import { reportFailures, toldOf } from './reportFailures';
import type { ReportReader, RunState } from './reportReader';

export interface RunOptions {
	readonly strategy: Strategy;
	readonly onIncomplete: OnIncomplete;
	/** Whether the first try is a run at Meta, for `auto`. */
	readonly large: boolean;
	/** The instant after which no run is waited for, in ms. */
	readonly deadline: number;
	/** Rows of the whole report beyond which nobody takes any: a direct answer is read no further. */
	readonly enough?: number;
	readonly wait: Wait;
	readonly now: () => number;
}

/** Milliseconds without progress after which a run counts as stuck. A run that moves is never ended. */
export const STUCK_AFTER = 600_000;

/** Milliseconds in which a run that was just started may not be there yet for whoever looks (100/33). */
const THERE_AFTER = 60_000;

/**
 * How much later than its pace says a run is looked at. It stays at 100 percent for a moment before it is completed, and a
 * look that comes just too early costs another whole gap. Chosen, not measured: a twentieth more is less than a gap for most runs.
 */
const AT_THE_END = 1.05;

/** A part that can be had: its rows, or a finished run to read them from. */
export type Ready = { readonly part: Part; readonly rows: GraphObject[] } | { readonly part: Part; readonly run: string };

/**
 * Gets the parts of a report, whatever it takes: at once or in runs, whole or in smaller parts. The first failure ends all
 * of them.
 */
export class ReportRun {
	private readonly begun: Array<Promise<Ready[]>> = [];
	private failed?: { readonly why: unknown };
	private stop: () => void = () => undefined;
	/** There once something has failed or the report has ended: nobody waits any longer. */
	private readonly stopped = new Promise<void>((resolve) => (this.stop = resolve));

	constructor(
		readonly reader: ReportReader,
		readonly options: RunOptions,
		readonly completeness = new Completeness(),
	) {}

	/** Begins to make parts ready, all at once: rows of direct answers, finished runs otherwise. Each tells when it is there. */
	begin(parts: readonly Part[]): Array<Promise<Ready[]>> {
		const { strategy, large } = this.options;
		const mode: Mode = strategy === 'auto' ? (large ? 'async' : 'sync') : strategy;
		const begun = parts.map(async (part) => await this.obtain(part, mode).catch(this.fail));
		// One may fail while another is awaited; the failure is met when its turn comes.
		for (const one of begun) one.catch(() => undefined);
		this.begun.push(...begun);
		return begun;
	}

	/** Ends what is still under way, so that nothing goes on behind a report that has ended. */
	async end(): Promise<void> {
		this.failed ??= { why: new OutOfTime({ kind: 'temporary', message: 'The report has ended', advice: 'Run the step again.' }) };
		this.stop();
		await Promise.allSettled(this.begun);
	}

	/** Notes what ends the report, if nothing has ended it before. @throws the first failure */
	readonly fail = (failure: unknown): never => {
		this.failed ??= { why: failure };
		this.stop();
		throw this.failed.why as Error;
	};

	/** Every piece of work to its end, then the first failure. */
	async all<T, R>(list: readonly T[], work: (one: T) => Promise<R[]>): Promise<R[]> {
		const settled = await Promise.allSettled(list.map(async (one) => await work(one).catch(this.fail)));
		this.goOn();
		return settled.flatMap((entry) => (entry.status === 'fulfilled' ? entry.value : []));
	}

	/** A finished run that cannot be read any more: its part is asked for again, or in smaller pieces. */
	async afterLostRun(part: Part, thrown: unknown): Promise<Ready[]> {
		const failure = asRunFailure(thrown);
		const remedy = remedyFor(failure, { mode: 'async', strategy: this.options.strategy, restarts: 0 });
		if (remedy === 'stop') return this.giveUp(part, thrown);
		if (remedy === 'shrink') return await this.shrink(part, 'async', thrown);
		this.completeness.restarted();
		return await this.obtain(part, 'async', 1);
	}

	private async obtain(part: Part, first: Mode, restarted = 0): Promise<Ready[]> {
		let mode = first;
		for (let restarts = restarted; ; ) {
			this.goOn();
			try {
				return [mode === 'sync' ? { part, rows: await this.readNow(part) } : await this.prepare(part)];
			} catch (failure) {
				this.goOn();
				const remedy = remedyFor(failure, { mode, strategy: this.options.strategy, restarts });
				if (remedy === 'stop') return this.giveUp(part, failure);
				if (remedy === 'shrink') return await this.shrink(part, mode, failure);
				if (remedy === 'async') mode = 'async';
				else {
					restarts++;
					this.completeness.restarted();
				}
			}
		}
	}

	/** A direct answer, no longer than it is wanted: others may have failed or been enough meanwhile. */
	private async readNow(part: Part): Promise<GraphObject[]> {
		// Rows that came with some of their fields only are all needed: they are joined with others.
		const enough = part.fields.length < this.reader.query.fields.length ? Infinity : (this.options.enough ?? Infinity);
		const rows: GraphObject[] = [];
		for await (const page of this.reader.rowsNow(part)) {
			this.goOn();
			for (const row of page) rows.push(row);
			if (rows.length >= enough) break;
		}
		return rows;
	}

	private async shrink(part: Part, mode: Mode, failure: unknown): Promise<Ready[]> {
		const smaller = await shrinkPart(this.reader, this.completeness, part).catch((unsearched: unknown) => this.giveUp(part, unsearched));
		return smaller === null ? this.giveUp(part, failure) : await this.all(smaller, async (one) => await this.obtain(one, mode));
	}

	private giveUp(part: Part, failure: unknown): never[] {
		return giveUp(this.reader, this.completeness, this.options.onIncomplete, part, failure);
	}

	/** Lets Meta prepare a part and waits for it. */
	private async prepare(part: Part): Promise<Ready> {
		const { wait, now, deadline } = this.options;
		const run = await this.reader.start(part);
		this.completeness.ran();
		const started = now();
		const progress = { percent: -1, at: started };
		const look = async (): Promise<RunState | null> => {
			this.goOn();
			const state = await this.reader.state(run).catch((thrown: unknown) => {
				if (!(thrown instanceof GraphFailure) || thrown.kind !== 'notFound') throw thrown;
				if (now() - started >= THERE_AFTER) throw asRunFailure(thrown) as Error;
				return null;
			});
			if (state === null || state.state !== 'running') return state;
			if (state.percent > progress.percent) Object.assign(progress, { percent: state.percent, at: now() });
			if (now() - progress.at >= STUCK_AFTER) return { state: 'failed', percent: state.percent, failure: stuck(state.percent) };
			return null;
		};
		// A run that moves tells when it will be done: with growing gaps alone, a third of the time could be spent waiting for the
		// next look. One that is late by its own pace says nothing any more, and is looked at in growing gaps again.
		const remaining = (): number | undefined => {
			if (progress.percent <= 0) return undefined;
			const left = started + ((progress.at - started) * 100 * AT_THE_END) / progress.percent - now();
			return left > 0 && progress.percent < 100 ? left : undefined;
		};
		const unlessStopped: Wait = async (pause) => await Promise.race([wait(pause), this.stopped]);
		const end = await poll(look, { cap: Math.max(0, deadline - now()), wait: unlessStopped, now, remaining });
		if (end === null) throw outOfTime(progress.percent);
		if (end.state === 'failed') throw end.failure;
		return { part, run };
	}

	/** @throws the first failure, wherever it was */
	private goOn(): void {
		if (this.failed) throw this.failed.why as Error;
	}
}

export async function gather(pages: AsyncIterable<readonly GraphObject[]>): Promise<GraphObject[]> {
	const rows: GraphObject[] = [];
	for await (const page of pages) for (const row of page) rows.push(row);
	return rows;
}

/** What a finished run answers when it cannot be read: gone (100/33) or not there yet (2601/1815107). */
const asRunFailure = (thrown: unknown): unknown =>
	thrown instanceof GraphFailure && (thrown.kind === 'notFound' || (thrown.kind === 'temporary' && thrown.meta !== undefined)) ? RunFailure.of(thrown) : thrown;

export const stuck = (percent: number): RunFailure => new RunFailure(toldOf(reportFailures.stuck, percent));

const outOfTime = (percent: number): OutOfTime => new OutOfTime(toldOf(reportFailures.outOfTime, Math.max(0, percent)));
