import { join } from 'node:path';

import { run } from '../run.mts';

export interface Look {
	readonly folder: string;
	/** The source tree, or the unpacked tarball. */
	readonly leg: 'source' | 'tarball';
	/** Some of its files, from the folder on; without this all that the scanner looks at. */
	readonly files?: readonly string[];
}

interface Result {
	readonly passed: boolean;
	readonly message?: string;
	readonly details?: string;
}

/**
 * Runs n8n's official scanner on folders, as it runs before a package is verified: comments that switch rules off do
 * not count. One process looks at all of them, as its rules take seconds to load.
 *
 * @returns what it refuses; empty if nothing. Warnings alone do not fail the scanner, so they are not returned either
 */
export async function scan(root: string, ...looks: readonly Look[]): Promise<string[]> {
	// eslint-plugin-n8n-nodes-base judges otherwise under NODE_ENV=test, for its own tests; jest sets that.
	const env = { NODE_ENV: undefined };
	const script = join(root, 'gulp', 'package', 'scan.mjs');
	const output = await run(process.execPath, [script, JSON.stringify(looks)], { cwd: root, env });
	const results = JSON.parse(output.slice(output.lastIndexOf('[{"passed"'))) as Result[];
	return results.flatMap((result, index) => problemsOf(looks[index].leg, result));
}

function problemsOf(leg: Look['leg'], { passed, message, details }: Result): string[] {
	if (passed && message) return [`The scanner found nothing to scan in the ${leg}: ${message}.`];
	return passed ? [] : [`The scanner refuses the ${leg}: ${message}\n${details ?? ''}`];
}
