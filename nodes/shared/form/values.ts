import { NodeHelpers, type INodeParameters, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import { isUnvalued, type Field } from './field';

/** Values of a form, or of one row or collection in it, by name; what the editor hides is missing. */
export type FormValues = Readonly<Record<string, unknown>>;

/**
 * The fields that are shown for these very values, each name once. By itself n8n decides that before expressions have
 * come out, and shows everything that depends on one. Here it is asked again with what they came to for the item.
 *
 * @param form the whole form's values, on which fields in a collection can hang
 */
export function shownOf<F extends Field>(fields: readonly F[], values: FormValues, form: FormValues = values): F[] {
	const names = new Set<string>();
	return fields.filter((one) => {
		const { name } = one.property;
		if (isUnvalued(one) || names.has(name)) return false;
		const isFieldShown = isOfThisKind(one, values) && meetsConditions(one.property, values, form);
		if (isFieldShown) names.add(name);
		return isFieldShown;
	});
}

const TOOL = '@tool';

/** Only n8n knows whether the node is an agent's tool: what only the other one shows has no value. */
const isOfThisKind = ({ property: { name, displayOptions } }: Field, values: FormValues): boolean =>
	name in values || !(TOOL in (displayOptions?.show ?? {}) || TOOL in (displayOptions?.hide ?? {}));

/** By the name of its type n8n tells a tool; here the field's own condition has told already. */
const tool = { name: 'Tool' } as INodeTypeDescription;

function meetsConditions(property: INodeProperties, values: FormValues, form: FormValues): boolean {
	const { displayOptions } = property;
	if (displayOptions === undefined) return true;
	const type = displayOptions.show !== undefined && TOOL in displayOptions.show ? tool : null;
	return NodeHelpers.displayParameter(values as INodeParameters, property, null, type, form as INodeParameters);
}
