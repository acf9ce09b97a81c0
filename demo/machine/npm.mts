import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { startChild } from './child.mts';
import { knownTrouble } from '../trouble.mts';

/** npm's own program file, so that it can be run by a Node of our choice: as this run's npm says, or beside our Node. */
function npmProgram(): string | undefined {
	const candidates = [
		process.env.npm_execpath,
		join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
	];
	return candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
}

/** Runs npm by the given Node and returns what it printed; a missing network or a full disk become one sentence. */
export async function runNpm(args: string[], cwd: string, node: string = process.execPath): Promise<string> {
	const program = npmProgram();
	// `npm run --silent` hands its silence down, and the error's code would not be printed.
	const told = [...args, '--loglevel=error'];
	const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
	const child = program ? startChild(node, [program, ...told], { cwd, env }) : startChild('npm', told, { cwd, env });
	if ((await child.ended) === 0) return child.output();
	const output = child.output();
	throw knownTrouble(output) ?? new Error(`npm ${args.join(' ')} failed:\n${output.split('\n').slice(-30).join('\n')}`);
}
