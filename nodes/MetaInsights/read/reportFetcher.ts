import type { GraphObject } from '../../shared/graph/object';
import { poll } from '../../shared/graph/poll';
import type { Wait } from '../../shared/graph/wait';
import type { ReportPart } from '../facts/query';
import { Completeness } from './parts/completeness';
import { giveUp, shrinkPart, type OnIncomplete } from './parts/lostPart';
import { OutOfTime, remedyFor, type ReadMode, type Strategy } from './parts/recovery';
import { failureWith, reportFailures } from './reportFailures';
import type { ReportReader } from './reportReader';
import { asRunFailure, type RunState } from './reportRun';
import { RunWatch } from './runWatch';
import { SingleFile } from './singleFile';

export interface FetcherOptions {
	/** Directly, by a report run, or `auto`: directly where that is likely to do. */
	readonly strategy: Strategy;
	/** What becomes of a report of which parts are missing. */
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

/** A part that can be had: its rows, or a finished run to read them from. */
export type ReadyPart =
	| { readonly part: ReportPart; readonly rows: GraphObject[] }
	| { readonly part: ReportPart; readonly run: string };

/** What has become of a part. */
type Asked = { readonly ready: ReadyPart[] } | { readonly smaller: readonly ReportPart[]; readonly mode: ReadMode };

/**
 * Gets the parts of a report, whatever it takes: at once or in runs, whole or in smaller parts. The first failure ends all
 * of them.
 */
export class ReportFetcher {
	private readonly partsUnderWay: Array<Promise<ReadyPart[]>> = [];
	private readonly file = new SingleFile();
	/** Of the part that failed last. */
	private latest: unknown;
	private failed?: { readonly why: unknown };
	private stop: () => void = () => undefined;
	/** There once something has failed or the report has ended: nobody waits any longer. */
	private readonly stopped = new Promise<void>((resolve) => (this.stop = resolve));

	constructor(
		readonly reader: ReportReader,
		readonly options: FetcherOptions,
		readonly completeness = new Completeness(),
	) {}

	/** Begins to make parts ready, all at once: rows of direct answers, finished runs otherwise. Each tells when it is there. */
	begin(parts: readonly ReportPart[]): Array<Promise<ReadyPart[]>> {
		const { strategy, large } = this.options;
		const mode: ReadMode = strategy === 'auto' ? (large ? 'async' : 'sync') : strategy;
		const readyParts = parts.map(async (part) => await this.obtain(part, mode).catch(this.fail));
		// One may fail while another is awaited; the failure is met when its turn comes.
		for (const one of readyParts) one.catch(() => undefined);
		this.partsUnderWay.push(...readyParts);
		return readyParts;
	}

	/** Ends what is still under way, so that nothing goes on behind a report that has ended. */
	async end(): Promise<void> {
		this.failed ??= {
			why: new OutOfTime({ kind: 'temporary', message: 'The report has ended', advice: 'Run the step again.' }),
		};
		this.stop();
		await Promise.allSettled(this.partsUnderWay);
	}

	/** Notes what ends the report, if nothing has ended it before. @throws the first failure */
	readonly fail = (failure: unknown): never => {
		this.failed ??= { why: failure };
		this.stop();
		throw this.failed.why as Error;
	};

	/** Every piece of work to its end, then the first failure. */
	async all<T, R>(list: readonly T[], work: (one: T) => Promise<R[]>): Promise<R[]> {
		const outcomes = await Promise.allSettled(list.map(async (one) => await work(one).catch(this.fail)));
		this.goOn();
		return outcomes.flatMap((entry) => (entry.status === 'fulfilled' ? entry.value : []));
	}

	/** A finished run that cannot be read any more: its part is asked for again, or in smaller pieces. */
	async afterLostRun(part: ReportPart, thrown: unknown): Promise<ReadyPart[]> {
		const failure = asRunFailure(thrown);
		const remedy = remedyFor(failure, { mode: 'async', strategy: this.options.strategy, restarts: 0 });
		if (remedy === 'stop') return this.giveUp(part, thrown);
		if (remedy === 'shrink') {
			const smaller = await this.cut(part);
			if (smaller === null) return this.giveUp(part, thrown);
			return await this.all(smaller, async (one) => await this.obtain(one, 'async'));
		}
		this.completeness.restarted();
		return await this.obtain(part, 'async', 1);
	}

	private async obtain(part: ReportPart, mode: ReadMode, restartCount = 0): Promise<ReadyPart[]> {
		await this.file.enter();
		let following: Promise<ReadyPart[]>;
		try {
			this.goOn();
			// Of what is left when nothing comes, each part is told to be missing.
			if (this.file.isGone) return this.giveUp(part, this.latest);
			const answer = await this.ask(part, mode, restartCount);
			if ('ready' in answer) return answer.ready;
			// They wait before the place of this one is given away, so that one of them is next.
			following = this.all(answer.smaller, async (one) => await this.obtain(one, answer.mode));
		} finally {
			this.file.leave();
		}
		return await following;
	}

	/** Asks until the part is there, is given up, or is to be asked for in smaller ones. */
	private async ask(part: ReportPart, first: ReadMode, restartCount: number): Promise<Asked> {
		let mode = first;
		for (let restarts = restartCount; ;) {
			try {
				const ready = mode === 'sync' ? { part, rows: await this.readNow(part) } : await this.prepare(part);
				this.file.came();
				return { ready: [ready] };
			} catch (failure) {
				this.goOn();
				const remedy = remedyFor(failure, { mode, strategy: this.options.strategy, restarts });
				if (remedy === 'async') {
					mode = 'async';
					continue;
				}
				if (remedy === 'restart') {
					restarts++;
					this.completeness.restarted();
					continue;
				}
				this.latest = failure;
				const smaller = remedy === 'stop' ? null : await this.cut(part);
				this.file.failed({ isLeaf: (smaller ?? []).length === 0 });
				return smaller === null ? { ready: this.giveUp(part, failure) } : { smaller, mode };
			}
		}
	}

	/** A direct answer, no longer than it is wanted: others may have failed or been enough meanwhile. */
	private async readNow(part: ReportPart): Promise<GraphObject[]> {
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

	/** Smaller parts, or null where there are none. */
	private async cut(part: ReportPart): Promise<readonly ReportPart[] | null> {
		return await shrinkPart(this.reader, this.completeness, part).catch((unsearchedFailure: unknown) =>
			this.giveUp(part, unsearchedFailure),
		);
	}

	private giveUp(part: ReportPart, failure: unknown): never[] {
		return giveUp(this.reader, this.completeness, this.options.onIncomplete, part, failure);
	}

	/** Lets Meta prepare a part and waits for it. */
	private async prepare(part: ReportPart): Promise<ReadyPart> {
		const { wait, now, deadline } = this.options;
		const run = await this.reader.start(part);
		this.completeness.ran();
		const watch = new RunWatch(this.reader, run, now);
		const look = async (): Promise<RunState | null> => {
			this.goOn();
			return await watch.look();
		};
		const unlessStopped: Wait = async (pause) => await Promise.race([wait(pause), this.stopped]);
		const end = await poll(look, {
			cap: Math.max(0, deadline - now()),
			wait: unlessStopped,
			now,
			remaining: () => watch.remaining(),
		});
		if (end === null) throw outOfTime(watch.percent);
		if (end.state === 'failed') throw end.failure;
		return { part, run };
	}

	/** @throws the first failure, wherever it was */
	private goOn(): void {
		if (this.failed) throw this.failed.why as Error;
	}
}

export async function gatherRows(pages: AsyncIterable<readonly GraphObject[]>): Promise<GraphObject[]> {
	const rows: GraphObject[] = [];
	for await (const page of pages) for (const row of page) rows.push(row);
	return rows;
}

const outOfTime = (percent: number): OutOfTime =>
	new OutOfTime(failureWith(reportFailures.outOfTime, Math.max(0, percent)));
