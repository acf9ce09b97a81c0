import { upperFirst } from 'lodash';
import { z } from 'zod';

import { notice, shownWhen, type Conditional, type Field } from '../../shared/form/field';
import { choice, listedChoice } from '../../shared/form/kinds';

/** The figures of a report's row: the fields that say where an item has them. */

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
const unseen = <F extends Field>(one: F, preset = one.property.default): F => ({
	...one,
	property: { ...one.property, name: `row${upperFirst(one.property.name)}`, type: 'hidden', default: preset },
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
