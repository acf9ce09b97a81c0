import { last, sum } from 'lodash';

import type { SettledRequest } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { pairLists } from '../../shared/lists';
import { runRequest, type ReportPart } from '../facts/query';
import type { ReportOutput } from '../form/reportOutput';
import { Completeness } from '../read/parts/completeness';
import { Hope } from '../read/parts/hope';
import { giveUp, shrinkPart } from '../read/parts/lostPart';
import { remedyFor } from '../read/parts/recovery';
import type { ReportReader } from '../read/reportReader';
import { reportFailures } from '../read/reportFailures';
import { readRunState, RunFailure, stuck, STUCK_AFTER, type RunState } from '../read/reportRun';
import type { StartedPart } from './startedReport';
import { Turn } from './turn';
import { HOUR_MS } from '../../shared/durations';

/**
 * Milliseconds in which a new run may not be found yet: Meta answers 100/33 for a run it has only just made. Longer
 * than where a step waits (runWatch.ts): looks are minutes apart.
 */
const NEW_FOR = 300_000;

/** Milliseconds of looks that fail, after which what should pass counts as lasting: a loop must end some day. */
const PATIENCE = 24 * HOUR_MS;

/** What another look can find gone. A quota that Meta has cut for abuse is not: retrying makes it worse. */
const isPassing = ({ kind, worthWaiting }: GraphFailure): boolean =>
	kind === 'temporary' || (kind === 'rateLimited' && worthWaiting !== false);

/** A limit or a broken connection: it says nothing about the size of what was asked for. */
const isInterruption = (failure: GraphFailure): boolean =>
	isPassing(failure) && (failure.kind === 'rateLimited' || failure.meta === undefined);

const isDone = (ending: SettledRequest): boolean =>
	!ending.failure && readRunState(ending.answer.body as GraphObject).state === 'done';

/** An entry as one that was looked at. */
const withoutTrouble = ({ part, before, run, state, percent, movedAt, restarts }: StartedPart): StartedPart => ({
	part,
	before,
	run,
	state,
	percent,
	movedAt,
	restarts,
});

/** An entry that fails keeps why. */
async function orFailed(one: StartedPart, work: () => Promise<StartedPart[]>): Promise<StartedPart[]> {
	try {
		return await work();
	} catch (failure) {
		if (!(failure instanceof GraphFailure)) throw failure as Error;
		return [{ ...one, state: 'failed', problem: failure.message }];
	}
}

/** Moves a started report on: starts runs, looks after them, starts them again or in smaller parts. */
export class StartedRuns {
	/** What kept this look from being a whole one. It will pass, and the parts it concerns are as they were. */
	trouble?: GraphFailure;
	private hope = new Hope();
	/** Of the part that failed last, in an earlier look where none has in this one. */
	private latest: GraphFailure;
	private turn: Turn;

	constructor(
		private readonly reader: ReportReader,
		private readonly output: Pick<ReportOutput, 'onIncomplete'>,
		private readonly now: () => number,
		readonly completeness = new Completeness(),
	) {
		this.turn = new Turn([], now());
		const message = last(completeness.missing)?.why ?? reportFailures.withoutReason.message;
		this.latest = new GraphFailure({ ...reportFailures.withoutReason, message });
	}

	async start(parts: readonly ReportPart[], before: boolean): Promise<StartedPart[]> {
		return await this.beginAll(this.fresh(parts, before), async (one) => await this.begin(one));
	}

	/**
	 * Looks at every run that was still going, fifty a call.
	 *
	 * @throws GraphFailure when Meta refuses the look and will go on refusing it. That is found out before anything is
	 * started: a run that no plan knows is lost.
	 */
	async look(
		entries: readonly StartedPart[],
		graph: { sendMany: (requests: Array<ReturnType<typeof runRequest>>) => Promise<SettledRequest[]> },
	): Promise<StartedPart[]> {
		const open = entries.flatMap((one) => (one.state === 'running' && one.run !== null ? [{ one, run: one.run }] : []));
		const answers = await graph.sendMany(open.map(({ run }) => runRequest(this.reader.query, run)));
		for (const { failure } of answers) if (failure && failure.kind !== 'notFound' && !isPassing(failure)) throw failure;
		const endings = new Map(pairLists(open, answers).map(([{ one }, ending]) => [one, ending]));
		this.hope = this.hopeFor(entries, answers);
		this.turn = new Turn(entries, this.now());
		const seenAll = (await Promise.all(entries.map(async (one) => await this.step(one, endings.get(one))))).flat();
		const next = await this.beginAll(seenAll, async (one) => await orFailed(one, async () => await this.begin(one)));
		const knownRuns = new Set(entries.map(({ run }) => run));
		// Waiting does not help against a token that has ended; with nothing new, the plan that came in is still whole.
		if (this.trouble?.kind === 'auth' && next.every(({ run }) => run === null || knownRuns.has(run)))
			throw this.trouble;
		return next;
	}

	private fresh(parts: readonly ReportPart[], before: boolean): StartedPart[] {
		const rest = { before, run: null, state: 'running', percent: 0, movedAt: this.now(), restarts: 0 } as const;
		return parts.map((part) => ({ part, ...rest }));
	}

	/**
	 * By what earlier looks have found, where each cut and each part that is missing has failed. A run that is done is there,
	 * also one that this look finds: those that fail beside it are not the last hope.
	 */
	private hopeFor(entries: readonly StartedPart[], answers: readonly SettledRequest[]): Hope {
		const { splits, missing } = this.completeness;
		const leaves = missing.length;
		return new Hope(
			entries.some(({ state }) => state === 'done') || answers.some(isDone),
			sum(Object.values(splits)) + leaves,
			leaves,
		);
	}

	/** Starts what is open and whose turn it is; what is cut comes into the next round. */
	private async beginAll(
		entries: readonly StartedPart[],
		begin: (one: StartedPart) => Promise<StartedPart[]>,
	): Promise<StartedPart[]> {
		const chosenParts = this.turn.next(entries, this.hope);
		if (chosenParts.length === 0) return [...entries];
		const outcomes = await Promise.allSettled(chosenParts.map(begin));
		const refusal = outcomes.find((one) => one.status === 'rejected');
		if (refusal) throw refusal.reason as Error;
		const begunParts = new Map(
			pairLists(chosenParts, outcomes).map(([one, end]) => [one, end.status === 'fulfilled' ? end.value : []]),
		);
		return await this.beginAll(
			entries.flatMap((one) => begunParts.get(one) ?? [one]),
			begin,
		);
	}

	/** What a look has found of one entry. It fails by itself: the others may have been started again meanwhile. */
	private async step(one: StartedPart, ending: SettledRequest | undefined): Promise<StartedPart[]> {
		if (ending === undefined) return [one];
		return await orFailed(one, async () =>
			ending.failure
				? await this.unseen(one, ending.failure)
				: await this.after(withoutTrouble(one), readRunState(ending.answer.body as GraphObject)),
		);
	}

	private async unseen(one: StartedPart, failure: GraphFailure): Promise<StartedPart[]> {
		if (failure.kind !== 'notFound') return this.later(one, failure);
		if (this.now() - one.movedAt < NEW_FOR) return [one];
		return await this.recover(one, RunFailure.of(failure));
	}

	private async after(one: StartedPart, state: RunState): Promise<StartedPart[]> {
		if (state.state === 'done') return [{ ...one, state: 'done', percent: 100 }];
		if (state.state === 'failed') return await this.recover(one, state.failure);
		const isMoved = state.percent > one.percent;
		if (!isMoved && this.now() - one.movedAt >= STUCK_AFTER) return await this.recover(one, stuck(state.percent));
		return [{ ...one, percent: state.percent, movedAt: isMoved ? this.now() : one.movedAt }];
	}

	/** Lets Meta prepare a part. One that Meta cannot take just now stays for the next look. */
	private async begin(one: StartedPart): Promise<StartedPart[]> {
		if (this.hope.isGone) return this.noteLost(one, this.latest);
		try {
			return [{ ...withoutTrouble(one), run: await this.reader.start(one.part), percent: 0, movedAt: this.now() }];
		} catch (failure) {
			// A token that has ended ends a look only where nothing was started in it: no run may be lost.
			if (failure instanceof GraphFailure && (isPassing(failure) || failure.kind === 'auth'))
				return this.later({ ...one, movedAt: this.now() }, failure);
			if (failure instanceof GraphFailure && failure.kind === 'tooMuchData') return await this.shrink(one, failure);
			throw failure as Error;
		}
	}

	private async recover(one: StartedPart, failure: GraphFailure): Promise<StartedPart[]> {
		const remedy = remedyFor(failure, { mode: 'async', strategy: 'async', restarts: one.restarts });
		if (remedy === 'shrink') return await this.shrink(one, failure);
		if (remedy !== 'restart') return this.noteLost(one, failure);
		this.completeness.restarted();
		return [{ ...one, run: null, percent: 0, movedAt: this.now(), restarts: one.restarts + 1 }];
	}

	private async shrink(one: StartedPart, failure: GraphFailure): Promise<StartedPart[]> {
		let smaller: readonly ReportPart[] | null;
		try {
			smaller = await shrinkPart(this.reader, this.completeness, one.part);
		} catch (thrown) {
			if (!(thrown instanceof GraphFailure)) throw thrown as Error;
			return isInterruption(thrown) ? this.later(one, thrown) : this.noteLost(one, thrown);
		}
		this.latest = failure;
		this.hope.failed({ isLeaf: smaller === null });
		return smaller === null ? this.noteLost(one, failure) : this.fresh(smaller, one.before);
	}

	/** Keeps an entry as it is: what passes must not end a report that goes on at Meta. */
	private later(one: StartedPart, failure: GraphFailure): StartedPart[] {
		const troubledSince = one.troubledSince ?? this.now();
		if (this.now() - troubledSince >= PATIENCE) return this.noteLost(one, failure);
		const isWorse =
			failure.kind === 'auth' ||
			(this.trouble?.kind !== 'auth' && (failure.retryAfter ?? 0) > (this.trouble?.retryAfter ?? 0));
		if (this.trouble === undefined || isWorse) this.trouble = failure;
		const keptEntry = { ...one, troubledSince };
		this.turn.rest(keptEntry);
		return [keptEntry];
	}

	private noteLost({ part }: StartedPart, failure: GraphFailure): never[] {
		return giveUp(this.reader, this.completeness, this.output.onIncomplete, part, failure);
	}
}
