import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';

import { people, useMemberBench } from '../support/members.mts';

/**
 * The nightly workflow whose “Your choices” somebody has edited: with one of its fields renamed, every step that uses it
 * refuses by the label of its own field. Without the limits an export that broke off would empty the list.
 */

interface Shipped {
	readonly nodes: readonly INode[];
}

const shipped = JSON.parse(
	readFileSync(join(process.cwd(), 'workflows/nightly-suppression-replace.json'), 'utf8'),
) as Shipped;
const node = (name: string): INode => shipped.nodes.find((one) => one.name === name)!;
const { assignments } = node('Your choices').parameters.assignments as unknown as {
	assignments: ReadonlyArray<{ name: string; value: string | number }>;
};
const choices = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));

/** The choices come with the items here; so deep in them that none is taken for a contact's column. */
const withItems = (parameters: INode['parameters']): IDataObject =>
	JSON.parse(
		JSON.stringify(parameters).replace(/\$(?:\('Your choices'\)\.first\(\)\.)?json\./g, '$$json.set.up.'),
	) as IDataObject;
const used = (name: string): string[] => [
	...new Set(
		[...JSON.stringify(withItems(node(name).parameters)).matchAll(/\$json\.set\.up\.(\w+)/g)].map(
			([, choice]) => choice,
		),
	),
];

const labels: Record<string, string> = {
	adAccount: 'Ad Account',
	audience: 'Audience',
	defaultCountry: 'Default Country Name or ID',
	minimumRows: 'Minimum Rows',
	keepAtLeast: 'Keep at Least (%)',
};

const bench = useMemberBench();
const run = async (step: string, up: IDataObject) => {
	const { resource, operation, ...parameters } = withItems(node(step).parameters);
	return await bench.run(resource as 'member', operation as string, parameters, {
		items: people('buyer', 120, { consent: 'yes', set: { up } }),
	});
};

const steps = ['Sync the list'];
const cases = steps.flatMap((step) => used(step).map((choice) => [step, choice] as const));

it('the steps use every choice', () => {
	expect([...new Set(cases.map(([, choice]) => choice))].sort()).toEqual(Object.keys(choices).sort());
	expect(cases).toHaveLength(5);
});

it.each(cases)('%s, with %s renamed: refused by the label of its field, nobody is sent', async (step, choice) => {
	const renamed = Object.fromEntries(
		Object.entries(choices).map(([name, value]) => [name === choice ? `${name}_` : name, value]),
	);
	const { error, rows } = await run(step, renamed);
	expect([error?.message, rows]).toEqual([`${labels[choice]} is empty`, []]);
	expect(bench.uploads()).toEqual([]);
});
