import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Arguments = ReadonlyArray<string | number>;

/** Starts a program of this folder. */
export const start = (file: string, args: Arguments, execArgv: readonly string[] = []): ChildProcess =>
	fork(join(import.meta.dirname, file), args.map(String), {
		execArgv: [...process.execArgv, ...execArgv],
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
	});

/** The line of JSON that a program of this folder prints. */
export async function told<T>(file: string, args: Arguments, execArgv: readonly string[] = []): Promise<T> {
	const child = start(file, args, ['--expose-gc', ...execArgv]);
	let text = '';
	child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number];
	if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}`);
	return JSON.parse(text) as T;
}
