import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bareNames, exportedNames, sharedNames } from './exportedNames.mts';

const root = join(__dirname, '../../..');

const namesOf = (...folders: string[]) =>
	execFileSync('git', ['ls-files', ...folders], { cwd: root, encoding: 'utf8' })
		.split('\n')
		.filter((file) => /\.m?ts$/.test(file) && !/\.generated\.ts$/.test(file))
		.flatMap((file) => exportedNames(file, readFileSync(join(root, file), 'utf8')));

describe.each([
	['nodes', ['nodes', 'credentials']],
	['emulator', ['emulator']],
])('what %s export', (_, folders) => {
	const names = namesOf(...folders);

	it('has a name of its own', () => {
		expect(names.length).toBeGreaterThan(500);
		expect(sharedNames(names)).toEqual([]);
	});

	it('is named by what it is', () => {
		expect(bareNames(names)).toEqual([]);
	});
});

it('a name in two files is found, and so is a bare participle; what is passed on, or one name of a type and a value, is not', () => {
	const names = [
		...exportedNames('a.ts', 'export const told = 1, { day } = x; export type Day = 1; export const Day = 1;'),
		...exportedNames('b.ts', "export { told } from './a'; const hidden = 1; export function day() {}"),
	];
	expect(names.map(({ name }) => name)).toEqual(['told', 'day', 'Day', 'day']);
	expect(sharedNames(names)).toEqual([expect.stringContaining('day is exported by a.ts and b.ts')]);
	expect(bareNames(names)).toEqual([expect.stringContaining('told of a.ts')]);
});

it('what dont-undo.md says holds a place is there, file and title', () => {
	const page = readFileSync(join(root, 'docs/development/dont-undo.md'), 'utf8');
	const tests = [...page.matchAll(/Test: `([^`]+)`, “([^”]+)”\./g)];
	expect(tests.length).toBe(page.split('\n- **').length - 1);
	for (const [, file = '', title = ''] of tests) expect(readFileSync(join(root, file), 'utf8')).toContain(title);
	for (const [, file = ''] of page.matchAll(/`((?:nodes|gulp)\/[^`]+\.m?ts)`/g)) readFileSync(join(root, file));
});
