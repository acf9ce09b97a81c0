import pLimit from 'p-limit';

import { run } from './run.mts';

/** What is looked at before tests run, the dearest first; none needs what another leaves. The build checks the nodes' own types. */
const CHECKS = ['build', 'lint:nodes', 'typecheck:tools', 'lint:layout', 'lint:tools'];

/** Each keeps a processor busy, and the smallest machines have two. */
const AT_ONCE = 2;

/** Of a check that failed, all it is likely to have said. */
const LAST_LINES = 400;

/**
 * Runs the package's lint, types and build beside each other, and tells what each took.
 *
 * @returns what the failed ones printed, one entry each
 */
export async function check(root: string): Promise<string[]> {
	const lane = pLimit(AT_ONCE);
	const problems = CHECKS.map((name) =>
		lane(async () => {
			const since = performance.now();
			const failed = await run('npm', ['run', '--silent', name], { cwd: root, lastLines: LAST_LINES }).then(
				() => [],
				({ message }: Error) => [`npm run ${name}: ${message}`],
			);
			const seconds = Math.round((performance.now() - since) / 1000);
			console.log(`  ${name}: ${failed.length === 0 ? 'good' : 'failed'}, ${seconds} s`);
			return failed;
		}),
	);
	return (await Promise.all(problems)).flat();
}
