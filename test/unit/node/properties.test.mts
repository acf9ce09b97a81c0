import * as fc from 'fast-check';
import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';
import { z } from 'zod';

import { field as fieldOf, type Field } from '../../../nodes/shared/form/field.ts';
import { formOf } from '../../../nodes/shared/form/form.ts';
import { defineOperation, type Operation, type OperationTable } from '../../../nodes/shared/node/operation.ts';
import { findOperation, outputsOf, propertiesOf } from '../../../nodes/shared/node/properties.ts';

const field = (name: string, more: Partial<INodeProperties> = {}): Field =>
	fieldOf({ displayName: name.toUpperCase(), name, type: 'string', default: '', ...more }, z.string());

const operation = (
	value: string,
	{ fields = [], ...more }: Partial<Operation> & { fields?: readonly Field[] } = {},
): Operation =>
	defineOperation({
		value,
		name: value,
		action: `${value} it`,
		description: value,
		effect: 'read',
		form: formOf(...fields),
		perform: async () => [],
		...more,
	});

const review = operation('checkReview', { outputs: ['Approved', 'Held "back"', 'Rejected'] });
const ad = { value: 'ad', name: 'Ad', operations: [operation('get'), review] };
const campaign = {
	value: 'campaign',
	name: 'Campaign',
	operations: [operation('create', { effect: 'write' }), operation('checkReview')],
};
const guard = {
	value: 'budget',
	name: 'Budget',
	operations: [operation('adjust', { effect: 'write', outputs: ['Applied', 'Held'] }), operation('look')],
};

/** The outputs n8n itself finds for a node with these parameters. */
function outputsInN8n(table: OperationTable, parameters: INode['parameters']) {
	const description: INodeTypeDescription = {
		displayName: 'Test',
		name: 'test',
		group: ['output'],
		version: 1,
		description: '',
		defaults: { name: 'Test' },
		inputs: ['main'],
		outputs: outputsOf(table),
		properties: propertiesOf(table),
	};
	const type: INodeType = { description };
	const nodeTypes: INodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const node: INode = { id: '1', name: 'Test', type: 'test', typeVersion: 1, position: [0, 0], parameters };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return NodeHelpers.getNodeOutputs(workflow, node, description).map((output) =>
		typeof output === 'string' ? { type: output } : output,
	);
}

const main = (displayName?: string) => (displayName === undefined ? { type: 'main' } : { type: 'main', displayName });

describe('outputsOf, as n8n evaluates it', () => {
	it('names the outputs of the operation that has names, in the resource that has it', () => {
		const table = [ad, campaign];
		expect(outputsInN8n(table, { resource: 'ad', operation: 'checkReview' })).toEqual(review.outputs?.map(main));
		expect(outputsInN8n(table, { resource: 'campaign', operation: 'checkReview' })).toEqual([main()]);
		expect(outputsInN8n(table, { resource: 'ad', operation: 'get' })).toEqual([main()]);
		expect(outputsInN8n(table, { resource: 'gone', operation: 'constructor' })).toEqual([main()]);
	});

	it('works without a resource in a table of one', () => {
		expect(outputsInN8n([guard], { operation: 'adjust' })).toEqual([main('Applied'), main('Held')]);
		expect(outputsInN8n([guard], { operation: 'look' })).toEqual([main()]);
	});

	it('is plain where nothing has a name', () => {
		expect(outputsOf([campaign])).toEqual(['main']);
	});
});

describe('propertiesOf', () => {
	const shared = field('adAccount', { displayOptions: { show: { budgetType: ['daily'] } } });
	const table: OperationTable = [
		{
			value: 'ad',
			name: 'Ad',
			operations: [
				operation('create', { effect: 'write', fields: [shared] }),
				operation('get', { fields: [field('id')] }),
				operation('getMany'),
				operation('pause', { effect: 'write', fields: [field('id'), field('note')] }),
			],
		},
		{
			value: 'report',
			name: 'Report',
			operations: [operation('delete', { effect: 'write' }), operation('get', { fields: [field('id')] })],
		},
	];

	it('shows Resource, then each resource’s operations, then each operation’s fields where they belong', () => {
		const properties = propertiesOf(table);
		expect(properties[0]).toMatchObject({
			name: 'resource',
			default: 'ad',
			noDataExpression: true,
			options: [{ value: 'ad' }, { value: 'report' }],
		});
		const shown = properties.slice(1).map(({ name, displayOptions }) => [name, displayOptions?.show]);
		expect(shown).toEqual([
			['operation', { resource: ['ad'] }],
			['id', { resource: ['ad'], operation: ['get', 'pause'] }],
			['note', { resource: ['ad'], operation: ['pause'] }],
			['adAccount', { budgetType: ['daily'], resource: ['ad'], operation: ['create'] }],
			['allowChanges', { '@tool': [true], resource: ['ad'], operation: ['create', 'pause'] }],
			['operation', { resource: ['report'] }],
			['id', { resource: ['report'], operation: ['get'] }],
			['allowChanges', { '@tool': [true], resource: ['report'], operation: ['delete'] }],
		]);
		expect(shared.property.displayOptions).toEqual({ show: { budgetType: ['daily'] } });
	});

	it('has a field of several operations once, and shows each operation its fields in its order', () => {
		const name = fc.constantFrom('account', 'id', 'level', 'since', 'limit', 'options');
		const forms = fc.array(fc.uniqueArray(name), { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(forms, (all) => {
				const operations = all.map((names, index) =>
					operation(`o${index}`, { fields: names.map((one) => field(one)) }),
				);
				const properties = propertiesOf([{ value: 'ad', name: 'Ad', operations }]).slice(1);
				for (const [index, names] of all.entries()) {
					const isShown = ({ displayOptions }: INodeProperties) =>
						displayOptions?.show?.operation?.includes(`o${index}`);
					expect(properties.filter(isShown).map((one) => one.name)).toEqual(names);
				}
			}),
		);
		const alike = operation('one', { fields: [field('id'), field('limit')] });
		const table = [{ value: 'ad', name: 'Ad', operations: [alike, { ...alike, value: 'two' }] }];
		expect(propertiesOf(table).map((one) => one.name)).toEqual(['operation', 'id', 'limit']);
	});

	it('starts with an operation that only reads', () => {
		const operations = propertiesOf(table).filter(({ name }) => name === 'operation');
		expect(operations.map((property) => property.default)).toEqual(['getMany', 'get']);
		expect(operations[0].options).toMatchObject([
			{ value: 'create', action: 'create it' },
			{ value: 'get' },
			{ value: 'getMany' },
			{ value: 'pause' },
		]);
	});

	it('shows no Resource for a table of one', () => {
		const properties = propertiesOf([guard]);
		expect(properties.map(({ name, displayOptions }) => [name, displayOptions?.show ?? {}])).toEqual([
			['operation', {}],
			['allowChanges', { '@tool': [true], operation: ['adjust'] }],
		]);
	});

	it('takes no expression for Allow Changes, and is off', () => {
		const [property] = propertiesOf([guard]).filter(({ name }) => name === 'allowChanges');
		expect(property).toMatchObject({ noDataExpression: true, default: false });
	});
});

it('finds the operation of a resource, or of the only one', () => {
	expect(findOperation([ad, campaign], 'ad', 'checkReview')).toBe(review);
	expect(findOperation([ad, campaign], 'campaign', 'get')).toBeUndefined();
	expect(findOperation([ad, campaign], 'gone', 'get')).toBeUndefined();
	expect(findOperation([guard], undefined, 'adjust')).toBe(guard.operations[0]);
});
