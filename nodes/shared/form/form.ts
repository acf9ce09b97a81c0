import type { INodeProperties } from 'n8n-workflow';

import { isHolding, isRunWide, type Assumed, type Field, type Own, type RunWideIn, type ValueOf } from './field';
import { shownOf, type Values } from './values';

/** Values of one item, by the fields' names. */
export type ParamsOf<F extends readonly Field[]> = {
	readonly [E in Extract<Own<F[number]>, Field> as E['name']]: ValueOf<E>;
};

type Settings<F> = { readonly [E in Extract<RunWideIn<F>, Field & Assumed> as E['name']]: ValueOf<E> } & {
	readonly [E in Extract<F, Field & { readonly runWide: true }> as E['name']]: ValueOf<E>;
} & { readonly [E in Exclude<Extract<RunWideIn<F>, Field>, F | Assumed> as E['name']]?: ValueOf<E> };

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
	 * @throws InputProblem naming the first field that cannot be used
	 */
	read(values: Values): { readonly params: Params; readonly settings: RunSettings };
	/**
	 * The same of the settings of the run alone: an item that cannot be used for anything else still has its say in them.
	 *
	 * @throws InputProblem naming the first setting that cannot be used
	 */
	readSettings(values: Values): RunSettings;
}

/** Values as an operation on this form gets them. */
export type ParamsIn<F> = F extends Form<infer Params> ? Params : never;
export type SettingsIn<F> = F extends Form<unknown, infer RunSettings> ? RunSettings : never;

export const formOf = <const F extends readonly Field[]>(...fields: F): Form<ParamsOf<F>, SettingsOf<F>> => ({
	fields,
	properties: fields.map(({ property }) => property),
	read: (values) => {
		const params: Record<string, unknown> = {};
		for (const one of shownOf(fields, values)) {
			const { name } = one.property;
			if (!isRunWide(one)) params[one.name] = one.read(values[name], [name], values);
		}
		return { params: params as ParamsOf<F>, settings: settingsIn(fields, values) as SettingsOf<F> };
	},
	readSettings: (values) => settingsIn(fields, values) as SettingsOf<F>,
});

function settingsIn(fields: readonly Field[], values: Values): Record<string, unknown> {
	const settings: Record<string, unknown> = {};
	for (const one of shownOf(fields, values)) {
		const { name } = one.property;
		if (isRunWide(one)) settings[one.name] = one.read(values[name], [name], values);
		if (isHolding(one)) Object.assign(settings, one.settings(values[name], [name], values));
	}
	return settings;
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
