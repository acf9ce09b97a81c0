import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** Programs we started and have not seen ending: whatever happens to us, they are not left behind. */
const running = new Set<ChildProcess>();

/** A child leads a process group of its own, so that what it starts (n8n's task runner) ends with it. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, name);
	} catch {
		child.kill(name);
	}
}

process.on('exit', () => {
	for (const child of running) signal(child, 'SIGKILL');
});

export interface ChildOptions {
	env: NodeJS.ProcessEnv;
	cwd?: string;
	onOutput?: (text: string) => void;
	/** Where all it prints is written: a Node program that ends itself loses what a pipe has not taken yet, and nothing of a file. */
	file?: string;
}

export interface Child {
	/** 0 for a program that could not be started. */
	pid: number;
	/** Everything it has printed so far, both streams as they came. */
	output: () => string;
	ended: Promise<number>;
	stop: () => Promise<void>;
	/** Ends it at once, without a chance to tidy up. */
	kill: () => Promise<void>;
	/** Keeps us running no longer: it ends when we do. */
	unref: () => void;
}

export function startChild(command: string, args: string[], { env, cwd, onOutput, file }: ChildOptions): Child {
	const place = file === undefined ? 'pipe' : openSync(file, 'w');
	const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', place, place] });
	running.add(child);
	if (typeof place === 'number') closeSync(place);
	let output = '';
	const collect = (chunk: string) => {
		output += chunk;
		onOutput?.(chunk);
	};
	for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', collect);
	const ended = new Promise<number>((resolve, reject) => {
		child.once('error', (error) => {
			running.delete(child);
			reject(error);
		});
		child.once('close', (code) => {
			running.delete(child);
			resolve(code ?? 1);
		});
	});
	// Whoever waits sees the failure; nobody waiting is not an unhandled rejection.
	ended.catch(() => undefined);

	const stop = async () => {
		if (!running.has(child)) return;
		signal(child, 'SIGTERM');
		const hardStop = setTimeout(() => signal(child, 'SIGKILL'), 10_000);
		await once(child, 'close');
		clearTimeout(hardStop);
	};
	const kill = async () => {
		if (!running.has(child)) return;
		signal(child, 'SIGKILL');
		await once(child, 'close');
	};
	const unref = () => {
		child.unref();
		// Pipes are sockets, which Node's types leave out.
		for (const stream of [child.stdout, child.stderr]) (stream as Socket | null)?.unref();
	};
	return {
		pid: child.pid ?? 0,
		output: () => (file === undefined ? output : readFileSync(file, 'utf8')),
		ended,
		stop,
		kill,
		unref,
	};
}
