import { pickBy } from 'lodash';
import { z } from 'zod';

import { isDay } from '../../shared/accountTime';
import { DAY_MS } from '../../shared/durations';
import { readDecimal } from '../../shared/form/decimal';
import { InputProblem } from '../../shared/form/problem';
import { problem } from '../../shared/form/words';
import { existing } from '../../shared/lists';
import { quoteValue } from '../../shared/words';
import type { TowardTarget } from '../record/step';
import type { ReportWindow } from '../target/windows';
import { OTHER_COUNTS } from './figures';

/** What can be used of the figures that an item gives. */

/** What evidence is made of: numbers that a model fills in may be invented. */
export const evidenceNames = [
	'cost',
	'results',
	'clicks',
	'impressions',
	'leads',
	'purchases',
	'resultValue',
	'frequency',
	'since',
	'until',
	'reportComplete',
] as const;

const isEmpty = (enteredFigure: unknown): boolean =>
	enteredFigure === undefined ||
	enteredFigure === null ||
	(typeof enteredFigure === 'string' && enteredFigure.trim() === '');

/** Above it no budget of Meta's goes, and sums of it are exact enough. */
export const LARGEST = 1e11;

const USUAL_ADVICE =
	'Connect a Meta Insights report to this step. Numbers of your own have to be zero or more, such as {{ $json.spend }}.';

const COLUMN_ADVICE = `Connect a Meta Insights report to this step. Purchases, leads and clicks need more columns. ${OTHER_COUNTS}`;

const wrong = (enteredFigure: unknown): string =>
	isEmpty(enteredFigure) ? 'is empty' : `cannot be “${quoteValue(enteredFigure)}”`;

/** A figure of a row: zero counts, nothing at all does not, nor does text that could be two numbers. */
function readFigure(enteredFigure: unknown, context: z.RefinementCtx, advice = USUAL_ADVICE): number {
	const reading = typeof enteredFigure === 'string' && !isEmpty(enteredFigure) ? readDecimal(enteredFigure) : undefined;
	const number = reading !== undefined && 'value' in reading ? Number(reading.value) : enteredFigure;
	if (typeof number === 'number' && number >= 0 && number <= LARGEST) return number;
	const why = reading !== undefined && 'message' in reading ? reading.message : wrong(enteredFigure);
	problem(context, [], why, advice);
	return z.NEVER;
}

const figure = z.unknown().transform((enteredFigure, context) => readFigure(enteredFigure, context));

/** Whoever counts purchases by a report of Key Metrics lacks their column. */
const resultsFigure = z
	.unknown()
	.transform((enteredFigure, context) =>
		readFigure(enteredFigure, context, isEmpty(enteredFigure) ? COLUMN_ADVICE : USUAL_ADVICE),
	);

/** One that a report need not have. */
const optionalFigure = z
	.unknown()
	.transform((enteredFigure, context) => (isEmpty(enteredFigure) ? undefined : readFigure(enteredFigure, context)));

/** A day of the account's calendar. */
const day = z.unknown().transform((enteredFigure, context) => {
	const date = typeof enteredFigure === 'string' ? enteredFigure.trim() : '';
	if (isDay(date)) return date;
	problem(
		context,
		[],
		wrong(enteredFigure),
		'Use a day such as 2026-11-01, from date_start and date_stop of Meta Insights. A report by Month with Columns Key Metrics has no date_stop: set its Time Increment to Day.',
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
			results: resultsFigure,
			clicks: optionalFigure,
			impressions: optionalFigure,
			leads: optionalFigure,
			purchases: optionalFigure,
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
			if (now - Date.parse(since) > OLDEST_DAYS * DAY_MS)
				problem(
					context,
					['since'],
					`is more than ${OLDEST_DAYS} days ago`,
					'Choose a shorter date range in the report: the last 28 days are enough.',
				);
		})
		.transform(
			({ resultValue: value, clicks, impressions, leads, purchases, frequency, ...numbers }): ReportWindow => ({
				...numbers,
				...pickBy({ clicks, impressions, leads, purchases, frequency, value }, (one) => one !== undefined),
			}),
		);

const problemOf = (issue: z.ZodIssue): InputProblem =>
	new InputProblem(
		issue.path,
		issue.message,
		issue.code === z.ZodIssueCode.custom ? String(issue.params?.advice) : 'Use the columns of a report.',
	);

/** A row's figures as an item gives them; what the form hides is missing. */
type Evidence = { readonly [Name in (typeof evidenceNames)[number]]?: unknown };

/** What can be used of an item, or why nothing can. */
export function evidenceOf(
	form: Evidence,
	kind: keyof typeof worth,
	now: number,
): Pick<TowardTarget, 'reported' | 'unusable'> {
	const evidenceCheck = evidence(kind, now).safeParse(form);
	if (evidenceCheck.success) return { reported: [evidenceCheck.data] };
	return { reported: [], unusable: problemOf(existing(evidenceCheck.error.issues[0], 'the reason for a refusal')) };
}
