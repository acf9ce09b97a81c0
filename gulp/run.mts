import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

interface RunOptions {
	readonly cwd: string;
	/** Added to the environment; `undefined` removes a variable. */
	readonly env?: Record<string, string | undefined>;
	/** How much of what it printed an error repeats. */
	readonly lastLines?: number;
}

/**
 * Runs a program to its end and returns what it printed on stdout.
 * @throws Error with the program's own last words when it exits with another status than 0
 */
export async function run(
	program: string,
	args: readonly string[],
	{ cwd, env, lastLines = 25 }: RunOptions,
): Promise<string> {
	try {
		const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
		return (await execute(program, args, options)).stdout;
	} catch (error) {
		const { stderr = '', stdout = '', message } = error as Error & { stderr?: string; stdout?: string };
		const said = (stderr.trim() || stdout.trim() || message).split('\n').slice(-lastLines).join('\n');
		throw new Error(`${program} ${args[0] ?? ''} did not succeed:\n${said}`, { cause: error });
	}
}
