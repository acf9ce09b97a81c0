import { NodeHelpers, type IDataObject, type INode, type INodeType } from 'n8n-workflow';

import { nodeTables } from '../../../selfcheck/nodeTables.mts';
import { nodeTypes } from '../../engine/support/harness.mts';
import { sampled } from '../../support/sampled.mts';
import { samples } from '../../engine/columns/samples.mts';

const nodeOf = (name: string): string =>
	Object.keys(nodeTables).find((node) =>
		nodeTables[node]!.some(({ value, operations }) => operations.some((one) => `${value}.${one.value}` === name)),
	)!;

interface Asked {
	readonly type: INodeType;
	readonly form: IDataObject;
}

const asNode = (parameters: IDataObject): INode => ({ name: 'Node', typeVersion: 1, parameters }) as unknown as INode;

/** What n8n makes of a form. @param properties a list that it has not seen is looked through again */
const filledIn = ({ type: { description }, form }: Asked, properties = description.properties) =>
	NodeHelpers.getNodeParameters(properties, form as never, true, false, asNode(form), description) as IDataObject;

const missing = ({ type: { description }, form }: Asked, properties = description.properties) =>
	NodeHelpers.getNodeParametersIssues(properties, asNode(form), description, []);

const asked = samples.map(({ name, form }, index): Asked & { title: string } => {
	const [resource, operation] = name.split('.');
	return {
		title: `${name} (${index})`,
		type: nodeTypes.getByNameAndVersion(nodeOf(name)) as INodeType,
		form: { resource, operation, ...form },
	};
});

it.each(sampled(asked, ({ form }) => String(form.resource)))(
	'n8n says the same of a form that it has seen: $title',
	(one) => {
		const { properties } = one.type.description;
		for (let again = 0; again < 2; again++) {
			expect(filledIn(one)).toEqual(filledIn(one, [...properties]));
			const bare = { ...one, form: { resource: one.form.resource, operation: one.form.operation } };
			for (const form of [one.form, filledIn(one), filledIn(bare)])
				expect(missing({ ...one, form })).toEqual(missing({ ...one, form }, [...properties]));
		}
	},
);

it('what a run changes stays with it', () => {
	const [one] = asked;
	const fresh = filledIn(one!, [...one!.type.description.properties]);
	Object.assign(filledIn(one!), { resource: 'changed' });
	Object.assign(filledIn(one!), { resource: 'changed' });
	expect(filledIn(one!)).toEqual(fresh);
});

it.each([undefined, Number.NaN, Infinity, -0, new Date(0), new Map([[1, 2]])])('keeps %s as it is', (odd) => {
	const type = {
		description: { name: 'odd', properties: [{ displayName: 'Odd', name: 'odd', type: 'json', default: 7 }] },
	} as unknown as INodeType;
	const given = (value: unknown) => filledIn({ type, form: { odd: value } as IDataObject });
	for (const value of [null, 0, 'x', odd, null, odd])
		expect(given(value)).toEqual(
			filledIn({ type, form: { odd: value } as IDataObject }, [...type.description.properties]),
		);
});

it('tells a tool and other versions from the node itself', () => {
	const shownTo = (show: object) => ({
		displayName: 'A',
		name: 'a',
		type: 'string',
		default: 'x',
		displayOptions: { show },
	});
	const properties = [shownTo({ '@tool': [true] }), { ...shownTo({ '@version': [2] }), name: 'b' }] as never[];
	const made = (name: string, typeVersion: number) =>
		NodeHelpers.getNodeParameters(properties, {}, true, false, { typeVersion } as INode, { name } as never);
	expect([made('node', 1), made('nodeTool', 1), made('node', 2), made('nodeTool', 2)]).toEqual([
		{},
		{ a: 'x' },
		{ b: 'x' },
		{ a: 'x', b: 'x' },
	]);
});
