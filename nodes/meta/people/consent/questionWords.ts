import { groupBy } from 'lodash';

import { isAnswer, isDayOrTime, isNumeric, isRefusalText } from './cellForms';
import type { ColumnSeen, Scalar } from './columnTally';
import { asTyped } from './saidOfColumns';
import { isWithin } from './askedColumns';
import { isTools, shownPath } from './unheard';

/** How a question names its columns: a few values with their counts, and none that can be a person's. */

/** Columns of one object that are asked about at once, or a single one. */
export interface ColumnGroup {
	readonly path: string;
	readonly columns: readonly ColumnSeen[];
}

/** From here on, columns inside of one object are asked about as one. */
const MANY = 3;

/** @param understood paths of columns that are known: the object of one is never answered for as a whole */
export function groupsOf(columns: readonly ColumnSeen[], understood: readonly string[]): ColumnGroup[] {
	const byTop = Object.entries(groupBy(columns, ({ path }) => /^[^.[]*/.exec(path)?.[0] ?? path));
	return byTop.flatMap(([top, inner]): ColumnGroup[] =>
		inner.length >= MANY && !understood.some((path) => isWithin(path, top))
			? [{ path: top, columns: inner }]
			: inner.map((column) => ({ path: column.path, columns: [column] })),
	);
}

/** Columns that one sentence names. */
const MOST_COLUMNS = 60;

/** "VIP: true (12), false (88); owner: active true (100), and 3 more inside". */
export function groupsInWords(groups: readonly ColumnGroup[]): string {
	const lines = groups.slice(0, MOST_COLUMNS).map(lineOf);
	const rest = groups.length - lines.length;
	return [...lines, ...(rest > 0 ? [`${rest} more columns`] : [])].join('; ');
}

export function lineOf({ path, columns }: ColumnGroup): string {
	const [first] = columns;
	if (first === undefined) return shownPath(path);
	const values = valuesOf(first);
	if (columns.length === 1) return `${shownPath(path)}: ${values}`;
	return `${shownPath(path)}: ${shownPath(first.path.slice(path.length + 1))} ${values}, and ${columns.length - 1} more inside`;
}

/** The names as the form takes them, all in one line. */
export const pasted = (groups: readonly ColumnGroup[]): string =>
	groups
		.slice(0, MOST_COLUMNS)
		.map(({ path }) => asTyped(shownPath(path)))
		.join(', ');

const SAMPLES = 3;

/** Something that so many rows share is nobody's own. */
const MANY_ROWS = 5;

function valuesOf({ values, sample, filled, rows }: ColumnSeen): string {
	const counts = new Map<string, number>();
	for (const [value, count] of values) {
		const text = shownScalar(value, count);
		counts.set(text, (counts.get(text) ?? 0) + count);
	}
	const byCount = [...counts].sort(([, one], [, other]) => other - one);
	const samples = byCount.slice(0, SAMPLES).map(([text, count]) => `${text} (${count.toLocaleString('en')})`);
	const blank = rows - filled;
	// Among many texts nobody would find the one that the question is about.
	const refusals = [...sample.keys()].some(isRefusalText) ? ['some texts refuse'] : [];
	return [...refusals, ...samples, ...(blank > 0 ? [`blank (${blank.toLocaleString('en')})`] : [])].join(', ');
}

/** Digits of a number that is nobody's own. */
const SHORT_NUMBER = 2;

/** Words of a yes or a no, and words in small letters that many rows share; of all else only what kind it is. */
function shownScalar(value: Scalar, count: number): string {
	if (isNumeric(value))
		return String(value).trim().length <= SHORT_NUMBER || count >= MANY_ROWS ? String(value).trim() : 'other numbers';
	if (typeof value !== 'string') return String(value);
	if (isAnswer(value)) return `“${value.trim()}”`;
	if (isDayOrTime(value)) return 'a day';
	const text = value.trim();
	return count >= MANY_ROWS && isTools.test(text) && !/^\p{Lu}/u.test(text) ? `“${text}”` : 'other texts';
}
