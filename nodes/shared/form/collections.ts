import { partition } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import {
	isAssumed,
	isRunWide,
	unmarked,
	type Assumed,
	type Field,
	type Holding,
	type Own,
	type Path,
	type Shown,
	type ValueOf,
} from './field';
import { InputProblem, givesNothing } from './problem';
import { everyOf } from './problems';
import { shownOf, type Values } from './values';
import { isRecord } from '../record';
import { alphabetically } from '../words';

/** What comes out of a collection: what was added, and the default of what is assumed. */
export type Entries<F> = { readonly [E in Extract<Own<F>, Assumed & Field> as E['name']]: ValueOf<E> } & {
	readonly [E in Exclude<Extract<Own<F>, Field>, Assumed> as E['name']]?: ValueOf<E>;
};

/** What comes out of a row of fields, all of them shown. */
export type RowOf<F> = { readonly [E in Extract<Own<F>, Field> as E['name']]: ValueOf<E> };

/** Values of some fields of a collection; the keys of what was not added are missing. */
function readEntries(
	all: readonly Field[],
	some: readonly Field[],
	raw: Values,
	at: Path,
	form?: Values,
): Record<string, unknown> {
	const read = shownOf(some, withDefaults(all.filter(isAssumed), raw), form).map((one) => () => {
		const { name, default: otherwise } = one.property;
		// What someone added is meant: an expression in it that gives nothing must not pass as never added.
		if (name in raw) return [[one.name, one.read(raw[name], [...at, name], form)]];
		return isAssumed(one) ? [[one.name, one.read(otherwise, [...at, name], form)]] : [];
	});
	return Object.fromEntries(everyOf(read).flat()) as Record<string, unknown>;
}

const withDefaults = (fields: readonly Field[], raw: Values): Values => ({
	...Object.fromEntries(fields.map(({ property }) => [property.name, property.default])),
	...raw,
});

function recordAt(raw: unknown, at: Path): Values {
	if (raw === undefined || raw === null) throw givesNothing(at);
	if (!isRecord(raw))
		throw new InputProblem(
			at,
			'cannot be used as it is',
			'Add its fields in the form, and put expressions into those.',
		);
	return raw;
}

const byLabel = (one: INodeProperties, other: INodeProperties): number =>
	alphabetically(one.displayName, other.displayName);

/**
 * A switch that somebody adds is meant to be on. Only the editor sees this default, when it adds one: n8n stores the value
 * of what was added, whatever its default, and what was not added keeps the field's own.
 */
const addedOn = (property: INodeProperties): INodeProperties =>
	property.type === 'boolean' ? { ...property, default: true } : property;

/** Fields that people add as they need them; all may be left out, so none is marked as required. */
export function collection<const Name extends string, const F extends readonly Field[]>(
	shown: Shown<Name> & { readonly placeholder: string },
	entries: F,
): Field<Name, Entries<F[number]>> & Holding<F> {
	const [ofRun, ofItem] = partition(entries, isRunWide);
	const readOnly = (some: readonly Field[]) => (raw: unknown, at: Path, form?: Values) =>
		readEntries(entries, some, recordAt(raw, at), at, form);
	return {
		name: shown.name,
		property: { ...shown, type: 'collection', default: {}, options: entries.map(unmarked).map(addedOn).sort(byLabel) },
		read: readOnly(ofItem) as Field<Name, Entries<F[number]>>['read'],
		settings: readOnly(ofRun),
		entries,
	};
}

interface Rows<Name extends string> extends Shown<Name> {
	readonly placeholder: string;
	/** The fixed collection's one kind of row; workflows store its name. */
	readonly row: { readonly name: string; readonly displayName: string };
}

function readRow(fields: readonly Field[], raw: unknown, at: Path, form?: Values): Record<string, unknown> {
	const values = withDefaults(fields, recordAt(raw, at));
	const read = shownOf(fields, values, form).map((one) => () => [
		one.name,
		one.read(values[one.property.name], [...at, one.property.name], form),
	]);
	return Object.fromEntries(everyOf(read)) as Record<string, unknown>;
}

const rowsProperty = <Name extends string>(
	{ row, ...shown }: Rows<Name>,
	fields: readonly Field[],
): INodeProperties => ({
	...shown,
	type: 'fixedCollection',
	default: {},
	options: [{ ...row, values: fields.map(({ property }) => property) }],
});

/** Rows of the same fields, as many as people add. */
export function rows<const Name extends string, const F extends readonly Field[]>(
	shown: Rows<Name>,
	fields: F,
): Field<Name, ReadonlyArray<RowOf<F[number]>>> {
	const { name } = shown.row;
	return {
		name: shown.name,
		property: { ...rowsProperty(shown, fields), typeOptions: { multipleValues: true, ...shown.typeOptions } },
		read: (raw, at, form) => {
			const given = recordAt(raw, at);
			if (!(name in given)) return [];
			const list = given[name];
			if (!Array.isArray(list)) throw givesNothing(at);
			return everyOf(
				list.map((row, index) => () => readRow(fields, row, [...at, name, index], form) as RowOf<F[number]>),
			);
		},
	};
}

/** Fields that belong together and are added at once, or not at all. */
export function group<const Name extends string, const F extends readonly Field[]>(
	shown: Rows<Name>,
	fields: F,
): Field<Name, RowOf<F[number]> | undefined> {
	const { name } = shown.row;
	return {
		name: shown.name,
		property: rowsProperty(shown, fields),
		read: (raw, at, form) => {
			const given = recordAt(raw, at);
			return name in given ? (readRow(fields, given[name], [...at, name], form) as RowOf<F[number]>) : undefined;
		},
	};
}
