import { get } from 'lodash';

import { isHolding, isPermitting, type Field } from './field';
import { InputProblem } from './problem';

/** The paths of a form's switches that let more happen than is usual. */
export const permitsOf = (fields: readonly Field[]): string[][] =>
	fields.flatMap((one) => {
		const { name } = one.property;
		if (isPermitting(one)) return [[name]];
		return isHolding(one) ? permitsOf(one.entries).map((inner) => [name, ...inner]) : [];
	});

/** The first of them that is on. */
export const permitOn = (paths: readonly string[][], values: Readonly<Record<string, unknown>>): string[] | undefined =>
	paths.find((path) => get(values, path) === true);

const NOT_A_YES = 'and the answer in the input is not a yes (data.approved)';

/** A person has declined, and a switch would let it happen all the same. */
export const declinedProblem = (path: readonly string[]): InputProblem =>
	new InputProblem(
		path,
		`is on, ${NOT_A_YES}`,
		'A no of a person beats every switch, and so does an answer that cannot be read. Connect this step to the output for a yes, or switch it off here.',
	);

/** A person has declined what nobody can undo. */
export const declinedDeletion = (): InputProblem =>
	new InputProblem(
		['operation'],
		`is Delete, ${NOT_A_YES}`,
		'A no of a person stops it, and so does an answer that cannot be read. Connect this step to the output for a yes.',
	);
