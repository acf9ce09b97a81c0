import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { Operation } from './operation';
import { InputProblem } from './problem';

/** Shown in the form only; they have no value. */
const labelsOnly = new Set(['notice', 'callout', 'button']);

/** Sentences that follow a field's label; zod's own are written for programmers. */
const plainWords: z.ZodErrorMap = (issue, context) => {
	switch (issue.code) {
		case z.ZodIssueCode.invalid_type:
			return { message: issue.received === 'undefined' || issue.received === 'null' ? 'is empty' : `must be ${article(issue.expected)}` };
		case z.ZodIssueCode.invalid_enum_value:
			return { message: `cannot be “${String(issue.received)}”` };
		case z.ZodIssueCode.invalid_union_discriminator:
			return { message: 'cannot be used' };
		case z.ZodIssueCode.invalid_union:
			return { message: noneOf(issue.unionErrors.flatMap(({ issues }) => issues)) };
		case z.ZodIssueCode.unrecognized_keys:
			return { message: `has an unknown entry: ${issue.keys.join(', ')}` };
		case z.ZodIssueCode.too_small:
			return { message: issue.type === 'string' ? 'is empty' : `must be at least ${String(issue.minimum)}` };
		case z.ZodIssueCode.too_big:
			return { message: issue.type === 'string' ? `is longer than ${String(issue.maximum)} characters` : `must be at most ${String(issue.maximum)}` };
		default:
			return { message: context.defaultError };
	}
};

/** A value of none of the types a field takes: an amount as a number or as text, a moment as text or as a date. */
function noneOf(issues: readonly z.ZodIssue[]): string {
	const types = issues.flatMap((issue) => (issue.code === z.ZodIssueCode.invalid_type ? [issue] : []));
	if (types.length < issues.length || types.length === 0) return 'cannot be used';
	if (types.every(({ received }) => received === 'undefined' || received === 'null')) return 'is empty';
	return `must be ${[...new Set(types.map(({ expected }) => article(expected)))].join(' or ')}`;
}

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

const mend: Partial<Record<z.ZodIssueCode, (issue: z.ZodIssue) => string>> = {
	invalid_enum_value: (issue) => ('options' in issue && Array.isArray(issue.options) ? `Use one of: ${issue.options.join(', ')}.` : 'Choose a value from the list.'),
	invalid_union_discriminator: (issue) => ('options' in issue ? `Use one of: ${issue.options.map(String).join(', ')}.` : 'Choose a value from the list.'),
	unrecognized_keys: () => 'Remove it or correct its spelling.',
	too_big: () => 'Shorten it.',
};

const adviceFor = (issue: z.ZodIssue): string =>
	(issue.code === z.ZodIssueCode.custom ? (issue.params?.advice as string | undefined) : undefined) ??
	mend[issue.code]?.(issue) ??
	'Enter a value, or check the expression that fills this field: it may have come out empty for this item.';

/** Adds a problem to a zod check, with how to mend it. */
export function problem(context: z.RefinementCtx, path: Array<string | number>, message: string, advice: string): void {
	context.addIssue({ code: z.ZodIssueCode.custom, path, message, params: { advice } });
}

/**
 * Reads and checks one item's parameters.
 *
 * @throws InputProblem naming the first field that cannot be used
 * @throws whatever n8n throws when an expression cannot be evaluated
 */
export function readParams(context: IExecuteFunctions, operation: Operation, index: number): unknown {
	const values: Record<string, unknown> = {};
	for (const { name, type } of operation.fields) {
		if (labelsOnly.has(type)) continue;
		const value = (readers[type] ?? readPlainly)(context, name, index);
		if (value !== null && value !== undefined) values[name] = value;
	}
	return checkValues(operation.params, values);
}

/**
 * Checks values read from a form.
 *
 * @throws InputProblem naming the first field that cannot be used
 */
export function checkValues<S extends z.ZodTypeAny>(schema: S, values: Readonly<Record<string, unknown>>): z.output<S> {
	const checked = schema.safeParse(values, { errorMap: plainWords });
	if (checked.success) return checked.data as z.output<S>;
	const issue = checked.error.issues[0];
	throw new InputProblem(issue.path, issue.message, adviceFor(issue));
}

type Reader = (context: IExecuteFunctions, name: string, index: number) => unknown;

/** A field that the form hides has no value: null stands in for it and is dropped. */
const readPlainly: Reader = (context, name, index) => withoutGaps(context.getNodeParameter(name, index, null));

const readers: Partial<Record<INodeProperties['type'], Reader>> = {
	resourceLocator: (context, name, index) => (readPlainly(context, name, index) === null ? null : context.getNodeParameter(name, index, null, { extractValue: true })),
	// Read whole, the list of columns that the editor stores beside them would be copied for every item.
	resourceMapper: (context, name, index) => ({
		mappingMode: context.getNodeParameter(`${name}.mappingMode`, index, null),
		value: context.getNodeParameter(`${name}.value`, index, null),
	}),
};

/**
 * An entry someone has added to a collection is meant: one whose expression came out undefined must not pass as never
 * added, or an update would change nothing and a create would lose its spending limit, both reported as a success.
 */
function withoutGaps(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, entry === undefined ? null : entry]));
}

/** The labels a reader sees on the way to a field: `Additional Fields → Stop Time`. */
export function labelOf(fields: readonly INodeProperties[], path: readonly PropertyKey[]): string {
	const labels: string[] = [];
	let level: readonly unknown[] = fields;
	for (const part of path) {
		if (typeof part === 'number') {
			labels.push(`row ${part + 1}`);
			continue;
		}
		const field = level.find((entry) => (entry as { name?: unknown }).name === part) as
			| { displayName?: string; options?: unknown[]; values?: unknown[] }
			| undefined;
		if (!field) break;
		// A repeating field's rows mostly bear its own name.
		if (field.displayName !== undefined && field.displayName !== labels.at(-1)) labels.push(field.displayName);
		level = field.values ?? field.options ?? [];
	}
	return labels.join(' → ') || String(path[0] ?? 'Parameters');
}
