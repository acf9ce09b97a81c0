import { byLabel } from './words';

/** One of Graph's `filtering`. */
export interface GraphFilter {
	readonly field: string;
	readonly operator: string;
	readonly value: unknown;
}

/**
 * Operators of Meta's `filtering` (Marketing API, Insights reference: the same on every edge), in the same words in
 * every form.
 */
const words = {
	CONTAIN: 'Contains',
	CONTAINS_ALL: 'Contains All Of',
	CONTAINS_ANY: 'Contains Any Of',
	ENDS_WITH: 'Ends With',
	EQUAL: 'Is',
	GREATER_THAN: 'Is Above or After',
	GREATER_THAN_OR_EQUAL: 'Is At Least',
	IN: 'Is One Of',
	IN_RANGE: 'Is Between',
	LESS_THAN: 'Is Below or Before',
	LESS_THAN_OR_EQUAL: 'Is At Most',
	NOT_CONTAIN: 'Does Not Contain',
	NOT_EQUAL: 'Is Not',
	NOT_IN: 'Is Not Any Of',
	NOT_IN_RANGE: 'Is Not Between',
	STARTS_WITH: 'Starts With',
} as const;

export type FilterOperator = keyof typeof words;

/** Operators for people to choose from, sorted by name. */
export const operatorOptions = (
	...operators: readonly FilterOperator[]
): Array<{ name: string; value: FilterOperator }> =>
	operators.map((value) => ({ name: words[value] as string, value })).sort(byLabel);

/** Operators that take a list: Meta's reference tells it of IN only; the others were measured in public on one ad account. */
const ofSeveral: readonly string[] = ['CONTAINS_ALL', 'CONTAINS_ANY', 'IN', 'IN_RANGE', 'NOT_IN', 'NOT_IN_RANGE'];

/** What a field of the form holds for an operator: one text, several separated by commas, or nothing. */
export function valuesIn(operator: string, text: string): string[] {
	const parts = ofSeveral.includes(operator) ? text.split(',') : [text];
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** The same as Graph takes it. */
export function filterValue(operator: string, text: string, read: (part: string) => unknown): unknown {
	const values = valuesIn(operator, text).map(read);
	return ofSeveral.includes(operator) ? values : values[0];
}
