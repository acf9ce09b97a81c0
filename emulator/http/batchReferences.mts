import { parameterError } from '../graph/language/graphError.mts';

/**
 * `{result=NAME:$.id}`: the result of an earlier part of the batch (Meta: graph-api/batch-requests). None stands within another:
 * a text of many beginnings would be read to its end from each of them.
 */
const REFERENCE = /\{result=([^:{}]+):(\$[^{}]*)\}/g;

export function referencedNames(text: string): Set<string> {
	const plainText = text
		.replaceAll('%7B', '{')
		.replaceAll('%7D', '}')
		.replaceAll('%3A', ':')
		.replaceAll('%3D', '=')
		.replaceAll('%24', '$');
	return new Set([...plainText.matchAll(REFERENCE)].map((match) => match[1] ?? ''));
}

/** Several matches are joined by commas. A reference to a part that failed or does not exist fails the part that needs it (code UNCONFIRMED 59). */
export function fillReferences(text: string, results: Map<string, unknown>): string {
	return text.replace(REFERENCE, (_whole, name: string, path: string) => {
		if (!results.has(name))
			throw parameterError(`Batch reference to '${name}': no earlier successful request has this name`, 'batch');
		return walk([results.get(name)], path)
			.map(String)
			.join(',');
	});
}

/** The simple part of JSONPath: `$.a.b`, `$.data.*.id`, `$.data[0].id`. */
function walk(values: unknown[], path: string): unknown[] {
	const steps = path.slice(1).match(/[^.[\]]+/g) ?? [];
	return steps.reduce<unknown[]>((current, step) => current.flatMap((value) => children(value, step)), values);
}

function children(value: unknown, step: string): unknown[] {
	if (typeof value !== 'object' || value === null) return [];
	if (step === '*') return Object.values(value);
	const child = (value as Record<string, unknown>)[step];
	return child === undefined ? [] : [child];
}
