import type { Report } from '../../nodes/MetaAds/selfCheck/report/report.ts';
import { stepKeyOf } from '../../nodes/MetaAds/selfCheck/steps/step.ts';
import { byCall, fieldMap, shapeIn, type AnswerFields } from './answers.mts';
import { objectKind } from './objectKind.mts';

/** Fields by the kind of object they are of, from whichever answers show them: a rule of the emulator is one of a kind. */
export type KindFields = ReadonlyMap<string, AnswerFields>;

/** A list's entries are objects of the same kind as one that is asked for by its ID. */
const ENTRY = '.data[]';

export const inObject = (at: string): string => (at.startsWith(ENTRY) ? at.slice(ENTRY.length) : at);

export function fieldsByKind({ steps }: Report): KindFields {
	const kinds = new Map<string, Map<string, Set<string>>>();
	for (const note of steps)
		for (const [call, calls] of byCall(note)) {
			const shape = shapeIn(calls);
			if (shape === undefined) continue;
			const kind = objectKind(stepKeyOf(note), call);
			kinds.set(kind, merge(kinds.get(kind) ?? new Map(), inObjects(fieldMap(shape))));
		}
	return kinds;
}

function merge(into: Map<string, Set<string>>, fields: AnswerFields): Map<string, Set<string>> {
	for (const [at, kinds] of fields) into.set(at, new Set([...(into.get(at) ?? []), ...kinds]));
	return into;
}

const inObjects = (fields: AnswerFields): AnswerFields =>
	isListed(fields)
		? new Map([...fields].flatMap(([at, kinds]) => (at.startsWith(ENTRY) ? [[inObject(at), kinds] as const] : [])))
		: fields;

export const isListed = (fields: AnswerFields): boolean => fields.get('.data')?.has('list') === true;

/** What the emulator shows of the kind anywhere, apart from its answer to this call. */
export function withKind(own: AnswerFields, listed: boolean, kind: AnswerFields | undefined): AnswerFields {
	const prefix = listed ? ENTRY : '';
	const shown = [...(kind ?? [])].map(([at, kinds]) => [`${prefix}${at}`, kinds] as const);
	return merge(new Map([...own].map(([at, kinds]) => [at, new Set(kinds)])), new Map(shown));
}
