import { run } from './run.mts';
import { numberMarks } from './unconfirmed.mts';

/** Tests that write what they compare with, where UPDATE is set: columns, names that workflows store, pages of the docs. */
const WRITERS = [
	'test/engine/columns/columns.test.mts',
	'test/engine/faults/faultPage.test.mts',
	'test/package/storedNames.test.mts',
	'test/unit/docs/columnsPage.test.mts',
	'test/unit/docs/contactColumnsPage.test.mts',
	'test/unit/docs/gatesPage.test.mts',
	'test/unit/docs/operations.test.mts',
	'test/unit/docs/troublePage.test.mts',
	'test/unit/promises/promises.test.mts',
];

const LAST_LINES = 120;

/**
 * Writes everything that follows from the code, and formats all: after an operation was added or changed.
 *
 * @returns the files that were changed or made, as Git names them
 * @throws Error with what a writer has against the code, such as an operation without a sample
 */
export async function update(root: string): Promise<string[]> {
	const status = async (): Promise<Set<string>> => {
		const listed = await run('git', ['ls-files', '--modified', '--others', '--exclude-standard'], { cwd: root });
		const files = listed.split('\n').filter((file) => file !== '');
		const ids = await run('git', ['hash-object', '--', ...files], { cwd: root });
		return new Set(
			ids
				.trim()
				.split('\n')
				.map((id, at) => `${files[at]} ${id}`),
		);
	};
	const before = await status();
	numberMarks(root);
	const env = { UPDATE: '1', SUITES: 'engine,package,unit' };
	await run('npx', ['jest', '--runTestsByPath', ...WRITERS], { cwd: root, env, lastLines: LAST_LINES });
	await run('npm', ['run', '--silent', 'format', '--', '--write'], { cwd: root });
	return [...(await status())].filter((entry) => !before.has(entry)).map((entry) => entry.split(' ')[0] ?? '');
}
