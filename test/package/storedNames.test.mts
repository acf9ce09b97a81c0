import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { nodeTypes } from '../engine/support/harness.mts';
import { linesOf, storedNames, union, type Names } from './support/storedNames.mts';
import { ROOT } from './support/temporary.mts';
import { NODE_NAMES } from '../support/nodeNames.mts';

/**
 * Workflows that people have saved hold the forms' names. A name that is gone leaves a value behind that nobody reads, and
 * nobody is told: names may be added, none may be lost. After adding some: `npm run update`.
 * The list only ever grows; taking something out of it by hand is a breaking change.
 */

const FILE = join(ROOT, 'test/package/storedNames.json');
const known = (): Names => JSON.parse(readFileSync(FILE, 'utf8')) as Names;
const today = (): Names =>
	Object.fromEntries(NODE_NAMES.map((name) => [name, storedNames(nodeTypes.getByNameAndVersion(name).description)]));

if (process.env.UPDATE) writeFileSync(FILE, asText(union(known(), today())));

/** A line for each operation, by its name: two people who each add one write different lines. */
function asText(names: Names): string {
	const nodes = Object.entries(names).map(([node, operations]) => {
		const lines = Object.entries(operations)
			.map(([operation, within]) => `\t${JSON.stringify(operation)}:${JSON.stringify(within)}`)
			.toSorted();
		return `${JSON.stringify(node)}:{\n${lines.join(',\n')}\n}`;
	});
	return `{\n${nodes.join(',\n')}\n}\n`;
}

it.each(NODE_NAMES)('%s has every name and every choice that workflows may have stored', (node) => {
	const there = new Set(linesOf(today()[node] as Names));
	const stored = linesOf(known()[node] as Names);
	expect(stored.length).toBeGreaterThan(10);
	expect(stored.filter((line) => !there.has(line))).toEqual([]);
});

it('knows the names of today; npm run update adds new ones', () => {
	const before = new Set(linesOf(known()));
	expect(linesOf(today()).filter((line) => !before.has(line))).toEqual([]);
});

describe('the list itself', () => {
	const text = (name: string): INodeProperties => ({ displayName: name, name, type: 'string', default: '' });
	const menu = (name: string, values: string[], show?: Record<string, string[]>): INodeProperties => ({
		...text(name),
		type: 'options',
		options: values.map((value) => ({ name: value, value })),
		displayOptions: show && { show },
	});
	const form = [
		menu('operation', ['create', 'get']),
		menu('status', ['A', 'B'], { operation: ['create'] }),
		menu('status', ['C'], { operation: ['create'], kind: ['x'] }),
		{
			...text('more'),
			type: 'collection',
			default: {},
			options: [
				text('a'),
				{
					...text('rows'),
					type: 'fixedCollection',
					options: [{ name: 'row', displayName: 'Row', values: [text('b')] }],
				},
			],
		},
	] as INodeProperties[];

	it('has fields within fields, and the values of menus', () => {
		expect(linesOf(storedNames({ properties: form }))).toEqual([
			...['.create', '.create → status', '.create → status = A', '.create → status = B', '.create → status = C'],
			...[
				'.create → more',
				'.create → more → a',
				'.create → more → rows',
				'.create → more → rows → row',
				'.create → more → rows → row → b',
			],
			...[
				'.get',
				'.get → more',
				'.get → more → a',
				'.get → more → rows',
				'.get → more → rows → row',
				'.get → more → rows → row → b',
			],
		]);
	});

	it('only ever grows', () => {
		const one: Names = { x: 'A|B', y: { z: '' }, w: '' };
		expect(union(one, { x: 'B|C', y: { v: 'D' }, w: { in: '' } })).toEqual({
			x: 'A|B|C',
			y: { z: '', v: 'D' },
			w: { in: '' },
		});
	});
});
