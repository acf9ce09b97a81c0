import { omit } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';

import { InputProblem } from './problem';
import { attempt } from './problems';
import { checkValue } from './words';

export type Path = readonly PropertyKey[];

/** What the whole form holds, by parameter: fields in collections can hang on fields at the top (`/format`). */
type Whole = Readonly<Record<string, unknown>>;

/**
 * One field of a form, said once: what the editor shows, how a value is checked, and what comes out of it.
 *
 * A field that is shown always has a value: the editor's default, what was typed, or what an expression gives. One that
 * comes out as nothing is refused; no default ever stands in for it. A field that is not shown is absent.
 */
export interface Field<Name extends string = string, Value = unknown> {
	/**
	 * Under which an operation finds the value: the parameter's own name, unless several kinds of objects share the
	 * operation.
	 */
	readonly name: Name;
	/** What the editor shows, with the one default. Its name is the parameter's, which workflows store. */
	readonly property: INodeProperties;
	/**
	 * Checks a value that a person or an expression gave.
	 *
	 * @throws InputProblem at the field, or at the part of it that cannot be used
	 */
	readonly read: (raw: unknown, at: Path, form?: Whole) => Value;
}

/** Part of a collection that means its default when it was not added. */
export interface AssumedPart {
	readonly assumed: true;
}

/** A setting of the whole run: it comes out once, beside the items' own values, and is refused where items differ. */
export interface RunWide {
	readonly runWide: true;
}

/** Text and buttons between the fields; they have no value. */
export interface UnvaluedPart {
	readonly unvalued: true;
}

/** A field with fields in it. */
export interface Holding<Entries extends readonly Field[] = readonly Field[]> {
	readonly entries: Entries;
	/** Values of the entries that hold for the whole run. */
	readonly settings: (raw: unknown, at: Path, form?: Whole) => Readonly<Record<string, unknown>>;
}

export type ValueOf<F> = F extends Field<string, infer Value> ? Value : never;

/** The fields whose values an item has of its own. */
export type ItemFields<F> = F extends RunWide | UnvaluedPart ? never : F;

/** Settings among a form's fields and in its collections. */
export type RunWideIn<F> =
	| (F extends RunWide ? F : never)
	| (F extends Holding<infer Entries> ? Extract<Entries[number], RunWide> : never);

/** What is shown of a field, in n8n's words; its type, default and name come from the kind of field it is. */
export type FieldText<Name extends string> = Omit<INodeProperties, 'name' | 'type' | 'default' | 'options'> & {
	readonly name: Name;
};

/**
 * A check of one value, or how it is made. Every form is loaded in every process of n8n, in most of them to show or to
 * list it. A zod check of a field costs more than the field.
 */
export type ValueCheck<Value> =
	| z.ZodType<Value, z.ZodTypeDef, unknown>
	| (() => z.ZodType<Value, z.ZodTypeDef, unknown>);

/** What a check came to: the value, or what is wrong and where within the value. */
type Remembered<Value> =
	| { readonly raw: unknown; readonly value: Value }
	| { readonly raw: unknown; readonly problem: InputProblem; readonly depth: number };

/**
 * A check that remembers its last answer, also a refusal. Most fields hold the same value for every item of a run, and
 * there can be hundreds of thousands. Still, each item has a refusal of its own.
 */
function remembering<Value>(givenCheck: ValueCheck<Value>): (raw: unknown, at: Path) => Value {
	let madeCheck: z.ZodType<Value, z.ZodTypeDef, unknown> | undefined;
	let last: Remembered<Value> | undefined;
	return (raw, at) => {
		const check = (madeCheck ??= typeof givenCheck === 'function' ? givenCheck() : givenCheck);
		if (typeof raw === 'object' || raw === undefined) return checkValue(check, raw, at);
		if (last === undefined || last.raw !== raw) last = outcomeOf(check, raw, at);
		if ('value' in last) return last.value;
		const { field: path, message, advice } = last.problem;
		throw new InputProblem([...at, ...path.slice(last.depth)], message, advice);
	};
}

function outcomeOf<Value>(check: z.ZodType<Value, z.ZodTypeDef, unknown>, raw: unknown, at: Path): Remembered<Value> {
	const outcome = attempt(() => checkValue(check, raw, at));
	return 'value' in outcome ? { raw, value: outcome.value } : { raw, problem: outcome.problem, depth: at.length };
}

/** A field out of its property and a check of one value. */
export const field = <const Name extends string, Value>(
	property: INodeProperties & { readonly name: Name },
	check: ValueCheck<Value>,
): Field<Name, Value> => ({ name: property.name, property, read: remembering(check) });

/** The property without the mark that a value is required. */
export const withoutMark = ({ property }: Field): INodeProperties => omit(property, 'required');

/** The same field in other words, or at another place in the form. */
export const rewordField = <F extends Field>(
	one: F,
	words: Partial<Omit<INodeProperties, 'name' | 'type' | 'options'>>,
): F => ({ ...one, property: { ...one.property, ...words } });

/** The same field, found by operations under another name: several kinds of objects then share the operation. */
export const renameField = <const Name extends string, F extends Field>(name: Name, one: F): RenamedField<Name, F> =>
	({ ...one, name }) as unknown as RenamedField<Name, F>;

export type RenamedField<Name extends string, F> =
	F extends Field<string, infer Value> ? Omit<F, keyof Field> & Field<Name, Value> : never;

/**
 * A field that the form shows only while other fields hold one of these values; hidden, it is absent. Several of one
 * name take turns: the first that is shown counts.
 *
 * It is not marked as required. Where one of those values is an expression, n8n shows every field that hangs on it. It
 * would not begin a run before all of them are filled in. The check of the item asks for those that it shows.
 */
export function shownWhen<F extends Field>(
	show: Readonly<Record<string, ReadonlyArray<string | number | boolean>>>,
	one: F,
): Conditional<F> {
	const displayOptions = {
		show: Object.fromEntries(Object.entries(show).map(([name, values]) => [name, [...values]])),
	};
	return { ...one, property: { ...withoutMark(one), displayOptions } } as unknown as Conditional<F>;
}

export type Conditional<F> =
	F extends Field<infer Name, infer Value> ? Omit<F, keyof Field> & Field<Name, Value | undefined> : never;

/** A field that may stay empty, which means that there is none. Still, an expression has to give something. */
export function mayBeEmpty<Name extends string, Value>(one: Field<Name, Value>): Field<Name, Value | undefined> {
	const isBlank = (raw: unknown): boolean => {
		const value = typeof raw === 'object' && raw !== null && 'mode' in raw && 'value' in raw ? raw.value : raw;
		return typeof value === 'string' && value.trim() === '';
	};
	return {
		...one,
		property: withoutMark(one),
		read: (raw, at, form) => (isBlank(raw) ? undefined : one.read(raw, at, form)),
	};
}

/** A limit that may stay empty: there is none then. An expression that comes out as blank has lost it, and is refused. */
export interface Limiting {
	readonly limiting: true;
}

export const limitOrNone = <Name extends string, Value>(
	one: Field<Name, Value>,
): Field<Name, Value | undefined> & Limiting => ({ ...mayBeEmpty(one), limiting: true });

export const isLimiting = (one: Field): one is Field & Limiting => 'limiting' in one;

/** Part of a collection that means its default when it was not added. */
export const assumeDefault = <F extends Field>(one: F): F & AssumedPart => ({ ...one, assumed: true });

/** A setting of the whole run. */
export const runWide = <F extends Field>(one: F): F & RunWide => ({ ...one, runWide: true });

/** A switch with which a person lets more happen than is usual. A no of a person in the input beats it. */
export interface Permitting {
	readonly permitting: true;
}

/** An amount in the account's currency: the same number means something else in an account of another one. */
export interface OfCurrency {
	readonly ofCurrency: true;
}

export const permitting = <F extends Field>(one: F): F & Permitting => ({ ...one, permitting: true });

export const isRunWide = (one: Field): one is Field & RunWide => 'runWide' in one;
export const isAssumed = (one: Field): one is Field & AssumedPart => 'assumed' in one;
export const isUnvalued = (one: Field): one is Field & UnvaluedPart => 'unvalued' in one;
export const isPermitting = (one: Field): one is Field & Permitting => 'permitting' in one;
export const isOfCurrency = (one: Field): one is Field & OfCurrency => 'ofCurrency' in one;
export const isHolding = (one: Field): one is Field & Holding => 'entries' in one;

/** A sentence in the form. */
export const notice = <const Name extends string>({
	name,
	text,
}: {
	readonly name: Name;
	readonly text: string;
}): Field<Name, never> & UnvaluedPart => ({
	name,
	property: { displayName: text, name, type: 'notice', default: '' },
	read: () => undefined as never,
	unvalued: true,
});
