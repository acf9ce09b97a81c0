import { isRecord } from '../../../shared/record';

/**
 * What an answer is made of, without anything it says: names of fields, and for each what kind of value it has. Several
 * kinds are joined by a bar; a list is the kinds of all its entries.
 */
export type Shape = string | readonly [Shape] | readonly [] | { readonly [name: string]: Shape };

/** Deeper than any answer of the Marketing API that is read here. */
const DEEPEST = 8;

/** Objects whose names are somebody's: files by their names, rows by their keys. */
const namedByPeople = ['images', 'invalid_entry_samples'];

/** Meta's own names of fields; whatever else stands there could be anybody's. */
const metasName = /^(?!.*\d{4})[a-z][a-z0-9_]{0,80}$/;
const LONGEST_NAME = 60;

export const HIDDEN_NAME = '(a name)';

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

const kindOfText = (value: string): string => textKinds.find(([, pattern]) => pattern.test(value))?.[0] ?? 'text';

export function shapeOf(value: unknown, depth = 0): Shape {
	if (value === null) return 'null';
	if (typeof value === 'string') return kindOfText(value);
	if (typeof value === 'number') return Number.isInteger(value) ? 'whole number' : 'number';
	if (typeof value !== 'object') return typeof value;
	if (depth >= DEEPEST) return Array.isArray(value) ? 'list' : 'object';
	if (!Array.isArray(value)) return shapeOfFields(value as Record<string, unknown>, depth);
	const kinds = value.map((entry) => shapeOf(entry, depth + 1));
	return kinds.length === 0 ? [] : [kinds.reduce(united)];
}

function shapeOfFields(value: Readonly<Record<string, unknown>>, depth: number): Shape {
	const fields: Record<string, Shape> = {};
	for (const [name, inner] of Object.entries(value)) {
		const hides = namedByPeople.includes(name) && isRecord(inner);
		const kind = shapeOf(hides ? Object.values(inner) : inner, depth + 1);
		const shown = metasName.test(name) && name.length <= LONGEST_NAME ? name : HIDDEN_NAME;
		const known = fields[shown];
		fields[shown] = known === undefined ? kind : united(known, kind);
	}
	return fields;
}

const isList = (shape: Shape): shape is readonly [Shape] | readonly [] => Array.isArray(shape);
const isFields = (shape: Shape): shape is { readonly [name: string]: Shape } => isRecord(shape);

/** One shape that holds both. */
export function united(one: Shape, other: Shape): Shape {
	if (isFields(one) && isFields(other)) {
		const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
		return Object.fromEntries(names.map((name) => [name, unitedIn(one[name], other[name])]));
	}
	if (isList(one) && isList(other)) {
		const [first, second] = [one[0], other[0]];
		return first === undefined ? other : second === undefined ? one : [united(first, second)];
	}
	return [...new Set([...kindsIn(one), ...kindsIn(other)])].sort().join('|');
}

const unitedIn = (one: Shape | undefined, other: Shape | undefined): Shape =>
	one === undefined ? (other ?? 'null') : other === undefined ? one : united(one, other);

export const kindsIn = (shape: Shape): readonly string[] =>
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
