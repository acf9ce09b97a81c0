import { z } from 'zod';

import type { AccountFacts } from '../../shared/node/session/session';
import { parsedJson } from '../../shared/record';
import type { ReportPart } from '../facts/query';
import type { WantedReport } from '../form/resolvedReport';
import type { Completeness, Missing } from '../read/parts/completeness';

/** A part of a started report and the run that prepares it. */
export interface StartedPart {
	readonly part: ReportPart;
	/** Of the period to compare with. */
	readonly before: boolean;
	/** Null for a part that still has to be started: Meta could not take it yet. */
	readonly run: string | null;
	readonly state: 'running' | 'done' | 'failed';
	readonly percent: number;
	/** When the percentage last rose, in ms. */
	readonly movedAt: number;
	readonly restarts: number;
	/** Since when looks at it have failed, in ms. */
	readonly troubledSince?: number;
	/** Why it failed for good. */
	readonly problem?: string;
}

/** Everything that Check and Fetch need, as an item carries it from step to step. */
export interface StartedReport extends WantedReport {
	readonly version: 1;
	/** All that is known of it: a look that Meta limits must not fail for want of its name. */
	readonly account: AccountFacts;
	/** The instant of the report, in ms: it decides which days are complete. */
	readonly startedAt: number;
	/** Empty when no part could be had. */
	readonly entries: readonly StartedPart[];
	readonly missing: readonly Missing[];
	readonly splits: Completeness['splits'];
	readonly restarts: number;
}

const digits = z.string().regex(/^\d+$/);
const accountId = z.string().regex(/^act_\d+$/);
const period = z.object({ since: z.string(), until: z.string() });
const part = z.object({
	period,
	fields: z.array(z.string()),
	ids: z.object({ level: z.string(), ids: z.array(z.string()) }).optional(),
});
const entry = z.object({
	part,
	before: z.boolean(),
	run: digits.nullable(),
	state: z.enum(['running', 'done', 'failed']),
	percent: z.number(),
	movedAt: z.number(),
	restarts: z.number(),
	troubledSince: z.number().optional(),
	problem: z.string().optional(),
});

const shape = z.object({
	version: z.literal(1),
	account: z.object({ id: accountId, name: z.string(), currency: z.string(), timeZone: z.string() }),
	startedAt: z.number(),
	choices: z.object({ columns: z.string() }).passthrough(),
	output: z.object({ kind: z.string() }).passthrough(),
	asked: z
		.object({
			query: z.object({ account: z.string(), node: z.string().regex(/^(act_)?\d+$/) }).passthrough(),
			periods: z.array(period).min(1),
		})
		.passthrough(),
	entries: z.array(entry),
	missing: z.array(z.object({ what: z.string(), why: z.string(), period: period.nullable() })),
	splits: z.object({ dates: z.number(), objects: z.number(), fields: z.number() }),
	restarts: z.number(),
});

/** A plan out of an item: the object itself, or its JSON text. */
export function readStartedReport(value: unknown): StartedReport | null {
	const plan = parsedJson(value);
	return shape.safeParse(plan).success ? (plan as StartedReport) : null;
}

type StartedState = 'running' | 'done' | 'failed';

/** A report of which nothing could be had is done: Fetch says so. */
export const stateOf = (entries: readonly StartedPart[]): StartedState =>
	entries.some(({ state }) => state === 'failed')
		? 'failed'
		: entries.every(({ state }) => state === 'done')
			? 'done'
			: 'running';

export const percentOf = (entries: readonly StartedPart[]): number =>
	entries.length === 0 ? 100 : Math.floor(entries.reduce((sum, { percent }) => sum + percent, 0) / entries.length);
