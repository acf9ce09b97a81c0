import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { difference, sumBy } from 'lodash';

import { run } from './run.mts';

/** Suites that say what a change still owes beside its own tests: pages, names, words, the fault matrix's page, the built package. */
const SUITES = [
	'test/unit/docs',
	'test/unit/house',
	'test/unit/style',
	'test/package',
	'test/engine/columns',
	'test/engine/everyFault',
	'test/engine/faults/faultPage',
];

/** What a new operation may bring with all it needs, in lines of nodes/ written by hand; beyond it, something has to go. */
const LINES_FOR_OPERATION = 700;

interface Results {
	readonly testResults: ReadonlyArray<{
		readonly name: string;
		readonly message: string;
		readonly status: string;
		readonly assertionResults: ReadonlyArray<{
			readonly fullName: string;
			readonly status: string;
			readonly failureMessages: readonly string[];
		}>;
	}>;
}

/**
 * Runs the suites above.
 *
 * @returns a text for each test that fails; none if nothing is owed
 */
export async function owedBy(root: string): Promise<string[]> {
	const folder = await mkdtemp(join(tmpdir(), 'owed-'));
	const file = join(folder, 'results.json');
	try {
		const args = ['jest', '--silent', '--json', `--outputFile=${file}`, ...SUITES];
		const env = { SUITES: 'unit,engine,package' };
		const ended = await run('npx', args, { cwd: root, env }).then(
			() => null,
			(error: Error) => error,
		);
		const debts = debtsIn(JSON.parse(readFileSync(file, 'utf8')) as Results, root);
		if (ended !== null && debts.length === 0) throw ended;
		return debts;
	} finally {
		await rm(folder, { recursive: true });
	}
}

export function debtsIn({ testResults }: Results, root: string): string[] {
	return testResults.flatMap(({ name, message, status, assertionResults }) => {
		const broken = assertionResults.filter((test) => test.status === 'failed');
		const file = relative(root, name);
		if (broken.length === 0) return status === 'failed' ? [`${file}: ${stripVTControlCharacters(message)}`] : [];
		return broken.map(
			({ fullName, failureMessages }) =>
				`${file}: ${fullName}\n${stripVTControlCharacters(failureMessages.join('\n')).split('\n    at ')[0]}`,
		);
	});
}

/** What a change did to the code, beside a branch. */
export interface Change {
	/** `git diff --numstat` of nodes/, without what programs write. */
	readonly lines: string;
	/** `git diff` of the names that workflows store. */
	readonly names: string;
}

export async function changeSince(root: string, base: string): Promise<Change> {
	const start = (await run('git', ['merge-base', 'HEAD', base], { cwd: root })).trim();
	const paths = ['nodes', ':!nodes/shared/vendor', ':!nodes/**/*.generated.ts', ':!nodes/**/__schema__'];
	return {
		lines: await run('git', ['diff', '--numstat', start, '--', ...paths], { cwd: root }),
		names: await run('git', ['diff', '--unified=0', start, '--', 'test/package/storedNames.json'], { cwd: root }),
	};
}

/** @returns the operations that a change brings, such as `campaign.get` */
export function newOperations({ names }: Change): string[] {
	const named = (sign: string): string[] =>
		[...names.matchAll(new RegExp(`^\\${sign}\\t"(\\w+\\.\\w+)":`, 'gm'))].map(([, name = '']) => name);
	return difference(named('+'), named('-'));
}

/** @returns how much nodes/ has grown, and what that is for each new operation */
export function growthInWords(change: Change): string {
	const cells = change.lines.split('\n').map((line) => line.split('\t'));
	const [added, removed] = [0, 1].map((column) => sumBy(cells, (row) => Number(row[column]) || 0)) as [number, number];
	const grown = `nodes/ has ${added - removed} more lines (${added} added, ${removed} removed)`;
	const { length } = newOperations(change);
	if (length === 0) return `${grown}.`;
	const each = Math.round((added - removed) / length);
	const judged = each > LINES_FOR_OPERATION ? `, more than ${LINES_FOR_OPERATION}: what can go?` : '.';
	return `${grown} for ${length} new operation${length === 1 ? '' : 's'}, ${each} each${judged}`;
}

/** @returns the commands that write the lines of new operations in docs/development/every-fault.md */
export function everyFaultCommands(change: Change, page: string): string[] {
	return newOperations(change)
		.filter((name) => !page.includes(`| ${name} |`))
		.map((name) => `If ${name} calls Meta: STEP=^${name} STRIKES=all FIGURES=1 SUITES=engine npx jest everyFault`);
}
