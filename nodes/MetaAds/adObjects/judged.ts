import type { PlannedCreation } from '../../shared/adObject/creation';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { wantedValue } from './otherParameters';

/** A parameter that is set once, when the object is made. */
export interface Once {
	/** Graph's name. */
	readonly field: string;
	/** Where the form has it. */
	readonly at: readonly string[];
	/** How it differs from what is there, where the field's label is not its subject. */
	readonly differs?: string;
}

/** Meta leaves out a switch that is off. */
const isOff = (sentValue: unknown, shownValue: unknown): boolean => sentValue === false && shownValue === undefined;

/** Why an object that is there cannot become the one that a plan would create: it differs in what is set only once. */
export function onceProblem(
	{ request: { params: sentParams = {} }, proves = [], lookUp: { noun, name } }: PlannedCreation,
	object: GraphObject,
	once: readonly Once[],
): InputProblem | null {
	for (const { field, at, differs = 'is another than that of' } of once) {
		const value = sentParams[field];
		if (value === undefined || isOff(value, object[field])) continue;
		const want = proves.find((one) => one.field === field) ?? wantedValue(field, field, value);
		if (want.shownBy(object)) continue;
		return new InputProblem(
			at,
			`${differs} the ${noun} “${name}” (${String(object.id)}), and cannot be changed: ${want.inWords(object)}`,
			'Change it here, choose Use Existing under If It Exists to take it as it is, or give the new one another name.',
		);
	}
	return null;
}
