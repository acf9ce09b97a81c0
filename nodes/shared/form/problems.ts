import { uniqBy } from 'lodash';

import { InputProblem } from './problem';

/**
 * Several problems as one refusal, in their order; of a field the first counts, what is wrong besides may follow from it.
 *
 * @returns null where there is none
 */
export function allOf(problems: ReadonlyArray<InputProblem | null>): InputProblem | null {
	const every = problems.flatMap((problem) => problem?.all ?? []);
	if (every.length === 0) return null;
	const [first, ...others] = uniqBy(every, ({ field }) => field.map(String).join('\n'));
	return first === undefined ? null : first.with(others);
}

/**
 * What reading came to, or the problem it met.
 *
 * @throws anything that is no problem of the form
 */
export function attempt<T>(read: () => T): { readonly value: T } | { readonly problem: InputProblem } {
	try {
		return { value: read() };
	} catch (thrown) {
		return { problem: problemOf(thrown) };
	}
}

/** @throws what is no problem of the form */
function problemOf(thrown: unknown): InputProblem {
	if (thrown instanceof InputProblem) return thrown;
	throw thrown;
}

/**
 * Reads all parts, also those after one that cannot be used.
 *
 * @throws InputProblem with the problems of all parts
 */
export function everyOf<T>(parts: ReadonlyArray<() => T>): T[] {
	const [values, problems]: [T[], InputProblem[]] = [[], []];
	for (const part of parts) {
		const outcome = attempt(part);
		if ('value' in outcome) values.push(outcome.value);
		else problems.push(outcome.problem);
	}
	const allProblems = allOf(problems);
	if (allProblems !== null) throw allProblems;
	return values;
}
