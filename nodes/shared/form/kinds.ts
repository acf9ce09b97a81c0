import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { once } from 'lodash';
import { z } from 'zod';

import { readDecimal, type Decimal } from './decimal';
import { field, type Field, type FieldText, type OfCurrency, type Path } from './field';
import { isEmpty } from './problem';
import { problem } from './words';
import { quoteValue } from '../words';

/**
 * The kinds of fields that forms are made of. Each gives the editor its type and default, and the operation its value.
 */

type WithDefault<Name extends string, Default> = FieldText<Name> & { readonly default?: Default };

const blank = (context: z.RefinementCtx): void => problem(context, [], 'is empty', isEmpty([]).advice);

/** Text that is needed, without spaces around it. A check may turn it into something else. */
export function text<const Name extends string>(fieldText: WithDefault<Name, string>): Field<Name, string>;
export function text<const Name extends string, Value>(
	fieldText: WithDefault<Name, string>,
	check: z.ZodType<Value, z.ZodTypeDef, string>,
): Field<Name, Value>;
export function text<const Name extends string, Value>(
	fieldText: WithDefault<Name, string>,
	check?: z.ZodType<Value, z.ZodTypeDef, string>,
): Field<Name, Value | string> {
	return field<Name, Value | string>({ required: true, default: '', ...fieldText, type: 'string' }, () =>
		check === undefined ? filledText() : filledText().pipe(check),
	);
}

const filledText = once(() =>
	z
		.string()
		.trim()
		.superRefine((value, context) => (value === '' ? blank(context) : undefined)),
);

const trimmedText = once(() => z.string().trim());

/** Text that may be empty; empty it is an empty text. */
export const note = <const Name extends string>(fieldText: WithDefault<Name, string>): Field<Name, string> =>
	field({ default: '', ...fieldText, type: 'string' }, trimmedText);

const onOrOff = once(() => z.boolean());

export const toggle = <const Name extends string>(
	fieldText: FieldText<Name> & { readonly default: boolean },
): Field<Name, boolean> => field({ ...fieldText, type: 'boolean' }, onOrOff);

interface Choice<Value> {
	readonly name: string;
	readonly value: Value;
	readonly description?: string;
}

const choicesInWords = (choices: ReadonlyArray<Choice<unknown>>): string =>
	choices.map(({ name, value }) => `${String(value)} (${name})`).join(', ');

const chosenFrom = <Value extends string | number>(choices: ReadonlyArray<Choice<Value>>) =>
	z.custom<Value>().superRefine((value: unknown, context) => {
		if (choices.some((choice) => choice.value === value)) return;
		problem(
			context,
			[],
			value === '' ? 'is empty' : `cannot be “${quoteValue(value)}”`,
			`Use one of: ${choicesInWords(choices)}.`,
		);
	});

const menu = (choices: ReadonlyArray<Choice<string | number>>): Pick<INodeProperties, 'options'> => ({
	options: choices.map((choice): INodePropertyOptions => ({ ...choice })),
});

/** One of a few values. Without a default people have to choose. */
export const choice = <const Name extends string, const Value extends string | number>({
	options,
	...texts
}: FieldText<Name> & { readonly options: ReadonlyArray<Choice<Value>>; readonly default: NoInfer<Value> | '' }): Field<
	Name,
	Value
> => field({ ...texts, type: 'options', ...menu(options) }, () => chosenFrom(options));

/** Several of a few values. */
export const choices = <const Name extends string, const Value extends string>({
	options,
	...texts
}: FieldText<Name> & {
	readonly options: ReadonlyArray<Choice<Value>>;
	readonly default: ReadonlyArray<NoInfer<Value>>;
}): Field<Name, readonly Value[]> =>
	field({ ...texts, type: 'multiOptions', default: [...texts.default], ...menu(options) }, () =>
		z.array(chosenFrom(options)),
	);

type Listed<Name extends string, Default> = WithDefault<Name, Default> & {
	readonly options?: ReadonlyArray<Choice<string | number>>;
};

/**
 * One of a list that says less than the check takes: the editor asks for it when it opens the field
 * (`typeOptions.loadOptionsMethod`), or expressions may name more than people are offered.
 */
export const listedChoice = <const Name extends string, Value>(
	{ options, ...texts }: Listed<Name, string>,
	check: z.ZodType<Value, z.ZodTypeDef, unknown>,
): Field<Name, Value> => field({ default: '', ...texts, type: 'options', ...(options && menu(options)) }, check);

/** Several of such a list. */
export const listedChoices = <const Name extends string, Value>(
	{ options, ...texts }: Listed<Name, Array<string | number>>,
	check: z.ZodType<Value, z.ZodTypeDef, unknown>,
): Field<Name, Value> => field({ default: [], ...texts, type: 'multiOptions', ...(options && menu(options)) }, check);

/** What Meta wants as JSON; the check gets text or what an expression gives. */
export const json = <const Name extends string, Value>(
	fieldText: WithDefault<Name, string>,
	check: z.ZodType<Value, z.ZodTypeDef, unknown>,
): Field<Name, Value> => field({ default: '', ...fieldText, type: 'json' }, check);

/**
 * A moment: text, or a date of an expression. Without an offset it means the ad account's clock, so it is kept as it
 * was written until the account is known.
 */
export const moment = <const Name extends string>(fieldText: FieldText<Name>): Field<Name, string> =>
	field({ ...fieldText, type: 'dateTime', default: '' }, momentText);

interface LuxonMoment {
	toISO(): string | null;
}

const isLuxon = (value: unknown): value is LuxonMoment =>
	typeof value === 'object' && value !== null && 'toISO' in value && typeof value.toISO === 'function';

const momentText = once(() =>
	z
		.preprocess(
			(value) => (isLuxon(value) ? value.toISO() : value),
			z.union([z.string().trim(), z.date().transform((date) => date.toISOString())]),
		)
		.superRefine((value, context) => (value === '' ? blank(context) : undefined)),
);

/** Names separated by commas. */
export const labelList = <const Name extends string>(fieldText: FieldText<Name>): Field<Name, string[]> =>
	field({ ...fieldText, type: 'string', default: '' }, namesInText);

const namesInText = once(() =>
	z.string().transform((names) =>
		names
			.split(',')
			.map((name) => name.trim())
			.filter((name) => name !== ''),
	),
);

const decimalText = once(() =>
	z.union([z.number(), z.string()]).transform((enteredAmount, context): Decimal => {
		if (typeof enteredAmount === 'string' && enteredAmount.trim() === '') blank(context);
		const reading = readDecimal(enteredAmount);
		if ('value' in reading) return reading.value;
		problem(context, [], reading.message, reading.advice);
		return z.NEVER;
	}),
);

/**
 * A number as exact text. A text field: number fields make 2050 of `20,50` in every browser, see decimal.ts.
 */
export const exactNumber = <const Name extends string>(fieldText: WithDefault<Name, string>): Field<Name, Decimal> =>
	field({ default: '', ...fieldText, type: 'string' }, decimalText);

/** An amount in the account's currency units, as exact text; whether it fits the currency is checked with the account. */
export const money = <const Name extends string>(
	fieldText: WithDefault<Name, string>,
): Field<Name, Decimal> & OfCurrency => ({ ...exactNumber(fieldText), ofCurrency: true });

interface Bounds {
	readonly least?: number;
	readonly most?: number;
}

const within =
	({ least, most }: Bounds) =>
	(value: number, context: z.RefinementCtx): void => {
		const span =
			least !== undefined && most !== undefined
				? `a number from ${least} to ${most}`
				: least !== undefined
					? `${least} or more`
					: `${most} or less`;
		if ((least !== undefined && value < least) || (most !== undefined && value > most))
			problem(context, [], `cannot be ${value}`, `Enter ${span}.`);
	};

/** A number that need not be whole, typed like money: a multiple, hours, days. */
export const decimal = <const Name extends string>({
	least,
	most,
	...texts
}: WithDefault<Name, string> & Bounds): Field<Name, number> =>
	field({ default: '', ...texts, type: 'string' }, () =>
		decimalText().transform(Number).superRefine(within({ least, most })),
	);

const withoutSign = (enteredAmount: unknown): unknown => {
	const typedText = typeof enteredAmount === 'string' ? enteredAmount.trim() : enteredAmount;
	return typeof typedText === 'string' && typedText.endsWith('%') ? typedText.slice(0, -1) : typedText;
};

/** A number of hundredths; it may be followed by its sign. */
export const percentage = <const Name extends string>({
	least,
	most,
	...texts
}: WithDefault<Name, string> & Bounds): Field<Name, number> =>
	field({ default: '', ...texts, type: 'string' }, () =>
		z.preprocess(withoutSign, decimalText().transform(Number).superRefine(within({ least, most }))),
	);

/** A count. */
export const wholeNumber = <const Name extends string>({
	least,
	most,
	...texts
}: WithDefault<Name, string> & Bounds): Field<Name, number> =>
	field({ default: '', ...texts, type: 'string' }, () =>
		decimalText()
			.transform(Number)
			.superRefine((value, context) =>
				Number.isSafeInteger(value) ? undefined : problem(context, [], `cannot be ${value}`, 'Enter a whole number.'),
			)
			.superRefine(within({ least, most })),
	);

/** The same field with something else made of its value; what cannot be made is refused at the field. */
export const turnValue = <Name extends string, Value, Other>(
	one: Field<Name, Value>,
	turn: (value: Value, at: Path) => Other,
): Field<Name, Other> => ({
	...one,
	read: (raw, at, form) => turn(one.read(raw, at, form), at),
});
