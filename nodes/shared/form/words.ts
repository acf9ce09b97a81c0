import { z } from 'zod';

import { existing } from '../lists';
import { quoteValue } from '../words';
import { InputProblem, givesNothing, isEmpty } from './problem';

/** Sentences that follow a field's label; zod's own are written for programmers. For a check within a check. */
export const problemWords: z.ZodErrorMap = (issue, context) => {
	switch (issue.code) {
		case z.ZodIssueCode.invalid_type:
			return {
				message:
					issue.received === 'undefined' || issue.received === 'null'
						? 'is empty'
						: `must be ${inWords(issue.expected)}`,
			};
		case z.ZodIssueCode.invalid_enum_value:
			return { message: `cannot be “${quoteValue(issue.received)}”` };
		case z.ZodIssueCode.invalid_union_discriminator:
			return { message: 'cannot be used' };
		case z.ZodIssueCode.invalid_union:
			return { message: noneOf(issue.unionErrors.flatMap(({ issues }) => issues)) };
		case z.ZodIssueCode.unrecognized_keys:
			return { message: `has an unknown entry: ${issue.keys.join(', ')}` };
		case z.ZodIssueCode.too_small:
			return { message: issue.type === 'string' ? 'is empty' : `must be at least ${String(issue.minimum)}` };
		case z.ZodIssueCode.too_big:
			return {
				message:
					issue.type === 'string'
						? `is longer than ${String(issue.maximum)} characters`
						: `must be at most ${String(issue.maximum)}`,
			};
		default:
			return { message: context.defaultError };
	}
};

/** A value of none of the types a field takes: an ID as a number or as text, a moment as text or as a date. */
function noneOf(issues: readonly z.ZodIssue[]): string {
	const types = issues.flatMap((issue) => (issue.code === z.ZodIssueCode.invalid_type ? [issue] : []));
	if (types.length < issues.length || types.length === 0) return 'cannot be used';
	if (types.every(({ received }) => received === 'undefined' || received === 'null')) return 'is empty';
	return `must be ${[...new Set(types.map(({ expected }) => inWords(expected)))].join(' or ')}`;
}

/** A type in words; zod names a list of names by all that is in it. */
const inWords = (type: string): string =>
	type.includes('|') ? 'text' : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;

const mend: Partial<Record<z.ZodIssueCode, (issue: z.ZodIssue) => string>> = {
	invalid_enum_value: (issue) =>
		'options' in issue && Array.isArray(issue.options)
			? `Use one of: ${issue.options.join(', ')}.`
			: 'Choose a value from the list.',
	invalid_union_discriminator: (issue) =>
		'options' in issue ? `Use one of: ${issue.options.map(String).join(', ')}.` : 'Choose a value from the list.',
	unrecognized_keys: () => 'Remove it or correct its spelling.',
	too_big: () => 'Shorten it.',
};

const adviceFor = (issue: z.ZodIssue): string =>
	(issue.code === z.ZodIssueCode.custom ? (issue.params?.advice as string | undefined) : undefined) ??
	mend[issue.code]?.(issue) ??
	isEmpty([]).advice;

/** Adds a problem to a zod check, with how to mend it. */
export function problem(context: z.RefinementCtx, path: Array<string | number>, message: string, advice: string): void {
	context.addIssue({ code: z.ZodIssueCode.custom, path, message, params: { advice } });
}

/**
 * Checks one field's value.
 *
 * @throws InputProblem at the field, or at the part of it that cannot be used
 */
export function checkValue<Value>(
	check: z.ZodType<Value, z.ZodTypeDef, unknown>,
	raw: unknown,
	at: readonly PropertyKey[],
): Value {
	if (raw === undefined || raw === null) throw givesNothing(at);
	const outcome = check.safeParse(raw, { errorMap: problemWords });
	if (outcome.success) return outcome.data;
	const issue = existing(outcome.error.issues[0], 'the reason for a refusal');
	throw new InputProblem([...at, ...issue.path], issue.message, adviceFor(issue));
}
