import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { isUnvalued, type Field } from './field';

/** Values of a form, or of one row or collection in it, by name; what the editor hides is missing. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * The fields that are shown for these very values, each name once. n8n itself decides that before expressions have come
 * out, and shows everything that hangs on one; here it is asked again with what they came to for the item.
 *
 * @param form the whole form's values, on which fields in a collection can hang
 */
export function shownOf<F extends Field>(fields: readonly F[], values: Values, form: Values = values): F[] {
	const names = new Set<string>();
	return fields.filter((one) => {
		const { name } = one.property;
		if (isUnvalued(one) || names.has(name)) return false;
		const shown =
			one.property.displayOptions === undefined ||
			NodeHelpers.displayParameter(values as INodeParameters, one.property, null, null, form as INodeParameters);
		if (shown) names.add(name);
		return shown;
	});
}
