import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { omitBy, upperFirst } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import '../support/lives/fakeTime.mts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { MOST_COLUMNS } from '../../../nodes/MetaInsights/rows/columns/mainColumns.ts';
import type { Form } from '../../../nodes/shared/form/form.ts';
import { nodeTables } from '../../../selfcheck/nodeTables.mts';
import { useBench } from '../support/campaigns.mts';
import { legacyUses } from '../report/legacyUses.mts';
import { asText, schemaOf, untold, type Schema } from './outputSchema.mts';
import { keptBack, samples, type Sample } from './samples.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * The columns that the editor offers to the next step before anything has run are those of the rows, in their order, with
 * types that hold every value. `npm run update` writes the files from the rows.
 */

/** A node with one resource has no Resource field, and n8n looks for no folder then. */
const operations = Object.entries(nodeTables).flatMap(([node, table]) =>
	table.flatMap(({ value: resource, operations: list }) =>
		list.map(({ value: operation, form }) => ({
			node,
			form,
			name: `${resource}.${operation}`,
			file: join(
				'nodes',
				upperFirst(node),
				'__schema__',
				'v1.0.0',
				...(table.length > 1 ? [resource] : []),
				`${operation}.json`,
			),
		})),
	),
);

const bench = useBench();

/**
 * The rows of each output.
 *
 * @throws what the run failed with
 */
async function tablesOf(
	node: string,
	{ name, form, items, files, prepare, after = [] }: Sample,
): Promise<IDataObject[][]> {
	let given = items;
	for (const step of after) given = (await tablesOf(node, { ...step, after: [], items: given })).flat();
	prepare?.(bench.emulator.world);
	const [resource, operation] = name.split('.');
	const { outputs, error } = await bench.run(
		operation,
		{ resource, ...form },
		{ node, ...(given && { items: [...given] }), ...(files && { files: [...files] }) },
	);
	if (error) throw error;
	return JSON.parse(JSON.stringify(outputs.map((rows) => rows.map(({ json }) => json)))) as IDataObject[][]; // as n8n stores them
}

/** Each sample in a world of its own; the rows of an output make one table, so they all have the same columns. */
async function allRows(node: string, name: string): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for (const sample of samples.filter((one) => one.name === name)) {
		bench.emulator.control.reset();
		bench.emulator.control.setInsights({ jobSeconds: 0 });
		ownWrites.clear();
		const tables = await tablesOf(node, sample);
		expect(legacyUses(bench.emulator.log)).toEqual([]);
		for (const table of tables) for (const row of table) expect(Object.keys(row)).toEqual(Object.keys(table[0]));
		rows.push(...tables.flat());
	}
	const isKeptBack = keptBack[name] ?? (() => false);
	return rows.map((row) => omitBy(row, (_, column) => isKeptBack(column, rows)));
}

it.each(operations)('$file is what the rows of $name hold; npm run update writes it', async ({ node, name, file }) => {
	const rows = await allRows(node, name);
	if (rows.length === 0)
		throw new Error(
			`${name} has no rows to compare: give it an entry in faultSingles.mts, audienceSingles.mts or samples.mts.`,
		);
	const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Schema) : undefined;
	const schema = schemaOf(rows, known);
	if (process.env.UPDATE) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, asText(schema));
	}
	expect(existsSync(file) ? readFileSync(file, 'utf8') : 'no file').toBe(asText(schema));
	// A column that is empty in every sample: write its type into the file by hand, it is kept.
	expect(untold(schema)).toEqual([]);
});

it('there is a file for each operation, and none for anything else', () => {
	const present = readdirSync('nodes', { recursive: true, encoding: 'utf8' })
		.filter((file) => file.includes('__schema__') && file.endsWith('.json'))
		.map((file) => join('nodes', file));
	expect(present.toSorted()).toEqual(operations.map(({ file }) => file).toSorted());
});

const isSimplified = (form: Form): boolean => form.fields.some(({ name }) => name === 'simplify');

/** Reads whose rows can be simplified; reports have Columns instead of Simplify. */
const simplified = [
	join('nodes', 'MetaInsights', '__schema__', 'v1.0.0', 'get.json'),
	...operations.filter(({ node, form }) => node !== 'metaInsights' && isSimplified(form)).map(({ file }) => file),
];

/** Leads of a form have a column more for each of Meta's questions that the form asks. */
const asked: ReadonlySet<string> = new Set(['company']);

it.each(simplified)('%s has at most twelve columns, as nobody has asked for more', (file) => {
	const { properties } = JSON.parse(readFileSync(file, 'utf8')) as Schema;
	const columns = Object.keys(properties ?? {}).filter((name) => !asked.has(name));
	expect(columns.length).toBeLessThanOrEqual(MOST_COLUMNS);
});

it('these are all nodes that have operations', () => {
	const withTable = readdirSync('nodes').filter((node) => existsSync(join('nodes', node, 'operations.ts')));
	expect(withTable.toSorted()).toEqual(Object.keys(nodeTables).map(upperFirst).toSorted());
});
