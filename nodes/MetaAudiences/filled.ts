import { isEmpty } from '../shared/form/problem';

/**
 * A value of a field that the form shows for what was chosen, so that it is there; only its type does not know that.
 * Nothing ever stands in for it.
 */
export function filled<Params, Name extends keyof Params & string>(params: Params, name: Name): NonNullable<Params[Name]> {
	const value = params[name];
	if (value === undefined || value === null) throw isEmpty([name]);
	return value;
}
