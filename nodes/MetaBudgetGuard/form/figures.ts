import { pickBy, upperFirst } from 'lodash';
import { z } from 'zod';

import { isDay } from '../../shared/accountTime';
import { readDecimal } from '../../shared/form/decimal';
import { notice, shownWhen, type Conditional, type Field } from '../../shared/form/field';
import { choice, listedChoice } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { problem } from '../../shared/form/words';
import { existing } from '../../shared/lists';
import { quoteValue } from '../../shared/words';
import type { TowardTarget } from '../record/step';
import type { ReportWindow } from '../target/windows';
import { DAY_MS } from '../../shared/durations';

/** The figures of a report's row: where an item has them, and what can be used of them. */

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
export const figureIfAny: typeof figureField = (displayName, name, column, description) =>
	figureField(displayName, name, `${column} ?? ''`, description);

/** Where a report's row has the numbers. */
export const numbers = {
	cost: figureField(
		'Amount Spent',
		'cost',
		'spend',
		'Spent from Since to Until, in the account’s currency. Several items for one object, such as one per day, count together.',
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
		'Number of clicks. May be empty. If results stop for most rows while clicks continue, every change is blocked.',
	),
	impressions: figureIfAny(
		'Impressions',
		'impressions',
		'impressions',
		'How often it was shown; needed for CTR and cost per 1,000 impressions',
	),
	leads: figureIfAny('Leads', 'leads', 'leads', 'How many leads there were; needed for cost per lead'),
	purchases: figureIfAny(
		'Purchases',
		'purchases',
		'purchases',
		'How many purchases there were; needed for cost per purchase',
	),
	until: figureField(
		'Until',
		'until',
		// Columns Key Metrics have no date_stop where a row is one day (see `mainColumns`); its key says so (see `rowKeys`).
		"date_stop ?? ($json.row_key?.split('|')[3] === '1' ? $json.date_start : '')",
		'Last day of these numbers. Without date_stop, it is the first day.',
	),
	reportComplete: figureIfAny(
		'Report Complete',
		'reportComplete',
		'report_complete',
		'Whether the report says that it is complete. If false, nothing is changed. May be empty.',
	),
} as const;

/** Whether the numbers are a report row's, which nobody has to name, or somebody's own. */
const numbersFromField = choice({
	displayName: 'Data From',
	name: 'numbersFrom',
	options: [
		{ name: 'Mapped Fields', value: 'own', description: 'Fields of the input, which you map yourself' },
		{ name: 'Report Row', value: 'row', description: 'The row of Meta Insights that comes in, with nothing to map' },
	],
	default: 'row',
	description: 'Where the cost, results and days come from',
});

const CUSTOM = 'custom';

/** A custom conversion by the column that the report gives it. */
const conversionField = listedChoice(
	{
		displayName: 'Custom Conversion',
		name: 'resultsConversion',
		description: 'The conversion that counts',
		hint: 'Choose it in the report before this step, too: Options → Custom Conversions',
		typeOptions: { loadOptionsMethod: 'getConversionColumns', loadOptionsDependsOn: ['adAccount.value'] },
	},
	z.string().trim().min(1),
);

const countedByName = ['clicks', 'leads', 'link_clicks', 'purchases', 'results'];

/** What counts as a result, of the columns a report has. */
const resultsAreField = choice({
	displayName: 'Results Are',
	name: 'resultsAre',
	options: [
		{ name: 'Clicks', value: 'clicks' },
		{ name: 'Custom Conversion', value: CUSTOM, description: 'One of your own conversions, by its name' },
		{ name: 'Leads', value: 'leads' },
		{ name: 'Link Clicks', value: 'link_clicks' },
		{ name: 'Purchases', value: 'purchases' },
		{ name: 'Results', value: 'results', description: 'What each ad set is optimized for, as Ads Manager counts it' },
	],
	default: 'results',
	description: 'Which column of the report counts as Results, also for Cost per Result',
});

/** What a report needs for counts that Key Metrics have no column of. */
export const OTHER_COUNTS =
	'In the report, set Columns to All Metrics of the Groups, with the Metric Groups Delivery and Conversions (not Results).';

/** As the report comes it has the column results only. */
const resultsNotice = notice({ name: 'resultsNotice', text: OTHER_COUNTS });

type Show = Readonly<Record<string, readonly string[]>>;

const ofRow = { numbersFrom: ['row'] };

/**
 * Off the screen, and read like the field it stands for. Under a parameter of its own: what somebody has once mapped is not to count
 * unseen.
 */
const unseen = <F extends Field>(one: F, entered = one.property.default): F => ({
	...one,
	property: { ...one.property, name: `row${upperFirst(one.property.name)}`, type: 'hidden', default: entered },
});

/** One number: of the report's row without a field on the screen, or of the field. */
export const sourcedFigure = <F extends Field>(show: Show, one: F): [Conditional<F>, Conditional<F>] => [
	shownWhen({ ...show, ...ofRow }, unseen(one)),
	shownWhen({ ...show, numbersFrom: ['own'] }, one),
];

/** Where the numbers come from, and which of them are the results. */
export const sourceFields = (show: Show) =>
	[
		shownWhen(show, numbersFromField),
		shownWhen({ ...show, ...ofRow }, resultsAreField),
		shownWhen({ ...show, ...ofRow, resultsAre: ['clicks', 'leads', 'link_clicks', 'purchases'] }, resultsNotice),
		shownWhen({ ...show, ...ofRow, resultsAre: [CUSTOM] }, conversionField),
		shownWhen(
			{ ...show, ...ofRow, resultsAre: countedByName },
			unseen(numbers.results, '={{ $json[$parameter["resultsAre"]] }}'),
		),
		shownWhen(
			{ ...show, ...ofRow, resultsAre: [CUSTOM] },
			unseen(
				{ ...numbers.results, property: { ...numbers.results.property, name: 'customResults' } },
				'={{ $json[$parameter["resultsConversion"]] }}',
			),
		),
		shownWhen({ ...show, numbersFrom: ['own'] }, numbers.results),
	] as const;

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
