import { upperFirst } from 'lodash';
import { z } from 'zod';

import { filterValue, operatorOptions, valuesIn, type GraphFilter, type FilterOperator } from '../../shared/filtering';
import { rows } from '../../shared/form/collections';
import { field } from '../../shared/form/field';
import { readDecimal } from '../../shared/form/decimal';
import { choice } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { byLabel } from '../../shared/words';

/** What rows are filtered by most; numbers are those of a row. */
const texts = [
	{ name: 'Action Type', value: 'action_type' },
	{ name: 'Ad ID', value: 'ad.id' },
	{ name: 'Ad Name', value: 'ad.name' },
	{ name: 'Ad Set ID', value: 'adset.id' },
	{ name: 'Ad Set Name', value: 'adset.name' },
	{ name: 'Campaign ID', value: 'campaign.id' },
	{ name: 'Campaign Name', value: 'campaign.name' },
	{ name: 'Campaign Objective', value: 'campaign.objective' },
];

const numbers = [
	{ name: 'Amount Spent', value: 'spend' },
	{ name: 'Clicks (All)', value: 'clicks' },
	{ name: 'CPC (All)', value: 'cpc' },
	{ name: 'CPM', value: 'cpm' },
	{ name: 'CTR (All)', value: 'ctr' },
	{ name: 'Frequency', value: 'frequency' },
	{ name: 'Impressions', value: 'impressions' },
	{ name: 'Reach', value: 'reach' },
];

const START = 'spend';

const ranges = ['IN_RANGE', 'NOT_IN_RANGE'] as const;
const measures = [
	'EQUAL',
	'NOT_EQUAL',
	'GREATER_THAN',
	'GREATER_THAN_OR_EQUAL',
	'LESS_THAN',
	'LESS_THAN_OR_EQUAL',
	...ranges,
] as const;
const searches = [
	'CONTAIN',
	'CONTAINS_ALL',
	'CONTAINS_ANY',
	'ENDS_WITH',
	'IN',
	'NOT_CONTAIN',
	'NOT_IN',
	'STARTS_WITH',
] as const;

const operators = operatorOptions(...measures, ...searches);

/** Rows of a field, an operator and a value; all of them have to fit. */
export const filtersOption = rows(
	{
		displayName: 'Filters',
		name: 'filters',
		placeholder: 'Add Filter',
		description: 'Only rows that meet all of these; Meta does the filtering',
		row: { name: 'values', displayName: 'Filter' },
	},
	[
		field(
			{
				displayName: 'Field',
				name: 'field',
				type: 'options',
				default: START,
				description:
					'The field to filter by. Expressions take any other of Meta’s fields, such as adset.optimization_goal or a breakdown.',
				...{ options: [...texts, ...numbers].sort(byLabel) },
			},
			z.string().trim().min(1),
		),
		choice({ displayName: 'Operator', name: 'operator', options: operators, default: 'GREATER_THAN' }),
		field(
			{
				displayName: 'Value',
				name: 'value',
				type: 'string',
				default: '',
				description:
					'A number (money in currency units) or a text. Separate several with commas. Is Between takes the lower and the upper number.',
			},
			z.union([z.string().trim(), z.number().transform(unmistakable)]),
		),
	],
);

/** One of them, as the form has it. */
interface ReportFilter {
	readonly field: string;
	readonly operator: FilterOperator;
	readonly value: string;
}

const isOneOf = (list: readonly string[], operator: string): boolean => list.includes(operator);

/** A number of an item as text that can be read in one way only: 134.955 typed by a person could be two. */
function unmistakable(value: number): string {
	const text = String(value);
	return /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** Why one of the numbers typed could be another, or null. */
function ambiguity(values: readonly string[]): [message: string, advice: string] | null {
	for (const value of values.filter(isNumber)) {
		const reading = readDecimal(value);
		if ('message' in reading) return [reading.message, reading.advice];
	}
	return null;
}

/** Ids have more digits than a number can hold. */
const isNumber = (text: string): boolean => /^-?\d{1,15}(\.\d+)?$/.test(text);

/** What cannot be compared with, and what to do. An empty text would leave out every row, or none, without a word. */
function whatIsWrong(
	field: string,
	operator: string,
	values: readonly string[],
): [message: string, advice: string] | null {
	const [first, second] = values;
	if (first === undefined)
		return [
			'is empty',
			'Enter what to compare with, or remove the filter. If an expression fills the field, it came out empty for this item.',
		];
	const areNumbers = values.every(isNumber);
	const two = numbers.some(({ value }) => value === field) ? ambiguity(values) : null;
	if (two !== null) return two;
	if (isOneOf(ranges, operator))
		return areNumbers && values.length === 2 && Number(first) <= Number(second)
			? null
			: ['needs two numbers, the lower one first', 'Separate them by a comma, e.g. 10, 50.'];
	const isMeasured = isOneOf(measures, operator) && numbers.some(({ value }) => value === field);
	return isMeasured && !areNumbers
		? [`“${first}” is not a number`, 'Enter digits only, with a point before decimals, e.g. 12.50.']
		: null;
}

/** The first filter by something that cannot be compared with. */
export function filtersProblem(filters: readonly ReportFilter[]): InputProblem | null {
	for (const [index, { field, operator, value }] of filters.entries()) {
		const wrong = whatIsWrong(field, operator, valuesIn(operator, value));
		if (wrong !== null) return new InputProblem(['options', 'filters', 'values', index, 'value'], ...wrong);
	}
	return null;
}

/** Names and ids are texts, whatever they look like. */
const holdsText = (field: string): boolean => /(^|[._])(id|name)$/.test(field);

/** A filter of the form as Graph takes it: numbers travel as numbers. */
export const reportFilterOf = ({ field, operator, value }: ReportFilter): GraphFilter => ({
	field,
	operator,
	value: filterValue(operator, value, (part) =>
		isOneOf(measures, operator) && isNumber(part) && !holdsText(field) ? Number(part) : part,
	),
});

const nameOfField = (field: string): string =>
	[...texts, ...numbers].find(({ value }) => value === field)?.name ??
	upperFirst(field.replace(/effective_status$/, 'status').replace(/[._]/g, ' '));

/** A filter as a sentence has it: `Spend is above or after 100`. */
export function filterInWords({ field, operator, value }: GraphFilter): string {
	const operatorName = operators.find((one) => one.value === operator)?.name ?? operator;
	const values = [value].flat().map(String);
	return `${nameOfField(field)} ${operatorName.toLowerCase()} ${values.join(', ')}`;
}
