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

/** Operations that a no stops by itself: a deletion cannot be undone, and what is active spends money. */
export const needsNoDecline: ReadonlySet<string> = new Set(['delete', 'activate']);

/** A person has declined such an operation. */
export const declinedOperation = (name: string): InputProblem =>
	new InputProblem(
		['operation'],
		`is ${name}, ${NOT_A_YES}`,
		'A no of a person stops it, and so does an answer that cannot be read. Connect this step to the output for a yes.',
	);
