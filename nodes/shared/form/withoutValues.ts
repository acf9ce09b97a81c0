import { get } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import { InputProblem } from './problem';

/**
 * Problems of a form that works on people. What an expression has put into a setting can be somebody's address, and
 * errors are shown, stored and mailed. What a person has typed stays in the message.
 */

const INSTEAD = '(what its expression gives)';

/** As messages show a long value: its beginning. */
const SHOWN_LENGTH = 40;

/** Shorter ones stand in every sentence. */
const SHORTEST = 2;

function withoutValue(problem: InputProblem, value: unknown): InputProblem {
	const text = typeof value === 'object' ? JSON.stringify(value ?? '') : String(value);
	if (text.length < SHORTEST) return problem;
	const hidden = (sentence: string): string =>
		[text, text.slice(0, SHOWN_LENGTH)].reduce((rest, part) => rest.split(part).join(INSTEAD), sentence);
	return new InputProblem(problem.field, hidden(problem.message), hidden(problem.advice));
}

/**
 * @param values of the item, as the form has read them
 * @param parameters as they are stored, expressions unread
 */
export function withoutValues(
	problem: InputProblem,
	values: Readonly<Record<string, unknown>>,
	parameters: INodeParameters,
): InputProblem {
	const [first, ...others] = problem.all.map((one) => {
		const path = one.field.map(String);
		const isReckoned = path.some((_, length) => String(get(parameters, path.slice(0, length + 1))).startsWith('='));
		return isReckoned ? withoutValue(one, get(values, path)) : one;
	});
	return first === undefined ? problem : first.with(others);
}
