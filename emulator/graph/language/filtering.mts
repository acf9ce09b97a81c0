import { parseGraphTime } from './dates.mts';
import { parameterError } from './graphError.mts';
import { parseJson } from './params.mts';

export interface Filter {
	field: string;
	operator: string;
	value: unknown;
}

/** Texts compare without regard to case (observed in Ads Manager, UNCONFIRMED 58 for the API). */
const fold = (value: unknown): string => String(value).toLowerCase();
const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const elements = (actual: unknown): string[] => many(actual).map(fold);
const contains = (actual: unknown, value: unknown): boolean => fold(actual).includes(fold(value));

/** Numbers stay numbers, dates become milliseconds, everything else is NaN and fits no comparison. */
function measure(value: unknown): number {
	if (typeof value === 'number') return value;
	const text = String(value);
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : (parseGraphTime(text, 'utc') ?? Number.NaN);
}

/** Dates come as UNIX seconds or as text; a bare number against a date text means seconds. */
function compare(actual: unknown, value: unknown): number {
	const isDate = typeof actual === 'string' && /^\d{4}-\d\d-\d\d/.test(actual);
	const limit = isDate && /^\d+(\.\d+)?$/.test(String(value)) ? Number(value) * 1000 : measure(value);
	return measure(actual) - limit;
}

function inRange(actual: unknown, value: unknown): boolean {
	const [from, to] = many(value);
	return compare(actual, from) >= 0 && compare(actual, to) <= 0;
}

type Test = (actual: unknown, value: unknown) => boolean;

const equal: Test = (actual, value) => elements(actual).includes(fold(value));
const isIn: Test = (actual, value) => many(value).some((option) => equal(actual, option));

/** Every operator of Meta's insights and customaudiences references (v25) except STEM_MATCH and TOP. */
const OPERATORS: Record<string, Test> = {
	EQUAL: equal,
	NOT_EQUAL: (actual, value) => !equal(actual, value),
	GREATER_THAN: (actual, value) => compare(actual, value) > 0,
	GREATER_THAN_OR_EQUAL: (actual, value) => compare(actual, value) >= 0,
	LESS_THAN: (actual, value) => compare(actual, value) < 0,
	LESS_THAN_OR_EQUAL: (actual, value) => compare(actual, value) <= 0,
	AFTER: (actual, value) => compare(actual, value) > 0,
	ON_OR_AFTER: (actual, value) => compare(actual, value) >= 0,
	BEFORE: (actual, value) => compare(actual, value) < 0,
	ON_OR_BEFORE: (actual, value) => compare(actual, value) <= 0,
	IN_RANGE: inRange,
	NOT_IN_RANGE: (actual, value) => !inRange(actual, value),
	CONTAIN: contains,
	NOT_CONTAIN: (actual, value) => !contains(actual, value),
	CONTAINS_ANY: (actual, value) => many(value).some((part) => contains(actual, part)),
	CONTAINS_ALL: (actual, value) => many(value).every((part) => contains(actual, part)),
	NOT_CONTAINS_ANY: (actual, value) => !many(value).some((part) => contains(actual, part)),
	IN: isIn,
	NOT_IN: (actual, value) => !isIn(actual, value),
	STARTS_WITH: (actual, value) => fold(actual).startsWith(fold(value)),
	ENDS_WITH: (actual, value) => fold(actual).endsWith(fold(value)),
	ANY: isIn,
	ALL: (actual, value) => many(value).every((option) => equal(actual, option)),
	NONE: (actual, value) => !isIn(actual, value),
};

export function parseFiltering(text: string | undefined): Filter[] {
	if (text === undefined || text === '') return [];
	const json = parseJson(text);
	if (!Array.isArray(json)) throw parameterError('Param filtering must be an array.', 'filtering');
	return json.map((entry: unknown, index) => {
		const { field, operator, value } = (entry ?? {}) as Record<string, unknown>;
		// All three are required (Meta: marketing-api/insights reference); wording UNCONFIRMED 25.
		if (typeof field !== 'string')
			throw parameterError(`Missing parameter(s): filtering[${index}]['field']`, 'filtering');
		if (typeof operator !== 'string')
			throw parameterError(`Missing parameter(s): filtering[${index}]['operator']`, 'filtering');
		if (value === undefined) throw parameterError(`Missing parameter(s): filtering[${index}]['value']`, 'filtering');
		if (OPERATORS[operator.toUpperCase()] === undefined) {
			throw parameterError(
				`Param filtering[${index}]['operator'] must be one of {${Object.keys(OPERATORS).join(', ')}}`,
				'filtering',
			);
		}
		return { field, operator: operator.toUpperCase(), value };
	});
}

/** A field without a value fits only the negative operators. */
export function passes(actual: unknown, { operator, value }: Filter): boolean {
	return OPERATORS[operator]?.(actual ?? '', value) ?? false;
}

export function unfilterable({ field, operator }: Filter): Error {
	return parameterError(
		`Filtering field '${field}' with operation '${operator.toLowerCase()}' is not supported`,
		'filtering',
	);
}
