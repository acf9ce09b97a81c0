import type { NodeResult } from '../support/harness.mts';

/** What no cell and no sentence may hold: the traces of a value that was not what the code took it for. */

const OF_CELLS = /\bundefined\b|\bNaN\b|\bInvalid (Date|DateTime)\b|\[object |-?\bInfinity\b/;
const OF_SENTENCES =
	/\bundefined\b|\bNaN\b|\[object |Cannot (read|set|convert|destructure)|is not (a function|iterable|an? \w+ or )|Invalid (time|array|date)|Unexpected token|Maximum call stack|This should not happen/;

/** Sentences are for people: so long is none of them. */
const LONGEST_SENTENCE = 2_000;

function odd(value: unknown, path: string, pattern: RegExp): string[] {
	if (typeof value === 'string') return pattern.test(value) ? [`${path}: ${value.slice(0, 120)}`] : [];
	if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) =>
		OF_CELLS.test(key) ? [`${path}.${key}`] : odd(part, `${path}.${key}`, pattern),
	);
}

/** The oddities of a run, each in a line; none if all is well. */
export function odditiesOf({ outputs, error }: NodeResult): string[] {
	if (error !== undefined)
		return [`the run ended: ${error.message.slice(0, 200)} | ${error.stack?.split('\n')[1] ?? ''}`];
	return outputs.flat().flatMap(({ json }, index) => {
		const { error: sentence, details, ...cells } = json;
		if (sentence === undefined) return odd(cells, `row ${index}`, OF_CELLS);
		const said = JSON.stringify(json);
		const kind = (details as { kind?: unknown } | undefined)?.kind;
		return [
			...odd({ error: sentence, details }, 'error', OF_SENTENCES),
			...(kind === 'unexpected' ? [`error unexpected: ${String(sentence).slice(0, 200)}`] : []),
			...(said.length > LONGEST_SENTENCE ? [`error of ${said.length} characters`] : []),
		];
	});
}
