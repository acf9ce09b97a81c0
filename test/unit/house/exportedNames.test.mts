import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bareExports, bareNames, type ExportedName, exportedNames, sharedNames } from './exportedNames.mts';
import { localNames } from './localNames.mts';

const root = join(__dirname, '../../..');

const namesOf = (namesIn: (file: string, text: string) => ExportedName[], ...folders: string[]): ExportedName[] =>
	execFileSync('git', ['ls-files', ...folders], { cwd: root, encoding: 'utf8' })
		.split('\n')
		.filter((file) => /\.m?ts$/.test(file) && !/\.generated\.ts$/.test(file))
		.flatMap((file) => namesIn(file, readFileSync(join(root, file), 'utf8')));

describe.each([
	['nodes', ['nodes', 'credentials']],
	['emulator', ['emulator']],
])('what %s export', (_, folders) => {
	const names = namesOf(exportedNames, ...folders);

	it('has a name of its own', () => {
		expect(names.length).toBeGreaterThan(500);
		expect(sharedNames(names)).toEqual([]);
	});

	it('is named by what it is', () => {
		expect(bareExports(names)).toEqual([]);
	});
});

it('what nodes declare, however deep, is named by what it is', () => {
	const names = namesOf(localNames, 'nodes', 'credentials').filter(({ file }) => !file.includes('/vendor/'));
	expect(names.length).toBeGreaterThan(5000);
	expect(bareNames(names)).toEqual([]);
});

it('a name in two files is found, and so is a bare participle; what is passed on, or one name of a type and a value, is not', () => {
	const names = [
		...exportedNames('a.ts', 'export const told = 1, { day } = x; export type Day = 1; export const Day = 1;'),
		...exportedNames('b.ts', "export { told } from './a'; const hidden = 1; export function day() {}"),
	];
	expect(names.map(({ name }) => name)).toEqual(['told', 'day', 'Day', 'day']);
	expect(sharedNames(names)).toEqual([expect.stringContaining('day is exported by a.ts and b.ts')]);
	expect(bareExports(names)).toEqual([expect.stringContaining('told of a.ts')]);
	expect(bareExports(exportedNames('c.ts', 'export const read = 1;'))).toHaveLength(1);
});

it('a bare participle is found wherever somebody has chosen it; a part of an object keeps the name that it has there', () => {
	const text = `
		function kept(told: string, { seen, day: known, ...asked }: Day) {
			const [found, row] = told.split(' ');
			return row.map((made) => (read) => { for (const sent of made) read(sent, seen); });
		}`;
	const names = bareNames(localNames('a.ts', text)).map((sentence) => sentence.split(' ')[0]);
	expect(names).toEqual(['kept', 'told', 'known', 'asked', 'found', 'made', 'sent']);
});

it('what dont-undo.md says holds a place is there, file and title', () => {
	const page = readFileSync(join(root, 'docs/development/dont-undo.md'), 'utf8');
	const tests = [...page.matchAll(/Test: `([^`]+)`, “([^”]+)”\./g)];
	expect(tests.length).toBe(page.split('\n- **').length - 1);
	for (const [, file = '', title = ''] of tests) expect(readFileSync(join(root, file), 'utf8')).toContain(title);
	for (const [, file = ''] of page.matchAll(/`((?:nodes|gulp)\/[^`]+\.m?ts)`/g)) readFileSync(join(root, file));
});
