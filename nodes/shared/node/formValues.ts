import type { NodeParameterValueType } from 'n8n-workflow';

import { isUnvalued, type Field } from '../form/field';

/** What n8n answers for a field that the form hides; no value of a form is equal to it. */
const HIDDEN = '\u0000hidden';

/** Asks n8n for a parameter, with what to answer where there is none. */
type Ask = (name: string, otherwise: string) => NodeParameterValueType | object;

/**
 * A form's values as n8n gives them, expressions evaluated. What the editor hides is missing; what came out as nothing
 * is there as `undefined` or `null`.
 *
 * @throws whatever n8n throws when an expression cannot be evaluated
 */
export function valuesOf(fields: readonly Field[], ask: Ask): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	for (const one of fields) {
		const { name, type } = one.property;
		if (isUnvalued(one) || name in values) continue;
		const value = type === 'resourceMapper' ? mapped(name, ask) : ask(name, HIDDEN);
		if (value !== HIDDEN) values[name] = value;
	}
	return values;
}

/** Read whole, the list of columns that the editor stores beside them would be copied for every item. */
const mapped = (name: string, ask: Ask): object => ({
	mappingMode: ask(`${name}.mappingMode`, ''),
	value: ask(`${name}.value`, '') || null,
});

/** An expression that reads its own item, or its place. `.first()` and variables give all items the same. */
const OF_OWN_ITEM = /\$json\b|\.item\b|\$itemIndex\b/;

/** @param raw what the form has, with its expressions unresolved */
export const isOfOwnItem = (raw: unknown): boolean =>
	typeof raw === 'string' && raw.startsWith('=') && OF_OWN_ITEM.test(raw);
