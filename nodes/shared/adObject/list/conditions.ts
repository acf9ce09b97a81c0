import { z } from 'zod';

import { filterValue, operatorOptions, valuesIn, type GraphFilter, type FilterOperator } from '../../filtering';
import { rows } from '../../form/collections';
import { field, type Field } from '../../form/field';
import { choice } from '../../form/kinds';
import { isEmpty, type InputProblem } from '../../form/problem';
import { amountAt, instantAt } from '../../node/session/accountValues';
import type { AccountFacts } from '../../node/session/session';
import { secondOf } from '../../reading/instants';
import type { Comparable } from './comparable';

/** What lists of ad objects are narrowed by. Which fields an edge takes is not documented, so Meta decides. */
const operators = operatorOptions(
	'CONTAIN',
	'EQUAL',
	'GREATER_THAN',
	'IN',
	'LESS_THAN',
	'NOT_CONTAIN',
	'NOT_EQUAL',
	'NOT_IN',
);

/** Which field is compared: one of the list, or another of Meta's by an expression. */
export const comparedField = (comparable: readonly Comparable[], start: string): Field<'field', string> =>
	field(
		{
			displayName: 'Field',
			name: 'field',
			type: 'options',
			default: start,
			...{ options: comparable.map(({ name, value }) => ({ name, value })) },
		},
		z.string().trim().min(1),
	);

/** Whatever an item may hold: text, a number, a switch, a date. */
const comparedWith = z
	.union([z.string(), z.number(), z.boolean(), z.date().transform((date) => date.toISOString())])
	.transform((value) => String(value).trim());

/** Rows of a field, an operator and a value; all of them have to fit. */
export const conditionsField = (comparable: readonly Comparable[]) =>
	rows(
		{
			displayName: 'Conditions',
			name: 'conditions',
			placeholder: 'Add Condition',
			description: 'All conditions must be met. Meta refuses fields that it cannot filter this list by.',
			row: { name: 'rows', displayName: 'Condition' },
		},
		[
			comparedField(comparable, 'name'),
			choice({ displayName: 'Operator', name: 'operator', options: operators, default: 'CONTAIN' }),
			field(
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'Amounts in currency units, dates by the account’s clock, several values separated by commas',
				},
				comparedWith,
			),
		],
	);

interface Condition {
	readonly field: string;
	readonly operator: FilterOperator;
	readonly value: string;
}

/** A condition without anything to compare with would let everything through. */
export function conditionsProblem(conditions: readonly Condition[] = []): InputProblem | null {
	const bare = conditions.findIndex(({ operator, value }) => valuesIn(operator, value).length === 0);
	return bare === -1
		? null
		: isEmpty(['filters', 'conditions', 'rows', bare, 'value'], 'Enter what to compare with, or remove the condition.');
}

/**
 * A condition as Graph takes it: amounts in minor units, moments in seconds since 1970.
 *
 * @throws InputProblem for an amount or a date that cannot be read
 */
export function conditionFilterOf(
	{ field, operator, value }: Condition,
	index: number,
	comparable: readonly Comparable[],
	account: AccountFacts,
): GraphFilter {
	const holds = comparable.find((candidate) => candidate.value === field)?.holds ?? 'text';
	const path = ['filters', 'conditions', 'rows', index, 'value'];
	const read = (part: string): unknown => {
		if (holds === 'amount') return Number(amountAt(path, part, account));
		if (holds === 'moment') return secondOf(instantAt(path, part, account));
		return part;
	};
	return { field, operator, value: filterValue(operator, value, read) };
}
