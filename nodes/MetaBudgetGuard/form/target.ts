import { DateTime } from 'luxon';
import { z } from 'zod';

import { saysIncomplete } from '../../meta/evidence/known';
import type { Entries as Added } from '../../shared/form/collections';
import { readDecimal, type Decimal } from '../../shared/form/decimal';
import { shownWhen, type Field } from '../../shared/form/field';
import type { ParamsOf } from '../../shared/form/form';
import { choice, decimal, money, percentage } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { problem } from '../../shared/form/words';
import { existing } from '../../shared/lists';
import { currencyDecimals } from '../../shared/money';
import type { AccountFacts } from '../../shared/node/session';
import { DAY } from '../policy/state';
import type { TowardTarget } from '../steps/step';
import type { Goal } from '../target/level';
import { defaultTarget } from '../target/toward';
import type { Reported } from '../target/windows';
import { amountIn } from './amounts';
import type { CommonGuards } from './guardFields';

/** The form of a step toward a target; its figures are filled as the rows of a report name them. */

export const towardTarget = {
	name: 'Toward a Target',
	value: 'target',
	description: 'A step when cost per result or ROAS is clearly off its target',
} as const;

/**
 * Taken as it comes: a row that cannot be used spoils the numbers of its object, not only itself, so all are read
 * together.
 */
export const figureField = <const Name extends string>(
	displayName: string,
	name: Name,
	column: string,
	description: string,
): Field<Name, unknown> => ({
	name,
	property: { displayName, name, type: 'string', default: `={{ $json.${column} }}`, description },
	read: (raw) => raw,
});

/** One that a report may lack: the editor shows nothing there, instead of an error, and nothing is unknown. */
const figureIfAny: typeof figureField = (displayName, name, column, description) =>
	figureField(displayName, name, `${column} ?? ''`, description);

/** Where a report's row has the numbers. */
export const numbers = {
	cost: figureField(
		'Cost',
		'cost',
		'spend',
		'Spent from Since to Until, in the account’s currency. Several items for one object, such as a row a day, count together.',
	),
	results: figureField(
		'Results',
		'results',
		'results',
		'How many there were. For purchases or leads alone: {{ $json.purchases }} or {{ $json.leads }}.',
	),
	clicks: figureIfAny(
		'Clicks',
		'clicks',
		'clicks',
		'How many there were; may be empty. Results that stop for most objects at once, while clicks go on, hold every step.',
	),
	until: figureField('Until', 'until', 'date_stop', 'Last day of these numbers'),
	reportComplete: figureIfAny(
		'Report Complete',
		'reportComplete',
		'report_complete',
		'Whether the report is complete, as it says itself. False means that something is missing: no step is taken. Empty where it does not say.',
	),
} as const;

const shown = { change: ['target'] };
const byReport = { change: ['target', 'rule'] };

export const targetFields = [
	shownWhen(
		shown,
		choice({
			displayName: 'Target Kind',
			name: 'targetKind',
			options: [
				{ name: 'Cost per Result', value: 'cost' },
				{ name: 'ROAS', value: 'roas' },
			],
			default: 'cost',
		}),
	),
	shownWhen(
		shown,
		money({
			displayName: 'Target',
			name: 'target',
			placeholder: 'e.g. 2.50',
			description: 'What a result should cost, in the account’s currency, or the return per unit spent, such as 2.5',
		}),
	),
	shownWhen(byReport, numbers.cost),
	shownWhen(byReport, numbers.results),
	shownWhen(byReport, numbers.clicks),
	shownWhen(
		{ ...shown, targetKind: ['roas'] },
		figureField('Value', 'resultValue', 'purchase_value', 'What the results were worth, in the account’s currency'),
	),
	shownWhen(
		{ change: ['rule'] },
		figureIfAny(
			'Value',
			'resultValue',
			'purchase_value',
			'What the results were worth, in the account’s currency; needed for ROAS',
		),
	),
	shownWhen(
		{ change: ['rule'] },
		figureIfAny(
			'Frequency',
			'frequency',
			'frequency',
			'How often people saw it on average. It does not add up over days: needed for a condition on it, of a report with one row an object.',
		),
	),
	shownWhen(
		byReport,
		figureField(
			'Since',
			'since',
			'date_start',
			'First day of these numbers, such as 2026-11-01. Days up to the last change of the object do not count.',
		),
	),
	shownWhen(byReport, numbers.until),
	shownWhen(byReport, numbers.reportComplete),
] as const;

/** What evidence is made of: numbers that a model fills in may be invented. */
export const evidenceNames = [
	'cost',
	'results',
	'clicks',
	'resultValue',
	'frequency',
	'since',
	'until',
	'reportComplete',
] as const;

type Numbers = ParamsOf<typeof targetFields>;

const MOST = { deadBand: 100, lag: 28 } as const;

const onlyForTarget = { '/change': ['target'] };
const onlyByReport = { '/change': ['target', 'rule'] };

export const targetGuards = [
	shownWhen(
		onlyByReport,
		decimal({
			displayName: 'Conversion Lag (Days)',
			name: 'conversionLag',
			default: String(defaultTarget.lagDays),
			least: 0,
			most: MOST.lag,
			description: 'How long conversions take to come in: more recent days do not count. 3 unless you set it.',
		}),
	),
	shownWhen(
		onlyForTarget,
		percentage({
			displayName: 'Dead Band (%)',
			name: 'deadBand',
			default: String(defaultTarget.deadBandPercent),
			least: 0,
			most: MOST.deadBand,
			description: 'How far off the target nothing is done yet. 10 unless you set it.',
		}),
	),
] as const;

const shorten = (entered: unknown): string => String(entered).slice(0, 40);

const isEmpty = (entered: unknown): boolean =>
	entered === undefined || entered === null || (typeof entered === 'string' && entered.trim() === '');

/** Above it no budget of Meta's goes, and sums of it are exact enough. */
const LARGEST = 1e11;

const wrong = (entered: unknown): string => (isEmpty(entered) ? 'is empty' : `cannot be “${shorten(entered)}”`);

/** A figure of a row: zero counts, nothing at all does not, nor does text that could be two numbers. */
function readFigure(entered: unknown, context: z.RefinementCtx): number {
	const reading = typeof entered === 'string' && !isEmpty(entered) ? readDecimal(entered) : undefined;
	const number = reading !== undefined && 'value' in reading ? Number(reading.value) : entered;
	if (typeof number === 'number' && number >= 0 && number <= LARGEST) return number;
	const why = reading !== undefined && 'message' in reading ? reading.message : wrong(entered);
	problem(context, [], why, 'Use a column of a report with a number of zero or more, such as {{ $json.spend }}.');
	return z.NEVER;
}

const figure = z.unknown().transform(readFigure);

/** One that a report need not have. */
const optionalFigure = z
	.unknown()
	.transform((entered, context) => (isEmpty(entered) ? undefined : readFigure(entered, context)));

/** A day of the account's calendar. */
const day = z.unknown().transform((entered, context) => {
	const date = typeof entered === 'string' ? entered.trim() : '';
	if (/^\d{4}-\d{2}-\d{2}$/.test(date) && DateTime.fromISO(date, { zone: 'utc' }).isValid) return date;
	problem(
		context,
		[],
		wrong(entered),
		'Use a day such as 2026-11-01. Reports of Meta Insights have them as date_start and date_stop.',
	);
	return z.NEVER;
});

/** Numbers further back tell little of now, and the log of changes has to be read as far back as they go. */
const OLDEST_DAYS = 90;

/** Whether the value of the results has to be there, may be, or plays no part. */
const worth = {
	roas: figure,
	rule: optionalFigure,
	cost: z.unknown().transform(() => undefined),
} as const;

const evidence = (kind: keyof typeof worth, now: number) =>
	z
		.object({
			cost: figure,
			results: figure,
			clicks: optionalFigure,
			resultValue: worth[kind],
			frequency: optionalFigure,
			since: day,
			until: day,
		})
		.superRefine(({ since, until }, context) => {
			if (until < since)
				problem(
					context,
					['until'],
					`is before Since (${since})`,
					'Until is the last day of the numbers, Since the first.',
				);
			if (now - Date.parse(since) > OLDEST_DAYS * DAY)
				problem(
					context,
					['since'],
					`is more than ${OLDEST_DAYS} days ago`,
					'Choose a shorter date range in the report: the last 28 days are enough.',
				);
		})
		.transform(({ resultValue: value, clicks, frequency, ...numbers }): Reported => ({
			...numbers,
			...(clicks !== undefined && { clicks }),
			...(frequency !== undefined && { frequency }),
			...(value !== undefined && { value }),
		}));

const problemOf = (issue: z.ZodIssue): InputProblem =>
	new InputProblem(
		issue.path,
		issue.message,
		issue.code === z.ZodIssueCode.custom ? String(issue.params?.advice) : 'Use the columns of a report.',
	);

type Evidence = Pick<Numbers, (typeof evidenceNames)[number]>;

/** What can be used of an item, or why nothing can. */
export function evidenceOf(
	form: Evidence,
	kind: keyof typeof worth,
	now: number,
): Pick<TowardTarget, 'reported' | 'unusable'> {
	const checked = evidence(kind, now).safeParse(form);
	if (checked.success) return { reported: [checked.data] };
	return { reported: [], unusable: problemOf(existing(checked.error.issues[0], 'the reason for a refusal')) };
}

type TargetGuards = Added<(typeof targetGuards)[number]> & Pick<CommonGuards, 'largestStep'>;

/**
 * @param now milliseconds since 1970
 * @throws InputProblem at the target's field
 */
export function towardOf(form: Numbers, guards: TargetGuards, account: AccountFacts, now: number): TowardTarget {
	const { targetKind: kind = 'cost', target = '' } = form;
	const settings = {
		goal: { kind, target: targetOf(kind, target, account) },
		stepPercent: guards.largestStep ?? defaultTarget.stepPercent,
		deadBandPercent: guards.deadBand ?? defaultTarget.deadBandPercent,
		lagDays: guards.conversionLag ?? defaultTarget.lagDays,
	};
	return {
		kind: 'target',
		settings,
		incomplete: saysIncomplete(form.reportComplete),
		repeated: false,
		...evidenceOf(form, kind, now),
	};
}

/** A cost is an amount like any other; a return is a plain number. */
export function targetOf(kind: Goal['kind'], entered: Decimal, account: AccountFacts): number {
	const target =
		kind === 'cost'
			? Number(amountIn(['target'], entered, account)) / 10 ** currencyDecimals(account.currency)
			: Number(entered);
	if (target > 0 && target <= LARGEST) return target;
	throw new InputProblem(
		['target'],
		target === 0 ? 'is zero' : `cannot be “${shorten(entered)}”`,
		'Enter a number above zero.',
	);
}
