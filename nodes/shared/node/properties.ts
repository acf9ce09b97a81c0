import { groupBy } from 'lodash';
import {
	NodeConnectionTypes,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { existing } from '../lists';
import type { Operation, OperationTable, Resource } from './operation';

type Choice = Pick<INodePropertyOptions, 'name' | 'value' | 'action' | 'description'>;

function menu(displayName: string, name: string, choices: readonly Choice[], first?: Choice): INodeProperties {
	const chosen = existing(first ?? choices[0], `a choice for ${displayName}`);
	const options = choices.map((choice) => ({
		name: choice.name,
		value: choice.value,
		action: choice.action,
		description: choice.description,
	}));
	const field = { displayName, name, type: 'options' as const, noDataExpression: true };
	return { ...field, options, default: chosen.value };
}

/** A newcomer's first operation only reads. */
const menuOfOperations = ({ operations }: Resource): INodeProperties =>
	menu(
		'Operation',
		'operation',
		operations,
		operations.find(({ effect, value }) => effect === 'read' && value === 'getMany') ??
			operations.find(({ effect }) => effect === 'read'),
	);

/** Only people can switch this on: it takes no expression, so a model has no way to fill it. */
const allowChanges: INodeProperties = {
	displayName: 'Allow Changes',
	name: 'allowChanges',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether the agent may make changes. While this is off, every change is a dry run, and the agent sees the result.',
};

/**
 * The form of a node: Resource, Operation, and each operation's own fields, stamped with where they show.
 * Fields keep the order in which the operation lists them. What all forms begin and end with is there once a resource:
 * n8n keeps every description in memory, and the ad account alone was a sixth of the largest.
 */
export function propertiesOf(table: OperationTable): INodeProperties[] {
	const resources = table.length > 1 ? [menu('Resource', 'resource', table)] : [];
	return [
		...resources,
		...table.flatMap((resource) => {
			const shown: Record<string, string[]> = table.length > 1 ? { resource: [resource.value] } : {};
			const { operations } = resource;
			return [
				stampedWith(shown)(menuOfOperations(resource)),
				...sharedFields(operations, shown, ({ form }) => form.properties[0]),
				...operations.flatMap(({ form, value }) =>
					form.properties.slice(1, -1).map(stampedWith({ ...shown, operation: [value] })),
				),
				...sharedFields(operations, shown, ({ form }) => form.properties.slice(1).at(-1)),
				...allowChangesOf(operations, shown),
			];
		}),
	];
}

/**
 * Resource and operation come before a field's own conditions: n8n shows a field as soon as it meets a condition that
 * is an expression, and would show those of every other operation that hang on a field of the same name.
 */
const stampedWith =
	(shown: Record<string, Array<string | boolean>>) =>
	(property: INodeProperties): INodeProperties => ({
		...property,
		displayOptions: { ...property.displayOptions, show: { ...shown, ...property.displayOptions?.show } },
	});

const valuesOf = (operations: readonly Operation[]): string[] => operations.map(({ value }) => value);

/** A field that each form has in the same place, once for all operations that have the same there. */
function sharedFields(
	operations: readonly Operation[],
	shown: Record<string, string[]>,
	fieldOf: (operation: Operation) => INodeProperties | undefined,
): INodeProperties[] {
	const alike = groupBy(operations, (operation) => JSON.stringify(fieldOf(operation)));
	return Object.values(alike).flatMap((group) => {
		const field = group[0] && fieldOf(group[0]);
		return field === undefined ? [] : [stampedWith({ ...shown, operation: valuesOf(group) })(field)];
	});
}

/** The switch of every operation that writes, below all its fields. */
function allowChangesOf(operations: readonly Operation[], shown: Record<string, string[]>): INodeProperties[] {
	const writing = operations.filter(({ effect }) => effect !== 'read');
	if (writing.length === 0) return [];
	return [stampedWith({ ...shown, operation: valuesOf(writing), '@tool': [true] })(allowChanges)];
}

/**
 * A node's outputs, as an expression where they depend on the chosen operation.
 * n8n evaluates it in the editor as well, so it is plain data and one look-up.
 */
export function outputsOf(table: OperationTable): INodeTypeDescription['outputs'] {
	const named = table.flatMap((resource) =>
		resource.operations
			.filter(({ outputs }) => outputs !== undefined)
			.map((operation) => [`${table.length > 1 ? resource.value : ''}.${operation.value}`, operation.outputs] as const),
	);
	if (named.length === 0) return [NodeConnectionTypes.Main];
	const outputs = Object.fromEntries(
		named.map(([key, names]) => [
			key,
			(names ?? []).map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
		]),
	);
	const chosen = "($parameter.resource ?? '') + '.' + $parameter.operation";
	return `={{ (${JSON.stringify(outputs)})[${chosen}] ?? [{ type: '${NodeConnectionTypes.Main}' }] }}`;
}

/** The operation the form has chosen. */
export function findOperation(
	table: OperationTable,
	resource: string | undefined,
	operation: string,
): Operation | undefined {
	const found = resource === undefined ? table[0] : table.find(({ value }) => value === resource);
	return found?.operations.find(({ value }) => value === operation);
}
