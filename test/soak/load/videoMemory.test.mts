import { createHash, randomBytes } from 'node:crypto';
import { open, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { tell } from '../../e2e/places/installation.mts';
import { Workbench } from '../../e2e/browser/workbench.mts';
import { mp4 } from '../../pictures.mts';

jest.setTimeout(600_000);

const MB = 1024 * 1024;
const SIZE = 300 * MB;
const MOST_EXTRA = 150 * MB;

let bench: Workbench;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'large-video-'));
	bench = await Workbench.open({
		env: { N8N_RESTRICT_FILE_ACCESS_TO: folder, N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
	});
	bench.emulator.control.setVideos({ state: 'ready', seconds: 0 });
});

afterAll(async () => {
	await bench?.close();
	await rm(folder, { recursive: true, force: true });
});

/** A file with the head of a video and nothing that could be packed smaller; its hash. */
async function largeFile(path: string, bytes: number): Promise<string> {
	const hash = createHash('md5');
	const file = await open(path, 'w');
	try {
		for (let written = 0; written < bytes;) {
			const piece = written === 0 ? mp4(MB) : randomBytes(Math.min(MB, bytes - written));
			hash.update(piece);
			await file.write(piece);
			written += piece.length;
		}
	} finally {
		await file.close();
	}
	return hash.digest('hex');
}

const upload = (file: string): Partial<Workflow> => {
	const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>, more = {}) => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters,
		...more,
	});
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node('Read', 'n8n-nodes-base.readWriteFile', 1.1, { operation: 'read', fileSelector: file, options: {} }),
		node(
			'Upload',
			'n8n-nodes-meta-ads.metaAds',
			1,
			{
				resource: 'video',
				operation: 'upload',
				adAccount: { __rl: true, mode: 'id', value: ACCOUNTS.usd },
				source: 'binary',
				binaryField: 'data',
				options: {},
			},
			{ credentials: { metaAdsApi: bench.credentialOf('metaAdsApi') } },
		),
	];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return { name: file, nodes, connections: { Start: to('Read'), Read: to('Upload') } } as never;
};

/** Memory of the n8n process in bytes, as Linux counts it. */
async function memory(field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${bench.pid}/status`, 'utf8');
	return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
}

/** Runs the upload and gives the memory before it and at its highest: Linux keeps the mark and takes it back when asked to. */
async function measured(path: string): Promise<{ before: number; peak: number; status: string; error?: string }> {
	const workflow = await bench.bringWorkflow(upload(path));
	await sleep(5_000); // What the step before left has time to go.
	await writeFile(`/proc/${bench.pid}/clear_refs`, '5');
	const before = await memory('VmRSS');
	const { status, error } = await bench.run(workflow, 'Start', 400_000);
	return { before, peak: await memory('VmHWM'), status, error };
}

const inMb = (bytes: number): string => `${Math.round(bytes / MB)} MB`;

test('a video of 300 MB goes through a real n8n with files in the file system in less than 150 MB of extra memory', async () => {
	// The first upload loads code, which stays.
	await largeFile(join(folder, 'small.mp4'), 12 * MB);
	expect(await measured(join(folder, 'small.mp4'))).toMatchObject({ status: 'success' });

	const hash = await largeFile(join(folder, 'large.mp4'), SIZE);
	const started = Date.now();
	const { before, peak, status, error } = await measured(join(folder, 'large.mp4'));
	expect([status, error]).toEqual(['success', undefined]);
	const video = bench.emulator.world.all('AdVideo').at(-1)!;
	expect([video.size, video.contentHash]).toEqual([SIZE, hash]);
	tell(
		`300 MB in ${Math.round((Date.now() - started) / 1000)} s; n8n had ${inMb(before)} before and ${inMb(peak)} at most: ${inMb(peak - before)} more`,
	);
	expect(peak - before).toBeLessThan(MOST_EXTRA);
});
