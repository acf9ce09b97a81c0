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
	const preset = existing(first ?? choices[0], `a choice for ${displayName}`);
	const options = choices.map((choice) => ({
		name: choice.name,
		value: choice.value,
		action: choice.action,
		description: choice.description,
	}));
	const field = { displayName, name, type: 'options' as const, noDataExpression: true };
	return { ...field, options, default: preset.value };
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

/** The form of a node: Resource, Operation, and each operation's own fields, stamped with where they show. */
export function propertiesOf(table: OperationTable): INodeProperties[] {
	const resources = table.length > 1 ? [menu('Resource', 'resource', table)] : [];
	return [
		...resources,
		...table.flatMap((resource) => {
			const showOf: Record<string, string[]> = table.length > 1 ? { resource: [resource.value] } : {};
			const { operations } = resource;
			return [
				stampedWith(showOf)(menuOfOperations(resource)),
				...placedFields(operations).map(({ property, of }) => stampedWith({ ...showOf, operation: of })(property)),
				...allowChangesOf(operations, showOf),
			];
		}),
	];
}

/** A field of the operations that have it. */
interface PlacedField {
	readonly property: INodeProperties;
	readonly text: string;
	readonly of: string[];
}

/**
 * The fields of all operations of a resource, those of each in the order in which it lists them. What several have alike
 * is there once: n8n keeps every description in memory and sends it to the editor, and ad accounts alone were a sixth of
 * the largest.
 */
function placedFields(operations: readonly Operation[]): PlacedField[] {
	const fields: PlacedField[] = [];
	for (const { form, value } of operations) {
		let place = 0;
		for (const property of form.properties) {
			const text = JSON.stringify(property);
			const alike = fields.slice(place).find((one) => one.text === text);
			if (alike === undefined) fields.splice(place, 0, { property, text, of: [value] });
			else place = fields.indexOf(alike);
			alike?.of.push(value);
			place += 1;
		}
	}
	return fields;
}

/**
 * Resource and operation come before a field's own conditions: n8n shows a field as soon as it meets a condition that
 * is an expression, and would show those of every other operation that hang on a field of the same name.
 */
const stampedWith =
	(show: Record<string, Array<string | boolean>>) =>
	(property: INodeProperties): INodeProperties => ({
		...property,
		displayOptions: { ...property.displayOptions, show: { ...show, ...property.displayOptions?.show } },
	});

const valuesOf = (operations: readonly Operation[]): string[] => operations.map(({ value }) => value);

/** The switch of every operation that writes, below all its fields. */
function allowChangesOf(operations: readonly Operation[], show: Record<string, string[]>): INodeProperties[] {
	const writing = operations.filter(({ effect }) => effect !== 'read');
	if (writing.length === 0) return [];
	return [stampedWith({ ...show, operation: valuesOf(writing), '@tool': [true] })(allowChanges)];
}

/**
 * A node's outputs, as an expression where they depend on the chosen operation.
 * n8n evaluates it in the editor as well, so it is plain data and one look-up.
 */
export function outputsOf(table: OperationTable): INodeTypeDescription['outputs'] {
	const withOutputs = table.flatMap((resource) =>
		resource.operations
			.filter(({ outputs }) => outputs !== undefined)
			.map((operation) => [`${table.length > 1 ? resource.value : ''}.${operation.value}`, operation.outputs] as const),
	);
	if (withOutputs.length === 0) return [NodeConnectionTypes.Main];
	const outputs = Object.fromEntries(
		withOutputs.map(([key, names]) => [
			key,
			(names ?? []).map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
		]),
	);
	const chosenKey = "($parameter.resource ?? '') + '.' + $parameter.operation";
	return `={{ (${JSON.stringify(outputs)})[${chosenKey}] ?? [{ type: '${NodeConnectionTypes.Main}' }] }}`;
}

/** The operation the form has chosen. */
export function findOperation(
	table: OperationTable,
	resource: string | undefined,
	operation: string,
): Operation | undefined {
	const resourceEntry = resource === undefined ? table[0] : table.find(({ value }) => value === resource);
	return resourceEntry?.operations.find(({ value }) => value === operation);
}
