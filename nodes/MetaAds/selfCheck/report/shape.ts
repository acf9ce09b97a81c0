import { isRecord } from '../../../shared/record';
import { maps, metasNames } from './metasNames';

/**
 * What an answer is made of, without anything it says: names of fields, and for each what kind of value it has. Several
 * kinds are joined by a bar; a list is the kinds of all its entries.
 */
export type Shape = string | readonly [Shape] | readonly [] | { readonly [name: string]: Shape };

/** Deeper than any answer of the Marketing API that is read here. */
const DEEPEST = 8;

/** Stands for every name that is not Meta's: a name there may be data, such as an address or an ID. */
export const ANY_NAME = '*';

const textKinds: ReadonlyArray<readonly [string, RegExp]> = [
	['empty text', /^$/],
	['id', /^(?:act_)?\d{10,}(?:_\d{10,})?$/],
	['digits', /^-?\d+$/],
	['decimal', /^-?\d+\.\d+$/],
	['time', /^\d{4}-\d\d-\d\dT\d\d:\d\d/],
	['date', /^\d{4}-\d\d-\d\d$/],
	['address', /^https?:/],
	['constant', /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$|^[A-Z]{3,40}$/],
];

/** Fields whose values are Meta's own words: one that Meta has added says more than its kind, and nothing of the account. */
const enumerated = new Set([
	'status',
	'configured_status',
	'effective_status',
	'objective',
	'buying_type',
	'bid_strategy',
	'optimization_goal',
	'billing_event',
	'destination_type',
	'object_type',
	'call_to_action_type',
	'subtype',
]);

/** A word of Meta's own, as `constant ACTIVE`. */
export const CONSTANT = 'constant ';

const metaWord = /^[A-Z][A-Z0-9_]{1,39}$/;

const kindOfText = (value: string): string => textKinds.find(([, pattern]) => pattern.test(value))?.[0] ?? 'text';

export function answerShapeOf(value: unknown, depth = 0, isMap = false): Shape {
	if (value === null) return 'null';
	if (typeof value === 'string') return kindOfText(value);
	if (typeof value === 'number') return Number.isInteger(value) ? 'whole number' : 'number';
	if (typeof value !== 'object') return typeof value;
	if (depth >= DEEPEST) return Array.isArray(value) ? 'list' : 'object';
	if (!Array.isArray(value)) return shapeOfFields(value as Record<string, unknown>, depth, isMap);
	const kinds = value.map((entry) => answerShapeOf(entry, depth + 1));
	return kinds.length === 0 ? [] : [kinds.reduce(uniteShapes)];
}

function shapeOfFields(value: Readonly<Record<string, unknown>>, depth: number, isMap: boolean): Shape {
	const fields: Record<string, Shape> = {};
	for (const [name, inner] of Object.entries(value)) {
		const kind =
			!isMap && enumerated.has(name) && typeof inner === 'string' && metaWord.test(inner)
				? `${CONSTANT}${inner}`
				: answerShapeOf(inner, depth + 1, maps.has(name));
		const shownName = !isMap && metasNames.has(name) ? name : ANY_NAME;
		const fieldShape = fields[shownName];
		fields[shownName] = fieldShape === undefined ? kind : uniteShapes(fieldShape, kind);
	}
	return fields;
}

const isList = (shape: Shape): shape is readonly [Shape] | readonly [] => Array.isArray(shape);
const isFields = (shape: Shape): shape is { readonly [name: string]: Shape } => isRecord(shape);

/** One shape that holds both. */
export function uniteShapes(one: Shape, other: Shape): Shape {
	if (isFields(one) && isFields(other)) {
		const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
		return Object.fromEntries(names.map((name) => [name, unitedIn(one[name], other[name])]));
	}
	if (isList(one) && isList(other)) {
		const [first, second] = [one[0], other[0]];
		return first === undefined ? other : second === undefined ? one : [uniteShapes(first, second)];
	}
	return [...new Set([...kindsIn(one), ...kindsIn(other)])].sort().join('|');
}

const unitedIn = (one: Shape | undefined, other: Shape | undefined): Shape =>
	one === undefined ? (other ?? 'null') : other === undefined ? one : uniteShapes(one, other);

const kindsIn = (shape: Shape): readonly string[] =>
	typeof shape === 'string' ? shape.split('|') : [isList(shape) ? 'list' : 'object'];

/** Every field of a shape by its path, with the kinds it has. */
export function fieldsOf(shape: Shape, path = ''): Array<readonly [string, readonly string[]]> {
	if (isList(shape)) return shape[0] === undefined ? [] : fieldsOf(shape[0], `${path}[]`);
	if (!isFields(shape)) return [[path, kindsIn(shape)]];
	return [
		...(path === '' ? [] : [[path, ['object']] as const]),
		...Object.entries(shape).flatMap(([name, inner]) => [
			...(isList(inner) ? [[`${path}.${name}`, ['list']] as const] : []),
			...fieldsOf(inner, `${path}.${name}`),
		]),
	];
}
