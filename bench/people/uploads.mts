import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { UploadOnce } from './uploadOnce.mts';

/** Milliseconds of every call. */
export const UPLOAD_LATENCY = 100;
const UPLOADS = [
	['add', 10_000],
	['add', 50_000],
	['replace', 50_000],
	['add', 250_000],
	['replace', 250_000],
] as const;

const start = (file: string, args: Array<string | number>, execArgv: string[] = []): ChildProcess =>
	fork(join(import.meta.dirname, file), args.map(String), {
		execArgv: [...process.execArgv, ...execArgv],
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
	});

/** Uploads of several sizes, each in a process of its own, to a sink in another. */
export async function measureUploads(): Promise<UploadOnce[]> {
	const sink = start('sink.mts', [UPLOAD_LATENCY]);
	const [{ port }] = (await once(sink, 'message')) as [{ port: number }];
	try {
		const results: UploadOnce[] = [];
		for (const [action, size] of UPLOADS) {
			const child = start('uploadOnce.mts', [action, size, `http://127.0.0.1:${port}`], ['--expose-gc']);
			let text = '';
			child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
			const [code] = (await once(child, 'close')) as [number];
			if (code !== 0) throw new Error(`The upload of ${size} contacts ended with ${code}`);
			results.push(JSON.parse(text) as UploadOnce);
		}
		return results;
	} finally {
		sink.disconnect();
	}
}
