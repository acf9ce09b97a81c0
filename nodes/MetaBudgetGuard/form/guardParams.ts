import { z } from 'zod';

import { idText } from '../../shared/node/locators';
import { problem } from '../../shared/node/params';
import type { AccountFacts } from '../../shared/node/session';
import { percent } from '../policy/lever';
import type { Evidence } from '../policy/request';
import { defaultPolicy, mostPercent, type Policy } from '../policy/settings';
import { HOUR } from '../policy/state';
import { amountIn } from './amounts';

export const amountParam = z.union([z.number(), z.string().trim().min(1)]);

const percentParam = (most: number) =>
	z.number().superRefine((value, context) => {
		if (value < 0 || value > most) problem(context, [], `cannot be ${value}`, `Enter a percentage from 0 to ${most}. Beyond that the guard would be one in name only.`);
	});

const hoursParam = z.number().min(0).max(24 * 30);

/** Two full hours, such as 22-6. */
const allowedHoursParam = z.string().transform((text, context) => {
	const [, from, until] = /^\s*(\d{1,2})(?::00)?\s*(?:-|–|to|until)\s*(\d{1,2})(?::00)?\s*$/.exec(text) ?? [];
	const hours = { from: Number(from), until: Number(until) % 24 };
	if (from !== undefined && hours.from <= 23 && Number(until) <= 24 && hours.from !== hours.until) return hours;
	problem(context, [], text.trim() === '' ? 'is empty' : `cannot be “${text.slice(0, 40)}”`, 'Enter two different full hours, such as 8-20, or 22-6 for the night.');
	return z.NEVER;
});

/** One entry a line; a line with commas counts as a whole and in parts, since names can contain them and lists can be written with them. */
const protectedParam = z
	.preprocess((value) => (typeof value === 'string' ? value.split('\n') : value), z.array(idText))
	.transform((lines) => lines.flatMap((line) => [line, ...line.split(',')]).map((entry) => entry.trim()).filter((entry) => entry !== ''));

/** A figure of the item; text that is no number is told apart from a small one. */
const figure = z.union([z.number(), z.string(), z.null()]).transform((value) => {
	const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value ?? NaN);
	return Number.isFinite(number) ? number : null;
});

const minimumDataParam = z
	.object({ rows: z.array(z.object({ name: z.string().default(''), value: figure.default(null), least: z.number() })).default([]) })
	.transform(({ rows }): Evidence[] => rows.map((row, index) => ({ ...row, name: row.name.trim() || `Figure ${index + 1}` })));

/** Shape of what every operation has under Guards. */
export const commonGuardParams = {
	allowedHours: allowedHoursParam.optional(),
	actOnUnknownLearning: z.boolean().optional(),
	tightenWhileLearning: z.boolean().optional(),
	cooldownLoosen: hoursParam.optional(),
	cooldownTighten: hoursParam.optional(),
	emergency: z.boolean().optional(),
	dayTighten: percentParam(mostPercent.day.tighten).optional(),
	weekTighten: percentParam(mostPercent.week.tighten).optional(),
	dayLoosen: percentParam(mostPercent.day.loosen).optional(),
	weekLoosen: percentParam(mostPercent.week.loosen).optional(),
	largestStep: percentParam(mostPercent.step).optional(),
	minimumData: minimumDataParam.optional(),
	protected: protectedParam.optional(),
};

export type CommonGuards = z.output<z.ZodObject<typeof commonGuardParams>>;

const share = (value: number | undefined, otherwise: bigint): bigint => (value === undefined ? otherwise : percent(value));

/** The settings of a step, bounds left out: those are in each operation's own unit. */
export const commonPolicy = (guards: CommonGuards): Omit<Policy, 'tightest' | 'loosest' | 'accountCeiling'> => ({
	step: share(guards.largestStep, defaultPolicy.step),
	day: { loosen: share(guards.dayLoosen, defaultPolicy.day.loosen), tighten: share(guards.dayTighten, defaultPolicy.day.tighten) },
	week: { loosen: share(guards.weekLoosen, defaultPolicy.week.loosen), tighten: share(guards.weekTighten, defaultPolicy.week.tighten) },
	cooldown: {
		loosen: guards.cooldownLoosen === undefined ? defaultPolicy.cooldown.loosen : guards.cooldownLoosen * HOUR,
		tighten: guards.cooldownTighten === undefined ? defaultPolicy.cooldown.tighten : guards.cooldownTighten * HOUR,
	},
	tightenWhileLearning: guards.tightenWhileLearning ?? defaultPolicy.tightenWhileLearning,
	actOnUnknownLearning: guards.actOnUnknownLearning ?? defaultPolicy.actOnUnknownLearning,
	protected: guards.protected ?? defaultPolicy.protected,
	hours: guards.allowedHours ?? defaultPolicy.hours,
});

/** An amount that may be left out. @throws InputProblem at the field */
export const optionalAmount = (path: readonly string[], entered: string | number | undefined, account: AccountFacts): bigint | null =>
	entered === undefined ? null : amountIn(path, entered, account);
