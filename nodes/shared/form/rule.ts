import type { InputProblem } from './problem';
import { allOf } from './problems';

/** What fields have to be together: what is wrong, or null. Pure; a part of a form stands for the whole of it. */
export type FormRule<Params, Settings = unknown> = (params: Params, settings: Settings) => InputProblem | null;

/** A field that cannot be used was asked for: a rule that hangs on it has nothing to say yet. */
class Unreadable extends Error {}

/** Values of which some are missing because they cannot be used; whoever asks for one of those is stopped. */
export function withUnreadable(values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
	for (const name of names) {
		Object.defineProperty(values, name, {
			enumerable: true,
			get: () => {
				throw new Unreadable(name);
			},
		});
	}
	return values;
}

/** What a rule says to values of which some may be unreadable. */
export function ruleProblem<P, S>(rule: FormRule<P, S>, params: P, settings: S): InputProblem | null {
	try {
		return rule(params, settings);
	} catch (thrown) {
		return nothingYet(thrown);
	}
}

/** @throws what does not come from a field that cannot be used */
function nothingYet(thrown: unknown): null {
	if (thrown instanceof Unreadable) return null;
	throw thrown;
}

/** Rules that have nothing to do with each other, as one: all that are broken are told. */
export const everyRule =
	<P, S = unknown>(...rules: ReadonlyArray<FormRule<P, S>>): FormRule<P, S> =>
	(params, settings) =>
		allOf(rules.map((rule) => ruleProblem(rule, params, settings)));
