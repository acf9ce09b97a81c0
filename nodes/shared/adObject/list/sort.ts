import { group } from '../../form/collections';
import { choice } from '../../form/kinds';
import type { GraphObject } from '../../graph/object';
import type { Comparable } from './comparable';
import { instantOf } from '../../reading/instants';
import { comparedField } from './conditions';

/** Meta documents no order for its lists, so rows are put in order here. */
export const sortField = (comparable: readonly Comparable[]) =>
	group(
		{
			displayName: 'Sort',
			name: 'sort',
			placeholder: 'Add Sort',
			description:
				'The order of the results. All results are read first, even if Limit is lower. If not set, Meta’s order applies.',
			row: { name: 'by', displayName: 'Sort' },
		},
		[
			comparedField(comparable, 'name'),
			choice({
				displayName: 'Direction',
				name: 'direction',
				options: [
					{ name: 'Ascending', value: 'asc' },
					{ name: 'Descending', value: 'desc' },
				],
				default: 'asc',
			}),
		],
	);

interface Sort {
	readonly field: string;
	readonly direction: 'asc' | 'desc';
}

const number = /^-?\d+(\.\d+)?$/;

/** Meta writes all moments of one account alike but for the offset, which changes with the season. */
function compare(one: string, other: string): number {
	if (number.test(one) && number.test(other)) return Number(one) - Number(other);
	const [first, second] = [instantOf(one), instantOf(other)];
	if (first !== null && second !== null) return first - second;
	return one.localeCompare(other, 'en', { sensitivity: 'base', numeric: true });
}

/**
 * The rows in order; those without a value come last, whichever the direction. An amount of 0 is Meta's way of saying
 * that there is none.
 */
function sortRows(
	rows: readonly GraphObject[],
	{ field, direction }: Sort,
	comparable: readonly Comparable[],
): GraphObject[] {
	const none = comparable.some(({ value, holds }) => value === field && holds === 'amount') ? ['', '0'] : [''];
	const has = (row: GraphObject): boolean => !none.includes(String(row[field] ?? ''));
	const sign = direction === 'asc' ? 1 : -1;
	const orderedRows = rows.filter(has).sort((one, other) => sign * compare(String(one[field]), String(other[field])));
	return [...orderedRows, ...rows.filter((row) => !has(row))];
}

/** At most `most` rows in the wanted order. All of them are read for it, since Meta documents none. */
export async function sortedRows(
	sort: Sort | undefined,
	comparable: readonly Comparable[],
	most: number,
	read: (most: number) => Promise<GraphObject[]>,
): Promise<GraphObject[]> {
	if (sort === undefined) return await read(most);
	return sortRows(await read(Infinity), sort, comparable).slice(0, most);
}
