import { createHash } from 'crypto';

import { z } from 'zod';

import type { Call } from './calls';
import { checkLevels, type CheckLevel } from '../levels';
import type { Shape } from './shape';

export type StepOutcome = 'answered' | 'refused' | 'notAsked' | 'notSent';

/** What became of one step. */
export interface StepNote {
	readonly operation: string;
	readonly what?: string;
	readonly outcome: StepOutcome;
	/** The kind of the failure, why it was not asked, or which fields a change has changed. */
	readonly why?: string;
	readonly calls: readonly Call[];
}

/** What a check tells, without anything of whoever ran it. */
export interface Report {
	readonly selfCheck: 1;
	readonly environment: 'meta' | 'emulator';
	readonly apiVersion: string;
	readonly level: CheckLevel;
	/** False while steps are left, because Meta limited the calls or something else stopped it. */
	readonly finished: boolean;
	readonly stoppedBy?: string;
	readonly steps: readonly StepNote[];
	/** Numbers of docs/development/unconfirmed.md on which the answers say something. */
	readonly questions: readonly number[];
	/** Tells whether somebody has changed the report since. */
	readonly seal: string;
}

type Unsealed = Omit<Report, 'seal'>;

/** Keys in order, so that a report that was stored and read again has the same text. */
const inOrder = (_: string, value: unknown): unknown =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
		: value;

const sealOf = (report: Unsealed): string =>
	createHash('sha256').update(JSON.stringify(report, inOrder)).digest('hex').slice(0, 16);

export const sealReport = (report: Unsealed): Report => ({ ...report, seal: sealOf(report) });

/** Whether the report is as it was written. It is no signature: it tells a slip, not a forgery. */
export const isAsWritten = ({ seal, ...report }: Report): boolean => seal === sealOf(report);

const shape: z.ZodType<Shape> = z.lazy(() =>
	z.union([z.string(), z.tuple([]), z.tuple([shape]), z.record(z.string(), shape)]),
) as z.ZodType<Shape>;

const call = z
	.object({
		method: z.enum(['GET', 'POST', 'DELETE']),
		path: z.string().max(200),
		parameters: z.array(z.string().max(100)),
		answer: shape.optional(),
		error: z
			.object({
				code: z.number().int().optional(),
				subcode: z.number().int().optional(),
				type: z.string().optional(),
				texts: z.array(z.string()),
			})
			.strict()
			.optional(),
		lost: z.literal(true).optional(),
	})
	.strict();

const step = z
	.object({
		operation: z.string().max(100),
		what: z.string().max(100).optional(),
		outcome: z.enum(['answered', 'refused', 'notAsked', 'notSent']),
		why: z.string().optional(),
		calls: z.array(call),
	})
	.strict();

const reportSchema = z
	.object({
		selfCheck: z.literal(1),
		environment: z.enum(['meta', 'emulator']),
		apiVersion: z.string().regex(/^v\d+\.\d+$/),
		level: z.enum(checkLevels),
		finished: z.boolean(),
		stoppedBy: z.string().optional(),
		steps: z.array(step),
		questions: z.array(z.number().int()),
		seal: z.string().regex(/^[0-9a-f]{16}$/),
	})
	.strict();

/** @returns the report, or where it is none */
export function readReport(value: unknown): Report | string {
	const { success, data, error } = reportSchema.safeParse(value);
	if (success) return data as Report;
	const [issue] = error.issues;
	return `${issue?.path.join('.') || 'the report'}: ${issue?.message ?? 'cannot be read'}`;
}
