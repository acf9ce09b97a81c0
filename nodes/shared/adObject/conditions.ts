import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { filterValue, operatorOptions, valuesIn, type Filter, type FilterOperator } from '../filtering';
import { amountAt, momentAt } from '../node/accountValues';
import { problem } from '../node/params';
import type { AccountFacts } from '../node/session';
import type { Comparable } from './comparable';

/** What lists of ad objects are narrowed by. Which fields an edge takes is not documented, so Meta decides. */
const operators = operatorOptions('CONTAIN', 'EQUAL', 'GREATER_THAN', 'IN', 'LESS_THAN', 'NOT_CONTAIN', 'NOT_EQUAL', 'NOT_IN');

/** Which field is compared. */
export const comparedField = (comparable: readonly Comparable[], start: string): INodeProperties => ({
	displayName: 'Field',
	name: 'field',
	type: 'options',
	default: start,
	...{ options: comparable.map(({ name, value }) => ({ name, value })) },
});

/** Rows of a field, an operator and a value; all of them have to fit. */
export const conditionsField = (comparable: readonly Comparable[]): INodeProperties => ({
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Condition',
	default: {},
	description: 'All of them have to be met. Meta checks them, and refuses fields it cannot narrow this list by.',
	options: [
		{
			displayName: 'Condition',
			name: 'rows',
			values: [
				comparedField(comparable, 'name'),
				{ displayName: 'Operator', name: 'operator', type: 'options', options: operators, default: 'CONTAIN' },
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'Amounts in currency units, dates by the account’s clock, several values separated by commas',
				},
			],
		},
	],
});

const row = z.object({
	field: z.string().trim().min(1),
	operator: z.enum(operators.map(({ value }) => value) as [FilterOperator, ...FilterOperator[]]),
	value: z.union([z.string(), z.number(), z.boolean(), z.date().transform((date) => date.toISOString())]).transform((value) => String(value).trim()),
});

export const conditionsParam = z
	.object({
		rows: z
			.array(
				row.superRefine(({ operator, value }, context) => {
					if (valuesIn(operator, value).length === 0) problem(context, ['value'], 'is empty', 'Enter what to compare with, or remove the condition.');
				}),
			)
			.default([]),
	})
	.default({ rows: [] })
	.transform(({ rows }) => rows);

type Condition = z.output<typeof row>;

/**
 * A condition as Graph takes it: amounts in minor units, moments in seconds since 1970.
 *
 * @throws InputProblem for an amount or a date that cannot be read
 */
export function filterOf({ field, operator, value }: Condition, index: number, comparable: readonly Comparable[], account: AccountFacts): Filter {
	const holds = comparable.find((candidate) => candidate.value === field)?.holds ?? 'text';
	const path = ['filters', 'conditions', 'rows', index, 'value'];
	const read = (part: string): unknown => {
		if (holds === 'amount') return Number(amountAt(path, part, account));
		if (holds === 'moment') return DateTime.fromISO(momentAt(path, part, account)).toUnixInteger();
		return part;
	};
	return { field, operator, value: filterValue(operator, value, read) };
}
