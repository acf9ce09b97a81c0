import { sumBy } from 'lodash';
import { z } from 'zod';

import { problemWords, problem } from '../../../shared/form/words';
import { existing } from '../../../shared/lists';
import { isRecord, parsedJson } from '../../../shared/record';
import { MOST_RULES } from './rule';
import { DAY_SECONDS } from '../../../shared/durations';

/** A rule that somebody writes as JSON, checked as far as Meta says what it takes (Marketing API, "Audience Rules"). */

const MOST_FILTERS = 100;
const YEAR_SECONDS = 365 * DAY_SECONDS;
/** Pages and Instagram accounts go back this far, everything else a year at most (Engagement Custom Audiences). */
const LONGEST_SECONDS = 730 * DAY_SECONDS;

const equals: readonly string[] = ['=', 'eq'];
const operator = z.enum([
	...(['=', 'eq', '!=', 'neq', '>=', 'gte', '>', 'gt', '<=', 'lte', '<', 'lt'] as const),
	...(['contains', 'not_contains', 'i_contains', 'i_not_contains'] as const),
	...(['is_any', 'is_not_any', 'i_is_any', 'i_is_not_any', 'starts_with', 'i_starts_with', 'regex_match'] as const),
]);

const join = z.enum(['and', 'or']);

const leaf = z.object({ field: z.string().min(1), operator, value: z.unknown() }).superRefine((condition, context) => {
	if (condition.value === undefined) problem(context, ['value'], 'is empty', 'Say what the field is compared with.');
	if (condition.field === 'event' && !equals.includes(condition.operator)) {
		problem(context, ['operator'], 'has to be eq for the field event', 'Meta compares events by eq only.');
	}
});

type Node = z.infer<typeof leaf> | { operator: 'and' | 'or'; filters: Node[] };

const node: z.ZodType<Node, z.ZodTypeDef, unknown> = z.lazy(() => {
	const group = z.object({ operator: join, filters: z.array(node).min(1) });
	return z.unknown().transform((value, context): Node => {
		const check = isRecord(value) && 'filters' in value ? group : leaf;
		const read = check.safeParse(value, { errorMap: problemWords });
		if (read.success) return read.data;
		for (const issue of read.error.issues) context.addIssue(issue);
		return z.NEVER;
	});
});

const leavesOf = (part: Node): number => ('filters' in part ? sumBy(part.filters, leavesOf) : 1);

const eventSource = z.object({
	id: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
	type: z.string().min(1),
});

const rule = z
	.object({
		event_sources: z.array(eventSource).min(1),
		retention_seconds: z.number().int().min(0).max(LONGEST_SECONDS),
		filter: node,
		aggregation: z.object({ type: z.string(), operator: z.string(), value: z.unknown() }).passthrough().optional(),
	})
	.passthrough()
	.superRefine(({ filter, event_sources: sources, retention_seconds: seconds }, context) => {
		if (leavesOf(filter) > MOST_FILTERS) {
			const advice = 'Split it into several rules or audiences.';
			problem(context, ['filter'], `has more than ${MOST_FILTERS} conditions`, advice);
		}
		const visits = sources.some(({ type }) => type === 'pixel' || type === 'app');
		if (visits && (seconds < 1 || seconds > YEAR_SECONDS)) {
			problem(
				context,
				['retention_seconds'],
				'has to be between 1 second and 365 days',
				'Count in seconds: 30 days are 2592000.',
			);
		}
	});

const ruleSet = z.object({ operator: join, rules: z.array(rule).min(1) });

const audienceRule = z
	.object({ inclusions: ruleSet, exclusions: ruleSet.optional() })
	.strict()
	.superRefine(({ inclusions, exclusions }, context) => {
		if (inclusions.rules.length + (exclusions?.rules.length ?? 0) > MOST_RULES) {
			problem(
				context,
				[],
				`has more than ${MOST_RULES} rules`,
				'Meta accepts ten in all, inclusions and exclusions together.',
			);
		}
	});

const howTo = 'Write it as on Meta’s page “Audience Rules”: {"inclusions": {"operator": "or", "rules": […]}}.';

/** Where in the rule something is wrong, as a path. */
const place = (path: ReadonlyArray<string | number>): string =>
	path
		.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
		.join('')
		.replace(/^\./, '');

/** A rule as text or as an object; comes out as an object. */
export const ruleJsonParam = z.unknown().transform((text, context): object => {
	const rule = parsedJson(text);
	if (typeof rule !== 'object' || rule === null) {
		problem(context, [], text === '' ? 'is empty' : 'is not JSON', howTo);
		return z.NEVER;
	}
	const read = audienceRule.safeParse(rule, { errorMap: problemWords });
	if (read.success) return rule;
	const { path, message, ...issue } = existing(read.error.issues[0], 'what is wrong with the rule');
	const advice = issue.code === z.ZodIssueCode.custom ? String(issue.params?.advice) : howTo;
	problem(context, [], path.length === 0 ? message : `has a mistake at ${place(path)}: ${message}`, advice);
	return z.NEVER;
});
