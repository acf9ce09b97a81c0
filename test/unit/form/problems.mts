import type { Field } from '../../../nodes/shared/form/field.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';

/** What a field says of a value that it refuses, or a sentence that no field says. */
export const refusal = (read: () => unknown): string => {
	try {
		read();
	} catch (thrown) {
		if (!(thrown instanceof InputProblem)) throw thrown;
		expect(thrown.advice).toMatch(/^\p{Lu}.*\.$/u);
		return `${thrown.field.map(String).join('.')}: ${thrown.message}`;
	}
	return 'It was accepted.';
};

export const refusalOf = (one: Field, raw: unknown): string => refusal(() => one.read(raw, [one.property.name]));

/** An expression that came out as nothing. */
export const nothing = [undefined, null];
