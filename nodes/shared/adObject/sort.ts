import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { GraphObject } from '../graph/pages';
import type { Comparable } from './comparable';
import { comparedField } from './conditions';

/** Meta documents no order for its lists, so rows are put in order here. */
export const sortField = (comparable: readonly Comparable[]): INodeProperties => ({
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add Sort',
	default: {},
	description: 'In what order to return the results. All of them are read first, also when Limit is lower; without it they come as Meta lists them.',
	options: [
		{
			displayName: 'Sort',
			name: 'by',
			values: [
				comparedField(comparable, 'name'),
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'asc',
				},
			],
		},
	],
});

export const sortParam = z
	.object({ by: z.object({ field: z.string().trim().min(1), direction: z.enum(['asc', 'desc']).default('asc') }).optional() })
	.default({})
	.transform(({ by }) => by);

type Sort = NonNullable<z.output<typeof sortParam>>;

const number = /^-?\d+(\.\d+)?$/;

/** Meta writes all moments of one account alike but for the offset, which changes with the season. */
function compare(one: string, other: string): number {
	if (number.test(one) && number.test(other)) return Number(one) - Number(other);
	const moments = [one, other].map((text) => (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : NaN));
	if (moments.every((moment) => !Number.isNaN(moment))) return moments[0] - moments[1];
	return one.localeCompare(other, 'en', { sensitivity: 'base', numeric: true });
}

/** The rows in order; those without a value come last, whichever the direction. An amount of 0 is Meta's way of saying that there is none. */
export function sorted(rows: readonly GraphObject[], { field, direction }: Sort, comparable: readonly Comparable[]): GraphObject[] {
	const none = comparable.some(({ value, holds }) => value === field && holds === 'amount') ? ['', '0'] : [''];
	const has = (row: GraphObject): boolean => !none.includes(String(row[field] ?? ''));
	const sign = direction === 'asc' ? 1 : -1;
	const ordered = rows.filter(has).sort((one, other) => sign * compare(String(one[field]), String(other[field])));
	return [...ordered, ...rows.filter((row) => !has(row))];
}
