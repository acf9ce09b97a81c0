import { join } from 'node:path';

import { run } from '../run.mts';

/**
 * Runs n8n's official scanner on a folder, as it runs before a package is verified: comments that switch rules off do
 * not count.
 *
 * @param leg the source tree, or the unpacked tarball
 * @returns what it refuses; empty if nothing. Warnings alone do not fail the scanner, so they are not returned either
 */
export async function scan(root: string, folder: string, leg: 'source' | 'tarball'): Promise<string[]> {
	// eslint-plugin-n8n-nodes-base judges otherwise under NODE_ENV=test, for its own tests; jest sets that.
	const env = { NODE_ENV: undefined };
	const output = await run(process.execPath, [join(root, 'gulp', 'package', 'scan.mjs'), folder, leg], {
		cwd: root,
		env,
	});
	const result = JSON.parse(output.slice(output.lastIndexOf('{"passed"'))) as {
		passed: boolean;
		message?: string;
		details?: string;
	};
	if (result.passed && result.message) return [`The scanner found nothing to scan in the ${leg}: ${result.message}.`];
	return result.passed ? [] : [`The scanner refuses the ${leg}: ${result.message}\n${result.details ?? ''}`];
}
