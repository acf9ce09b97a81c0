import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode } from 'n8n-workflow';

import { people, useMemberBench } from '../../support/members.mts';

/**
 * The nightly workflow in which somebody has put an expression into a field, and it gives nothing: refused by the field's
 * own label. Without the limits an export that broke off would empty the list.
 */

interface Shipped {
	readonly nodes: readonly INode[];
}

const shipped = JSON.parse(
	readFileSync(join(process.cwd(), 'workflows/nightly-suppression-replace.json'), 'utf8'),
) as Shipped;
const { resource, operation, ...parameters } = shipped.nodes.find(({ name }) => name === 'Sync audience')!
	.parameters as IDataObject;

const labels: Readonly<Record<string, string>> = {
	adAccount: 'Ad Account',
	audience: 'Audience',
	defaultCountry: 'Default Country Name or ID',
	minimumRows: 'Stop Below (Rows)',
	keepAtLeast: 'Stop Below (% of List)',
};

const NOTHING = '={{ $json.nothing }}';

const bench = useMemberBench();

it.each(Object.entries(labels))('%s without a value: refused by its label, nobody is sent', async (field, label) => {
	expect(parameters).toHaveProperty(field);
	const shown = parameters[field];
	const emptied = typeof shown === 'object' ? { ...shown, value: NOTHING } : NOTHING;
	const { error, rows } = await bench.run(
		resource as 'member',
		operation as string,
		{ ...parameters, [field]: emptied },
		{ items: people('buyer', 120, { consent: 'yes' }) },
	);
	expect([error?.message, rows]).toEqual([`${label} is empty`, []]);
	expect(bench.uploads()).toEqual([]);
});
