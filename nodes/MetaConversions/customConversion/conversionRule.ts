import { isRecord } from '../../shared/record';

/** What a custom conversion counts (Marketing API, Custom Conversion, rule). */

interface Condition {
	readonly subject: 'url' | 'event' | 'value';
	readonly operator: string;
	readonly text: string;
}

export interface RuleParts {
	readonly urlContains: readonly string[];
	readonly event: string | undefined;
	readonly valueAtLeast: number | undefined;
}

/** The rule as JSON text; several parts of an address are alternatives. */
export function conversionRuleOf({ urlContains, event, valueAtLeast }: RuleParts): string {
	const urls = urlContains.map((text) => ({ url: { i_contains: text } }));
	const parts = [
		...(urls.length > 1 ? [{ or: urls }] : urls),
		...(event === undefined ? [] : [{ event: { eq: event } }]),
		...(valueAtLeast === undefined ? [] : [{ value: { gte: valueAtLeast } }]),
	];
	return JSON.stringify({ and: parts });
}

const operators: Readonly<Record<string, string>> = {
	i_contains: 'contains',
	contains: 'contains',
	i_not_contains: 'does not contain',
	not_contains: 'does not contain',
	eq: 'is',
	neq: 'is not',
	lt: 'below',
	lte: 'at most',
	gt: 'above',
	gte: 'at least',
	regex_match: 'matches',
};

function conditionIn(subject: string, value: unknown): Condition[] {
	if (!isRecord(value)) return [];
	return Object.entries(value).map(([operator, text]) => ({
		subject: subject as Condition['subject'],
		operator,
		text: String(text),
	}));
}

function inWords(part: unknown): string {
	if (!isRecord(part)) return 'something';
	return Object.entries(part)
		.map(([key, value]) => {
			if (key === 'and' || key === 'or')
				return Array.isArray(value) ? `(${value.map(inWords).join(` ${key} `)})` : 'something';
			return conditionIn(key, value)
				.map(({ subject, operator, text }) => `${subject} ${operators[operator] ?? operator} “${text}”`)
				.join(' and ');
		})
		.join(' and ');
}

/** A rule as a sentence; null where there is none that can be read. */
export function ruleInWords(rule: unknown): string | null {
	if (typeof rule !== 'string' || rule === '') return null;
	try {
		const sentence = inWords(JSON.parse(rule));
		return /^\(.*\)$/.test(sentence) && !/\) (?:and|or) \(/.test(sentence) ? sentence.slice(1, -1) : sentence;
	} catch {
		return null;
	}
}

/** The same rule, however its parts are spaced. */
export function isSameRule(one: unknown, other: unknown): boolean {
	try {
		return JSON.stringify(JSON.parse(String(one))) === JSON.stringify(JSON.parse(String(other)));
	} catch {
		return false;
	}
}
