import { z } from 'zod';

import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/pages';
import type { Asked } from './asked';
import { Completeness, type Missing } from './completeness';
import type { ReportForm } from './params';
import { runRequest, type Part } from './query';
import { mayBeMissing, remedyFor } from './recover';
import { readRunState, type ReportReader, type RunState } from './reportReader';
import { stuck, STUCK_AFTER } from './runReport';
import { describePart, split } from './split';

/** A part of a started report and the run that prepares it. */
export interface Entry {
	readonly part: Part;
	/** Of the period to compare with. */
	readonly before: boolean;
	readonly run: string;
	readonly state: 'running' | 'done' | 'failed';
	readonly percent: number;
	/** When the percentage last rose, in ms. */
	readonly movedAt: number;
	readonly restarts: number;
	/** Why it failed for good. */
	readonly problem?: string;
}

/** Everything that Check and Fetch need, as an item carries it from step to step. */
export interface Plan {
	readonly version: 1;
	readonly account: string;
	readonly form: ReportForm;
	readonly asked: Asked;
	readonly entries: readonly Entry[];
	readonly missing: readonly Missing[];
	readonly splits: Completeness['splits'];
	readonly restarts: number;
}

const digits = z.string().regex(/^\d+$/);
const period = z.object({ since: z.string(), until: z.string() });
const part = z.object({ period, fields: z.array(z.string()), ids: z.object({ level: z.string(), ids: z.array(z.string()) }).optional() });
const entry = z.object({
	part,
	before: z.boolean(),
	run: digits,
	state: z.enum(['running', 'done', 'failed']),
	percent: z.number(),
	movedAt: z.number(),
	restarts: z.number(),
	problem: z.string().optional(),
});

const planShape = z.object({
	version: z.literal(1),
	account: z.string().regex(/^act_\d+$/),
	form: z.object({}).passthrough(),
	asked: z.object({ query: z.object({ account: z.string(), node: z.string().regex(/^(act_)?\d+$/) }).passthrough(), periods: z.array(period).min(1) }).passthrough(),
	entries: z.array(entry).min(1),
	missing: z.array(z.object({ what: z.string(), why: z.string() })),
	splits: z.object({ dates: z.number(), objects: z.number(), fields: z.number() }),
	restarts: z.number(),
});

/** A plan out of an item: the object itself, or its JSON text. */
export function readPlan(value: unknown): Plan | null {
	let plan = value;
	if (typeof plan === 'string') {
		try {
			plan = JSON.parse(plan);
		} catch {
			return null;
		}
	}
	return planShape.safeParse(plan).success ? (plan as Plan) : null;
}

/** Moves a started report on: starts runs, looks after them, starts them again or in smaller parts. */
export class StartedReport {
	readonly completeness = new Completeness();

	constructor(
		private readonly reader: ReportReader,
		private readonly form: ReportForm,
		private readonly now: () => number,
	) {}

	/** Continues what a plan tells of itself. */
	resume({ missing, splits, restarts }: Plan): this {
		this.completeness.missing.push(...missing);
		Object.assign(this.completeness.splits, splits);
		this.completeness.restarts = restarts;
		return this;
	}

	async start(parts: readonly Part[], before: boolean): Promise<Entry[]> {
		const entries = await Promise.allSettled(parts.map(async (one) => await this.begin(one, before, 0)));
		const failed = entries.find((settled) => settled.status === 'rejected');
		if (failed) throw (failed as PromiseRejectedResult).reason as Error;
		return entries.flatMap((settled) => (settled.status === 'fulfilled' ? settled.value : []));
	}

	/** Looks at every run that was still going, fifty a call. */
	async look(entries: readonly Entry[], graph: { sendMany: (requests: Array<ReturnType<typeof runRequest>>) => Promise<Array<{ answer?: { body: unknown }; failure?: GraphFailure }>> }): Promise<Entry[]> {
		const open = entries.filter(({ state }) => state === 'running');
		const settled = await graph.sendMany(open.map(({ run }) => runRequest(this.reader.query, run)));
		const states = new Map(open.map((one, index) => [one, settled[index]]));
		const next: Entry[] = [];
		for (const one of entries) {
			const seen = states.get(one);
			if (seen === undefined) next.push(one);
			else if (seen.failure) throw seen.failure;
			else next.push(...(await this.after(one, readRunState(seen.answer?.body as GraphObject))));
		}
		return next;
	}

	private async after(one: Entry, state: RunState): Promise<Entry[]> {
		if (state.state === 'done') return [{ ...one, state: 'done', percent: 100 }];
		if (state.state === 'failed') return await this.recover(one, state.failure);
		const moved = state.percent > one.percent;
		if (!moved && this.now() - one.movedAt >= STUCK_AFTER) return await this.recover(one, stuck(state.percent));
		return [{ ...one, percent: state.percent, movedAt: moved ? this.now() : one.movedAt }];
	}

	private async begin(one: Part, before: boolean, restarts: number): Promise<Entry[]> {
		try {
			const run = await this.reader.start(one);
			return [{ part: one, before, run, state: 'running', percent: 0, movedAt: this.now(), restarts }];
		} catch (failure) {
			if (!(failure instanceof GraphFailure) || failure.kind !== 'tooMuchData') throw failure as Error;
			return await this.shrink(one, before, failure);
		}
	}

	private async recover(one: Entry, failure: GraphFailure): Promise<Entry[]> {
		const remedy = remedyFor(failure, { mode: 'async', strategy: 'async', restarts: one.restarts });
		if (remedy === 'restart') {
			this.completeness.restarts++;
			return await this.begin(one.part, one.before, one.restarts + 1);
		}
		if (remedy === 'shrink') {
			const smaller = await this.shrink(one.part, one.before, failure, true);
			if (smaller.length > 0) return smaller;
		}
		return this.lost(one, failure);
	}

	/** Smaller parts; none when nothing can be divided any more and `orNothing` allows that. */
	private async shrink(one: Part, before: boolean, failure: unknown, orNothing = false): Promise<Entry[]> {
		const smaller = await split(this.reader.query, one, async (within, level) => await this.reader.children(within, level));
		if (smaller === null) {
			if (orNothing) return [];
			throw failure as Error;
		}
		this.completeness.splits[smaller.kind]++;
		return await this.start(smaller.parts, before);
	}

	private lost(one: Entry, failure: GraphFailure): Entry[] {
		if (this.form.options.onIncomplete === 'return' && mayBeMissing(failure)) {
			this.completeness.missing.push({ what: describePart(this.reader.query, one.part), why: failure.message });
			return [];
		}
		return [{ ...one, state: 'failed', problem: failure.message }];
	}
}

export type PlanState = 'running' | 'done' | 'failed';

export const stateOf = (entries: readonly Entry[]): PlanState =>
	entries.some(({ state }) => state === 'failed') ? 'failed' : entries.every(({ state }) => state === 'done') ? 'done' : 'running';

export const percentOf = (entries: readonly Entry[]): number =>
	entries.length === 0 ? 100 : Math.floor(entries.reduce((sum, { percent }) => sum + percent, 0) / entries.length);
