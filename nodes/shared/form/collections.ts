import { partition } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	isAssumed,
	isRunWide,
	withoutMark,
	type AssumedPart,
	type Field,
	type Holding,
	type ItemFields,
	type Path,
	type FieldText,
	type ValueOf,
} from './field';
import { InputProblem, givesNothing } from './problem';
import { everyOf } from './problems';
import { shownOf, type FormValues } from './values';
import { isRecord } from '../record';
import { alphabetically } from '../words';

/** What comes out of a collection: what was added, and the default of what is assumed. */
export type Entries<F> = { readonly [E in Extract<ItemFields<F>, AssumedPart & Field> as E['name']]: ValueOf<E> } & {
	readonly [E in Exclude<Extract<ItemFields<F>, Field>, AssumedPart> as E['name']]?: ValueOf<E>;
};

/** What comes out of a row of fields, all of them shown. */
export type RowValues<F> = { readonly [E in Extract<ItemFields<F>, Field> as E['name']]: ValueOf<E> };

/**
 * Values of some fields of a collection; the keys of what was not added are missing.
 *
 * @param defaults of all that are assumed
 */
function readEntries(
	defaults: FormValues,
	some: readonly Field[],
	raw: FormValues,
	at: Path,
	form?: FormValues,
): Record<string, unknown> {
	const read = shownOf(some, { ...defaults, ...raw }, form).map((one) => () => {
		const { name, default: otherwise } = one.property;
		// What someone added is meant: an expression in it that gives nothing must not pass as never added.
		if (name in raw) return [[one.name, one.read(raw[name], [...at, name], form)]];
		return isAssumed(one) ? [[one.name, one.read(otherwise, [...at, name], form)]] : [];
	});
	return Object.fromEntries(everyOf(read).flat()) as Record<string, unknown>;
}

const defaultsOf = (fields: readonly Field[]): FormValues =>
	Object.fromEntries(fields.map(({ property }) => [property.name, property.default]));

function recordAt(raw: unknown, at: Path): FormValues {
	if (raw === undefined || raw === null) throw givesNothing(at);
	if (!isRecord(raw))
		throw new InputProblem(
			at,
			'cannot be used as it is',
			'Add its fields in the form, and put expressions into those.',
		);
	return raw;
}

/**
 * Of a collection that is one expression, n8n keeps what it would keep of an object (`getNodeParameters` in n8n-workflow).
 * Text has no such entries but its length, and only where the form has that one. A person sees it then, and can remove it.
 */
const wholeExpression: INodeProperties = {
	displayName: 'Expression (Remove It)',
	name: 'length',
	type: 'number',
	default: 0,
	displayOptions: { show: { length: [{ _cnd: { gt: 0 } }] } },
};

/** @throws InputProblem where somebody wanted entries of which nobody knows any: no default may take their place */
function entriesAt(raw: unknown, at: Path): FormValues {
	const entries = recordAt(raw, at);
	if (typeof entries.length !== 'number') return entries;
	throw new InputProblem(
		at,
		'cannot be one expression for all its fields',
		'n8n drops it before the step runs. Remove it, add the fields in the form, and put expressions into those.',
	);
}

const byLabel = (one: INodeProperties, other: INodeProperties): number =>
	alphabetically(one.displayName, other.displayName);

/**
 * A switch that somebody adds is meant to be on. Only the editor sees this default, when it adds one. For what was
 * added, n8n stores the value, whether or not it is the default. What was not added keeps the field's own.
 */
const addedOn = (property: INodeProperties): INodeProperties =>
	property.type === 'boolean' ? { ...property, default: true } : property;

/** Fields that people add as they need them; all may be left out, so none is marked as required. */
export function collection<const Name extends string, const F extends readonly Field[]>(
	fieldText: FieldText<Name> & { readonly placeholder: string },
	entries: F,
): Field<Name, Entries<F[number]>> & Holding<F> {
	const [ofRun, ofItem] = partition(entries, isRunWide);
	const defaults = defaultsOf(entries.filter(isAssumed));
	const readOnly = (some: readonly Field[]) => (raw: unknown, at: Path, form?: FormValues) =>
		readEntries(defaults, some, entriesAt(raw, at), at, form);
	return {
		name: fieldText.name,
		property: {
			...fieldText,
			type: 'collection',
			default: {},
			options: [...entries.map(withoutMark).map(addedOn), wholeExpression].sort(byLabel),
		},
		read: readOnly(ofItem) as Field<Name, Entries<F[number]>>['read'],
		settings: readOnly(ofRun),
		entries,
	};
}

/**
 * A collection that shows some of its fields before anybody adds one, each with its own default. What workflows have
 * stored means what it meant: n8n stores the whole collection as soon as it differs from this one.
 */
export const openedWith = <F extends Field & Holding>(
	field: F,
	names: ReadonlyArray<F['entries'][number]['name']>,
): F => ({
	...field,
	property: {
		...field.property,
		default: Object.fromEntries(
			field.entries.filter(({ name }) => names.includes(name)).map(({ property }) => [property.name, property.default]),
		) as IDataObject,
	},
});

interface Rows<Name extends string> extends FieldText<Name> {
	readonly placeholder: string;
	/** The fixed collection's one kind of row; workflows store its name. */
	readonly row: { readonly name: string; readonly displayName: string };
}

function readRow(fields: readonly Field[], raw: unknown, at: Path, form?: FormValues): Record<string, unknown> {
	const values = { ...defaultsOf(fields), ...recordAt(raw, at) };
	const read = shownOf(fields, values, form).map((one) => () => [
		one.name,
		one.read(values[one.property.name], [...at, one.property.name], form),
	]);
	return Object.fromEntries(everyOf(read)) as Record<string, unknown>;
}

const rowsProperty = <Name extends string>(
	{ row, ...texts }: Rows<Name>,
	fields: readonly Field[],
): INodeProperties => ({
	...texts,
	type: 'fixedCollection',
	default: {},
	options: [{ ...row, values: fields.map(({ property }) => property) }],
});

/** Rows of the same fields, as many as people add. */
export function rows<const Name extends string, const F extends readonly Field[]>(
	fieldText: Rows<Name>,
	fields: F,
): Field<Name, ReadonlyArray<RowValues<F[number]>>> {
	const { name } = fieldText.row;
	return {
		name: fieldText.name,
		property: { ...rowsProperty(fieldText, fields), typeOptions: { multipleValues: true, ...fieldText.typeOptions } },
		read: (raw, at, form) => {
			const record = recordAt(raw, at);
			if (!(name in record)) return [];
			const list = record[name];
			if (!Array.isArray(list)) throw givesNothing(at);
			return everyOf(
				list.map((row, index) => () => readRow(fields, row, [...at, name, index], form) as RowValues<F[number]>),
			);
		},
	};
}

/** Fields that belong together and are added at once, or not at all. */
export function group<const Name extends string, const F extends readonly Field[]>(
	fieldText: Rows<Name>,
	fields: F,
): Field<Name, RowValues<F[number]> | undefined> {
	const { name } = fieldText.row;
	return {
		name: fieldText.name,
		property: rowsProperty(fieldText, fields),
		read: (raw, at, form) => {
			const record = recordAt(raw, at);
			return name in record ? (readRow(fields, record[name], [...at, name], form) as RowValues<F[number]>) : undefined;
		},
	};
}
