import type { Call } from '../../nodes/MetaAds/selfCheck/report/calls.ts';
import type { StepNote } from '../../nodes/MetaAds/selfCheck/report/report.ts';
import { fieldsOf, uniteShapes, type Shape } from '../../nodes/MetaAds/selfCheck/report/shape.ts';

/** Fields of an answer by their path, each with the kinds of values it has. */
export type AnswerFields = ReadonlyMap<string, ReadonlySet<string>>;

export function byCall({ calls }: StepNote): Map<string, Call[]> {
	const groups = new Map<string, Call[]>();
	for (const call of calls) {
		const key = `${call.method} ${call.path}`;
		groups.set(key, [...(groups.get(key) ?? []), call]);
	}
	return groups;
}

export function shapeIn(calls: readonly Call[]): Shape | undefined {
	const answers = calls.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
	return answers.length === 0 ? undefined : answers.reduce(uniteShapes);
}

export function fieldMap(shape: Shape): AnswerFields {
	const fields = new Map<string, Set<string>>();
	for (const [path, kinds] of fieldsOf(shape)) {
		const known = fields.get(path) ?? new Set();
		for (const kind of kinds) known.add(kind);
		fields.set(path, known);
	}
	return fields;
}
