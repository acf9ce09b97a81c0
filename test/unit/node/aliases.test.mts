import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What n8n's list of nodes finds a node by. It compares an alias as one piece, so that another order of words is another alias. */

const aliases = readdirSync('nodes').flatMap((folder): Array<[string, string[]]> => {
	const file = readdirSync(join('nodes', folder)).find((name) => name.endsWith('.node.json'));
	if (file === undefined) return [];
	const { alias } = JSON.parse(readFileSync(join('nodes', folder, file), 'utf8')) as { alias: string[] };
	return [[folder, alias]];
});

it('each node has aliases', () => {
	expect(aliases).toHaveLength(7);
});

it.each(aliases)('%s: two words are there in both orders, and nothing twice', (_node, alias) => {
	const turned = alias.filter((one) => one.split(' ').length === 2).map((one) => one.split(' ').reverse().join(' '));
	expect(turned.filter((one) => !alias.includes(one))).toEqual([]);
	expect(new Set(alias).size).toBe(alias.length);
});
