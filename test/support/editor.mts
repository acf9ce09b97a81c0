import { NodeHelpers, type INodeParameters, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';

import type { Form } from '../../nodes/shared/form/form.ts';

/** A form's values as n8n's editor and engine make them, without a node around it. */

type Values = Record<string, unknown>;

/** What n8n leaves of a collection that is one expression is shown by its own value: nobody enters it. */
export const isLeftover = ({ name, displayOptions }: INodeProperties): boolean => name in { ...displayOptions?.show };

/**
 * Fills the defaults of whatever is shown and drops what is not, as n8n does when it loads a workflow. What hangs on an
 * expression is shown. With `@tool` among the values it is an agent's tool.
 */
export function filledIn(properties: readonly INodeProperties[], given: Values): Values {
	const tool = given['@tool'] === true;
	const filled = NodeHelpers.getNodeParameters(
		[...properties] as INodeProperties[],
		given as INodeParameters,
		true,
		false,
		null,
		// By the name of its type n8n tells whether a node is an agent's tool.
		tool ? ({ name: 'nodeTool' } as INodeTypeDescription) : null,
	);
	return { ...filled, ...(tool && { '@tool': true }) };
}

/** The same with what a form's default leaves open given: what an operation would get from the editor. */
export const editorValues = (form: Form, given: Values): Values => filledIn(form.properties, given);

/**
 * What expressions come to. Each is one column, `={{ $json.name }}`, which an item may not have; other values stay.
 */
export function expressed(values: Values, item: Values): Values {
	const resolve = (value: unknown): unknown => {
		if (typeof value === 'string') {
			const [, name] = /^=\{\{ \$json\.(\w+) \}\}$/.exec(value) ?? [];
			return name === undefined ? value : item[name];
		}
		if (Array.isArray(value)) return value.map(resolve);
		if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
		return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolve(one)]));
	};
	return resolve(values) as Values;
}
