import type { IDataObject } from 'n8n-workflow';

import { byId } from './harness.mts';

/** Tables of what people and expressions get wrong. */

/** A field's values: what the second item has, the others keep what the form has. */
type Bad = Record<string, unknown>;

const literal = (value: unknown): string => (value === undefined ? 'undefined' : JSON.stringify(value));
const choose = (good: unknown, value: unknown): string =>
	`={{ $itemIndex === 1 ? (${literal(value)}) : (${literal(good)}) }}`;

/** For the second of three items every bad value, for the others the good one; collections are mixed entry by entry. */
export function forSecondItem(form: IDataObject, values: Bad): IDataObject {
	const mixed = Object.entries(values).map(([name, value]) => {
		const good = form[name] as IDataObject;
		if (name === 'adAccount' || name === 'campaign') return [name, byId(choose(good.value, value))];
		if (name.endsWith('Fields')) return [name, forSecondItem(good, value as Bad)];
		return [name, choose(good, value)];
	});
	return { ...form, ...Object.fromEntries(mixed) };
}

export interface Case {
	readonly bad: Bad;
	readonly form?: IDataObject;
	/** Label of the field that the error starts with. */
	readonly field: string;
	readonly says: string;
	readonly advice: RegExp;
}

export const bad = (value: Bad, field: string, says: string, advice: RegExp, form: IDataObject = {}): Case => ({
	bad: value,
	form,
	field,
	says,
	advice,
});

/** What is said wherever an expression came out empty. */
/** For a field that is shown and whose expression came out as nothing. */
export const nothingAdvice = /^The expression that fills this field gives nothing for this item\./;

export const emptyAdvice = /Enter a value, or check the expression/;
