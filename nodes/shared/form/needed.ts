import { isEmpty } from './problem';

/**
 * The value of a field that the form shows in the case at hand, and that therefore has one: only the types do not know.
 *
 * @throws InputProblem at the field, should the case and what the form shows for it ever disagree
 */
export function neededValue<P, Name extends keyof P & string>(params: P, name: Name): NonNullable<P[Name]> {
	const value = params[name];
	if (value === undefined || value === null) throw isEmpty([name]);
	return value;
}
