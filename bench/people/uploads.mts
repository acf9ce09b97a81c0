import { once } from 'node:events';

import { start, told } from '../ownProcess.mts';
import type { Million } from './millionContacts.mts';
import type { UploadOnce } from './uploadOnce.mts';

/** Milliseconds of every call, and the line its body has to go over: 10,000 contacts with eight keys are 7 MB. */
export const UPLOAD_LATENCY = 100;
export const MEGABITS = 100;
const MEGABIT = 1_000_000 / 8;
const UPLOADS = [
	['add', 10_000],
	['add', 50_000],
	['replace', 50_000],
	['add', 250_000],
	['replace', 250_000],
] as const;

/** Uploads of several sizes, each in a process of its own, to a sink in another. */
export async function measureUploads(): Promise<UploadOnce[]> {
	const sink = start('people/sink.mts', [UPLOAD_LATENCY, MEGABITS * MEGABIT]);
	const [{ port }] = (await once(sink, 'message')) as [{ port: number }];
	try {
		const results: UploadOnce[] = [];
		for (const [action, size] of UPLOADS) {
			results.push(await told<UploadOnce>('people/uploadOnce.mts', [action, size, `http://127.0.0.1:${port}`]));
		}
		return results;
	} finally {
		sink.disconnect();
	}
}

/** What a million contacts hold, in a process with room for n8n's own items beside them. */
export const measureMillion = async (): Promise<Million> =>
	await told('people/millionContacts.mts', [1_000_000], ['--max-old-space-size=6144']);
