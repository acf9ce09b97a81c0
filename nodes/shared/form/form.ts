import type { INodeProperties } from 'n8n-workflow';

import {
	isHolding,
	isRunWide,
	type AssumedPart,
	type Field,
	type ItemFields,
	type RunWideIn,
	type ValueOf,
} from './field';
import type { InputProblem } from './problem';
import { allOf, attempt, everyOf } from './problems';
import { withUnreadable } from './rule';
import { shownOf, type FormValues } from './values';

/** Values of one item, by the fields' names. */
export type ParamsOf<F extends readonly Field[]> = {
	readonly [E in Extract<ItemFields<F[number]>, Field> as E['name']]: ValueOf<E>;
};

type Settings<F> = { readonly [E in Extract<RunWideIn<F>, Field & AssumedPart> as E['name']]: ValueOf<E> } & {
	readonly [E in Extract<F, Field & { readonly runWide: true }> as E['name']]: ValueOf<E>;
} & { readonly [E in Exclude<Extract<RunWideIn<F>, Field>, F | AssumedPart> as E['name']]?: ValueOf<E> };

/** Values of the whole run, those in collections too, by the fields' names. */
export type SettingsOf<F extends readonly Field[]> = Settings<F[number]>;

/** An operation's fields, and all that follows from them: the form, the check of an item's values, and their types. */
export interface Form<Params = unknown, RunSettings = unknown> {
	readonly fields: readonly Field[];
	/** For the editor, in the order of the form. */
	readonly properties: readonly INodeProperties[];
	/**
	 * Checks the values of one item.
	 *
	 * @param values by name; what the editor hides is missing
	 * @throws InputProblem with all fields that cannot be used
	 */
	read(values: FormValues): Reading<Params, RunSettings>;
	/**
	 * The same for rules between fields, which can speak while some fields cannot be used: those are there, and stop
	 * whoever asks for them.
	 */
	examine(values: FormValues): Reading<Params, RunSettings> & { readonly problem: InputProblem | null };
	/**
	 * The same of the settings of the run alone: an item that cannot be used for anything else still has its say in them.
	 *
	 * @throws InputProblem with all settings that cannot be used
	 */
	readSettings(values: FormValues): RunSettings;
}

/** What the values of one item came to. */
interface Reading<Params, RunSettings> {
	readonly params: Params;
	readonly settings: RunSettings;
}

/** Values as an operation on this form gets them. */
export type ParamsIn<F> = F extends Form<infer Params> ? Params : never;
export type SettingsIn<F> = F extends Form<unknown, infer RunSettings> ? RunSettings : never;

export const formOf = <const F extends readonly Field[]>(...fields: F): Form<ParamsOf<F>, SettingsOf<F>> => {
	const withSettings = new Set<Field>(fields.filter((one) => isRunWide(one) || settingsIn(one).length > 0));
	const examine = (values: FormValues) => {
		const shownFields = shownOf(fields, values);
		const ownOutcome = examineEach(
			shownFields.filter((one) => !isRunWide(one)),
			(one) => ({ [one.name]: readAt(one, values) }),
			nameOf,
		);
		const ofRun = examineEach(
			shownFields.filter((one) => withSettings.has(one)),
			(one) => settingsOf(one, values),
			settingsIn,
		);
		return {
			params: ownOutcome.values as ParamsOf<F>,
			settings: ofRun.values as SettingsOf<F>,
			problem: allOf(
				shownFields.flatMap((one) => [ownOutcome.problems.get(one) ?? null, ofRun.problems.get(one) ?? null]),
			),
		};
	};
	return {
		fields,
		properties: fields.map(({ property }) => property),
		examine,
		read: (values) => {
			const { problem, ...reading } = examine(values);
			if (problem !== null) throw problem;
			return reading;
		},
		readSettings: (values) => {
			const read = shownOf(fields, values).map((one) => () => settingsOf(one, values));
			return Object.assign({}, ...everyOf(read)) as SettingsOf<F>;
		},
	};
};

type Read = Readonly<Record<string, unknown>>;

const readAt = (one: Field, values: FormValues): unknown =>
	one.read(values[one.property.name], [one.property.name], values);

/** What a field says of the settings of the run: it is one itself, or some of its entries are. */
const settingsOf = (one: Field, values: FormValues): Read => ({
	...(isRunWide(one) ? { [one.name]: readAt(one, values) } : {}),
	...(isHolding(one) ? one.settings(values[one.property.name], [one.property.name], values) : {}),
});

const nameOf = ({ name }: Field): string[] => [name];

/** Names of the settings of the run in a field, or of itself. */
const settingsIn = (one: Field): string[] =>
	(isHolding(one) ? one.entries : [one]).filter(isRunWide).map(({ name }) => name);

/** Reads each field by itself; the names of what cannot be used stay, unreadable. */
function examineEach(
	fields: readonly Field[],
	read: (one: Field) => Read,
	names: (one: Field) => string[],
): { readonly values: Read; readonly problems: ReadonlyMap<Field, InputProblem> } {
	const values: Record<string, unknown> = {};
	const problems = new Map<Field, InputProblem>();
	for (const one of fields) {
		const outcome = attempt(() => read(one));
		if ('value' in outcome) Object.assign(values, outcome.value);
		else problems.set(one, outcome.problem);
	}
	return { values: withUnreadable(values, [...problems.keys()].flatMap(names)), problems };
}

/** Where a setting of the whole run stands in the form, for a message that names it. */
export function pathOfSetting(fields: readonly Field[], name: string): readonly string[] {
	for (const one of fields) {
		if (one.name === name) return [one.property.name];
		const entry = isHolding(one) ? one.entries.find((inner) => isRunWide(inner) && inner.name === name) : undefined;
		if (entry !== undefined) return [one.property.name, entry.property.name];
	}
	return [name];
}
