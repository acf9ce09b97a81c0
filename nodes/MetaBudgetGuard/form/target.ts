import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { currencyDecimals } from '../../shared/money';
import { problem } from '../../shared/node/params';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session';
import { DAY } from '../policy/state';
import type { TowardTarget } from '../steps/step';
import type { Goal } from '../target/level';
import { defaultTarget } from '../target/toward';
import type { Reported } from '../target/windows';
import { amountIn } from './amounts';
import { amountParam } from './guardParams';

/** The form of a step toward a target; its figures are filled as the rows of a report name them. */

export const towardTarget = { name: 'Toward a Target', value: 'target', description: 'A step when cost per result or ROAS is clearly off its target' };

const shownFor = (field: INodeProperties, kinds?: string[]): INodeProperties => ({
	...field,
	displayOptions: { show: { change: ['target'], ...(kinds && { targetKind: kinds }) } },
});

const figureField = (displayName: string, name: string, column: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: `={{ $json.${column} }}`,
	description,
});

export const targetFields: readonly INodeProperties[] = [
	shownFor({
		displayName: 'Target Kind',
		name: 'targetKind',
		type: 'options',
		options: [
			{ name: 'Cost per Result', value: 'cost' },
			{ name: 'ROAS', value: 'roas' },
		],
		default: 'cost',
	}),
	shownFor({
		displayName: 'Target',
		name: 'target',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: '',
		description: 'What a result shall cost, in the account’s currency, or the return per unit spent, such as 2.5',
	}),
	shownFor(figureField('Cost', 'cost', 'spend', 'Spent from Since to Until, in the account’s currency. Several items for one object, such as a row a day, count together.')),
	shownFor(figureField('Results', 'results', 'results', 'How many there were. For purchases or leads alone: {{ $json.purchases }} or {{ $json.leads }}.')),
	shownFor(figureField('Value', 'resultValue', 'purchase_value', 'What the results were worth, in the account’s currency'), ['roas']),
	shownFor(figureField('Since', 'since', 'date_start', 'First day of these numbers, such as 2026-11-01. Days up to the last change of the object do not count.')),
	shownFor(figureField('Until', 'until', 'date_stop', 'Last day of these numbers')),
];

const guardField = (displayName: string, name: string, value: number, most: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0, maxValue: most },
	displayOptions: { show: { '/change': ['target'] } },
	default: value,
	description,
});

const MOST = { deadBand: 100, lag: 28 } as const;

export const targetGuards: readonly INodeProperties[] = [
	guardField('Conversion Lag (Days)', 'conversionLag', defaultTarget.lagDays, MOST.lag, 'How long conversions need to come in: younger days do not count. 3 unless you set it.'),
	guardField('Dead Band (%)', 'deadBand', defaultTarget.deadBandPercent, MOST.deadBand, 'How far from the target nothing is done. 10 unless you set it.'),
];

export const targetGuardParams = {
	conversionLag: z.number().min(0).max(MOST.lag).optional(),
	deadBand: z.number().min(0).max(MOST.deadBand).optional(),
};

export const targetParams = {
	targetKind: z.enum(['cost', 'roas']).optional(),
	target: z.preprocess((value) => (value === '' || value === null ? undefined : value), amountParam.optional()),
	// Read together with what they are of: a row that cannot be used spoils the numbers of its object, not only itself.
	cost: z.unknown(),
	results: z.unknown(),
	resultValue: z.unknown(),
	since: z.unknown(),
	until: z.unknown(),
};

type Entries = z.output<z.ZodObject<typeof targetParams>>;

const shorten = (entered: unknown): string => String(entered).slice(0, 40);

/** Above it no budget of Meta's goes, and sums of it are exact enough. */
const LARGEST = 1e11;

const isEmpty = (entered: unknown): boolean => entered === undefined || entered === null || (typeof entered === 'string' && entered.trim() === '');

const wrong = (entered: unknown): string => (isEmpty(entered) ? 'is empty' : `cannot be “${shorten(entered)}”`);

/** A figure of a row: zero counts, nothing at all does not. */
const figureParam = z.unknown().transform((entered, context) => {
	const number = isEmpty(entered) || (typeof entered !== 'string' && typeof entered !== 'number') ? NaN : Number(entered);
	if (number >= 0 && number <= LARGEST) return number;
	problem(context, [], wrong(entered), 'Use a column of a report with a number of zero or more, such as {{ $json.spend }}.');
	return z.NEVER;
});

/** A day of the account's calendar. */
const dayParam = z.unknown().transform((entered, context) => {
	const day = typeof entered === 'string' ? entered.trim() : '';
	if (/^\d{4}-\d{2}-\d{2}$/.test(day) && DateTime.fromISO(day, { zone: 'utc' }).isValid) return day;
	problem(context, [], wrong(entered), 'Use a day such as 2026-11-01. Reports of Meta Insights have them as date_start and date_stop.');
	return z.NEVER;
});

/** Numbers further back tell little of now, and the log of changes has to be read as far back as they go. */
const OLDEST_DAYS = 90;

const evidenceParam = (kind: Goal['kind'], now: number) =>
	z
		.object({ cost: figureParam, results: figureParam, resultValue: kind === 'roas' ? figureParam : z.unknown().transform(() => undefined), since: dayParam, until: dayParam })
		.superRefine(({ since, until }, context) => {
			if (until < since) problem(context, ['until'], `is before Since (${since})`, 'Until is the last day of the numbers, Since the first.');
			if (now - Date.parse(since) > OLDEST_DAYS * DAY) problem(context, ['since'], `is more than ${OLDEST_DAYS} days ago`, 'Choose a shorter date range in the report: the last 28 days are enough.');
		})
		.transform(({ resultValue: value, ...numbers }): Reported => ({ ...numbers, ...(value !== undefined && { value }) }));

const problemOf = (issue: z.ZodIssue): InputProblem =>
	new InputProblem(issue.path, issue.message, issue.code === z.ZodIssueCode.custom ? String(issue.params?.advice) : 'Use the columns of a report.');

/** What can be used of an item, or why nothing can. */
function evidenceOf(form: Entries, kind: Goal['kind'], now: number): Pick<TowardTarget, 'reported' | 'unusable'> {
	const checked = evidenceParam(kind, now).safeParse(form);
	return checked.success ? { reported: [checked.data] } : { reported: [], unusable: problemOf(checked.error.issues[0]) };
}

/**
 * @param now milliseconds since 1970
 * @throws InputProblem at the target's field
 */
export function towardOf(form: Entries, guards: { conversionLag?: number; deadBand?: number; largestStep?: number }, account: AccountFacts, now: number): TowardTarget {
	const { targetKind: kind = 'cost' } = form;
	const settings = {
		goal: { kind, target: targetOf(kind, form.target as string | number, account) },
		stepPercent: guards.largestStep ?? defaultTarget.stepPercent,
		deadBandPercent: guards.deadBand ?? defaultTarget.deadBandPercent,
		lagDays: guards.conversionLag ?? defaultTarget.lagDays,
	};
	return { kind: 'target', settings, ...evidenceOf(form, kind, now) };
}

/** A cost is an amount like any other; a return is a plain number. */
function targetOf(kind: 'cost' | 'roas', entered: string | number, account: AccountFacts): number {
	const target = kind === 'cost' ? Number(amountIn(['target'], entered, account)) / 10 ** currencyDecimals(account.currency) : Number(entered);
	if (target > 0 && target <= LARGEST) return target;
	throw new InputProblem(['target'], target === 0 ? 'is zero' : `cannot be “${shorten(entered)}”`, 'Enter a number above zero.');
}
