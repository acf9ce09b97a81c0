/**
 * n8n's container gets a service of this test's.
 * @jest-environment node
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { mp4, png } from '../../pictures.mts';
import { sampled } from '../../support/sampled.mts';
import { decoded, lines, useBench } from '../support/campaigns.mts';
import { passTime, waits } from '../support/lives/fakeTime.mts';
import { byId, type NodeRun } from '../support/harness.mts';
import { file, putVideo } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const { sent } = bench;
const run = async (operation: string, parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run(operation, { resource: 'video', ...parameters }, more);
const library = () => bench.emulator.world.all('AdVideo');
const edge = `${ACCOUNTS.usd}/advideos`;
const MB = 1024 * 1024;
const md5 = (content: Buffer): string => createHash('md5').update(content).digest('hex');
/** Phases that left for Meta, with their offsets. */
const phases = () =>
	sent()
		.filter(({ method, path }) => method === 'POST' && path === edge)
		.map(({ params }) => [params.upload_phase, params.start_offset].filter(Boolean).join(' '));
const inMemory = (content: Buffer, fileName = 'steam.mp4'): IBinaryKeyData[] => [file(content, fileName)];

/** Where n8n's engine finds its services: it has a container of its own. */
const { Container } = jest.requireActual<{
	Container: { get<T>(type: unknown): T; set(type: unknown, service: unknown): void };
}>(require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] }));

let folder: string;
/** The file as n8n keeps it in the file system. */
async function stored(content: Buffer): Promise<IBinaryKeyData[]> {
	const data: IBinaryData = { data: '', mimeType: 'video/mp4', fileName: 'steam.mp4' };
	return [
		{
			data: await Container.get<BinaryDataService>(BinaryDataService).store(
				{ type: 'execution', workflowId: 'workflow', executionId: 'binary' },
				content,
				data,
			),
		},
	];
}
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'videos-'));
	// What n8n does at its start, with a storage folder of this test's.
	const config = { mode: 'filesystem', localStoragePath: folder, signingSecret: '' };
	const service = new BinaryDataService(config as never, { error: () => {} } as never, console as never);
	await service.init();
	Container.set(BinaryDataService, service);
});
afterAll(async () => await rm(folder, { recursive: true }));
beforeEach(() => (waits.length = 0));

describe('video: upload of a file', () => {
	it.each(['in memory', 'in the file system'])('%s: by pieces, waits until it is ready', async (where) => {
		const content = mp4(12 * MB + 7);
		const files = where === 'in memory' ? inMemory(content) : await stored(content);
		if (where !== 'in memory') expect(files[0].data.id).toMatch(/^filesystem/);
		const { rows, error } = await run('upload', {}, { files });
		expect(error).toBeUndefined();
		expect(phases()).toEqual(['start', 'transfer 0', 'transfer 5242880', 'transfer 10485760', 'finish']);
		expect(library()).toEqual([
			expect.objectContaining({ title: 'steam', size: content.length, contentHash: md5(content) }),
		]);
		expect(rows).toEqual([
			expect.objectContaining({
				videoId: library()[0].id,
				title: 'steam',
				status: 'ready',
				ready: true,
				uploaded: true,
				thumbnailUrl: expect.stringContaining('thumbnail-1'),
				problem: null,
				accountId: ACCOUNTS.usd,
			}),
		]);
		expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(40_000);
	});

	it('uses the title and the description of the form', async () => {
		await run('upload', { title: 'Steam, 15 s', options: { description: 'Warm' } }, { files: inMemory(mp4(MB)) });
		expect(library()[0]).toMatchObject({ title: 'Steam, 15 s', description: 'Warm' });
	});

	const striking = [
		{ kind: 'reset', applied: true },
		{ kind: 'reset', applied: false },
		{ kind: 'timeout', applied: true, ms: 5 },
		{ kind: 'http', status: 503 },
		{ kind: 'graph', code: 2 },
		{ kind: 'graph', code: 17, subcode: 2446079 },
	] as const;

	const strikes = striking.flatMap((fault) =>
		[1, 2, 3, 4, 5].map((nth) => ({ nth, fault, text: JSON.stringify(fault) })),
	);

	it.each(sampled(strikes, ({ text }) => text))(
		'survives $text at request $nth, and not a byte is lost or doubled',
		async ({ nth, fault }) => {
			passTime(3_600_000);
			bench.emulator.control.addFault({ match: { method: 'POST', path: edge, nth }, fault });
			const content = mp4(11 * MB);
			const { rows, error } = await run('upload', {}, { files: await stored(content) });
			expect(error).toBeUndefined();
			const [video] = library().filter(({ processing }) => processing !== undefined);
			expect(video.contentHash).toBe(md5(content));
			expect(rows).toEqual([expect.objectContaining({ videoId: video.id, ready: true })]);
			expect(library().filter(({ processing }) => processing !== undefined)).toHaveLength(1);
		},
	);

	it('cancels what fails for good, and says that nothing is left', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge, nth: 2 },
			fault: { kind: 'graph', code: 200 },
		});
		const { error } = await run('upload', {}, { files: inMemory(mp4(6 * MB)) });
		expect(error?.message).toBe('The token may not do this on this ad account');
		expect(error?.description).toContain('The upload was cancelled; nothing is left at Meta.');
		expect([phases().at(-1), library()]).toEqual(['cancel', []]);
	});

	it('names the video when even the cancel fails', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge, nth: 2 },
			fault: { kind: 'graph', code: 200 },
		});
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge, nth: 3 },
			fault: { kind: 'graph', code: 200 },
		});
		const { error } = await run('upload', {}, { files: inMemory(mp4(6 * MB)) });
		expect(error?.description).toContain(library()[0].id);
	});

	it('tells why Meta could not process it, and which video it is', async () => {
		bench.emulator.control.setVideos({ state: 'error', seconds: 5, message: 'The video is too short.' });
		const { error } = await run('upload', {}, { files: inMemory(mp4(MB)) });
		expect(error?.message).toBe('Input Binary Field leads to a video that Meta could not process');
		expect(error?.description).toContain(
			`Meta says: The video is too short. Upload another file. The library of ${ACCOUNTS.usd} still shows this one as ${library()[0].id}`,
		);
	});

	it('does not wait longer than asked, and says so', async () => {
		bench.emulator.control.setVideos({ state: 'ready', seconds: 3600 });
		const { rows } = await run('upload', { options: { waitUpTo: 60 } }, { files: inMemory(mp4(MB)) });
		expect(rows).toEqual([
			expect.objectContaining({
				status: 'processing',
				ready: false,
				uploaded: true,
				note: expect.stringContaining('still processing'),
			}),
		]);
		expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(61_000);
	});

	it('waits for each item as long as that item says', async () => {
		bench.emulator.control.setVideos({ state: 'ready', seconds: 3600 });
		const items = [{ wait: '20' }, { wait: '60,5' }];
		const files = items.map(() => inMemory(mp4(MB))[0]);
		const { rows, error } = await run('upload', { options: { waitUpTo: '={{ $json.wait }}' } }, { items, files });
		expect(error).toBeUndefined();
		expect(rows.map(({ ready }) => ready)).toEqual([false, false]);
		const looks = library().map(
			({ id }) => sent().filter(({ method, path }) => method === 'GET' && path === id).length,
		);
		expect(Math.max(...looks)).toBeGreaterThan(Math.min(...looks));
	});

	it.each([
		[{ options: { waitUpTo: '={{ $json.typo }}' } }, 'Options → Wait Up To (Seconds) is empty'],
		[{ options: { waitUpTo: '901' } }, 'Options → Wait Up To (Seconds) cannot be 901'],
		[{ title: '={{ $json.typo }}' }, 'Title is empty'],
		[{ binaryField: ' ' }, 'Input Binary Field is empty'],
		[{ source: 'url', url: '={{ $json.typo }}' }, 'URL is empty'],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const { error } = await run('upload', parameters, { files: inMemory(mp4(MB)) });
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});

	it('never loses what is uploaded to a look that fails', async () => {
		bench.emulator.control.addFault({ match: { method: 'GET', path: '301\\d+' }, fault: { kind: 'graph', code: 200 } });
		const { rows } = await run('upload', { options: { waitUpTo: 5 } }, { files: inMemory(mp4(MB)) });
		expect(rows).toEqual([expect.objectContaining({ videoId: library()[0].id, ready: false, uploaded: true })]);
	});

	it.each([
		['no file', undefined, 'Input Binary Field points to nothing: this item has no file'],
		['a picture', inMemory(png(8, 8)), 'Input Binary Field leads to a PNG picture, not to a video'],
		['a web page', inMemory(Buffer.from('<html></html>')), 'Input Binary Field leads to a web page, not to a video'],
		['an empty file', inMemory(Buffer.alloc(0)), 'Input Binary Field leads to an empty file'],
		[
			'a text',
			[{ data: { data: 'aGVsbG8=', mimeType: 'text/plain' } }],
			'Input Binary Field leads to a file of type text/plain, not to a video',
		],
		[
			'201 MB that have to be in memory',
			[{ data: { data: '', mimeType: 'video/mp4', bytes: 201 * MB } }],
			'Input Binary Field leads to a file of 201 MB, which this n8n can only read as a whole',
		],
	])('%s is one error at the field, and nothing is sent', async (_title, files, message) => {
		const { error } = await run('upload', {}, { files: files as IBinaryKeyData[] | undefined });
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});

	it('more than 4 GB is one error at the field, and nothing is sent', async () => {
		const [{ data }] = await stored(mp4(MB));
		const { error } = await run('upload', {}, { files: [{ data: { ...data, bytes: 5 * 1024 * MB } }] });
		expect(error?.message).toBe('Input Binary Field leads to a file of 5120 MB');
		expect(error?.description).toContain('at most 4096 MB');
		expect(sent()).toEqual([]);
	});

	it('another field than the item has is one error, with the fields it has', async () => {
		const { error } = await run('upload', { binaryField: 'video' }, { files: inMemory(mp4(MB)) });
		expect([error?.message, error?.description]).toEqual([
			'Input Binary Field cannot be “video”: the item has no file of that name',
			expect.stringContaining('Use one of: data'),
		]);
		expect(sent()).toEqual([]);
	});

	it('as a tool it only checks the file until changes are allowed', async () => {
		const { rows } = await run('upload', {}, { node: 'metaAdsTool', files: inMemory(mp4(MB)) });
		expect(rows).toEqual([expect.objectContaining({ verdict: 'checked', validated: true, uploaded: false })]);
		expect(sent()).toEqual([]);
	});
});

describe('video: upload from an address', () => {
	const form = { source: 'url', url: 'https://example.com/media/Steam%20s.mp4' };

	it('lets Meta fetch it, and waits until it is ready', async () => {
		const { rows, error } = await run('upload', { ...form, title: 'Steam' });
		expect(error).toBeUndefined();
		expect(decoded(sent()[1])).toEqual({ file_url: form.url, title: 'Steam' });
		expect(rows).toEqual([expect.objectContaining({ videoId: library()[0].id, title: 'Steam', ready: true })]);
	});

	it.each([true, false])('a lost answer is looked for, never sent twice (carried out: %s)', async (applied) => {
		// An older one of the same title is not taken for it.
		putVideo(bench.emulator.world);
		bench.emulator.control.advanceClock(60);
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge, times: 1 },
			fault: { kind: 'reset', applied },
		});
		const { rows } = await run('upload', { ...form, title: 'Steam' }, { onError: 'continueRegularOutput' });
		expect(sent().filter(({ method }) => method === 'POST')).toHaveLength(1);
		if (applied) expect(rows).toEqual([expect.objectContaining({ videoId: library()[1].id })]);
		else
			expect(rows).toEqual([
				{
					error: 'It is unknown whether Meta created the video “Steam”',
					details: expect.objectContaining({ kind: 'outcomeUnknown' }),
				},
			]);
	});

	it('of two files with one name and no answer, neither is taken for the other', async () => {
		bench.emulator.control.addFault({ match: { method: 'POST', path: edge }, fault: { kind: 'reset', applied: true } });
		const items = ['autumn', 'winter'].map((season) => ({ url: `https://example.com/${season}/video.mp4` }));
		const { rows } = await run(
			'upload',
			{ source: 'url', url: '={{ $json.url }}' },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(library()).toHaveLength(2);
		const unknown = { error: 'It is unknown whether Meta created the video “video”' };
		expect(rows).toEqual([expect.objectContaining(unknown), expect.objectContaining(unknown)]);
	});

	it('as a tool it opens no address until changes are allowed, and says what it does not know', async () => {
		const { rows, error } = await run('upload', form, { node: 'metaAdsTool' });
		expect(error).toBeUndefined();
		const note = 'A check opens no addresses: whether this one leads to a video is not known yet. Nothing was sent.';
		expect(rows).toEqual([{ verdict: 'checked', validated: true, uploaded: false, accountId: ACCOUNTS.usd, note }]);
		expect(sent()).toEqual([]);
	});

	it.each([
		['ftp://example.com/a.mp4', 'URL is not a web address'],
		['={{ "" }}', 'URL is empty'],
	])('%s is refused', async (url, message) => {
		const { error } = await run('upload', { source: 'url', url });
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});
});

describe('video: get, get many, delete', () => {
	it('gets one, ready or not', async () => {
		const { world } = bench.emulator;
		const items = [
			putVideo(world),
			putVideo(world, 100),
			putVideo(world, 0, { state: 'error', message: 'Broken.' }),
		].map((id) => ({ id }));
		const { rows } = await run('get', { video: byId('={{ $json.id }}') }, { items });
		expect(rows.map(({ status, problem }) => [status, problem])).toEqual([
			['ready', null],
			['processing', null],
			['error', 'Broken.'],
		]);
	});

	it('says when the ID is not a video’s', async () => {
		const { error } = await run('get', { video: byId(CAMPAIGNS.usdCbo) });
		expect(error?.message).toBe('Video is not a video: the ID belongs to a campaign');
	});

	it('lists the newest first, narrowed by title', async () => {
		const { world } = bench.emulator;
		const [one, two] = [putVideo(world), putVideo(world)];
		world.get('AdVideo', two).title = 'Beans';
		expect((await run('getMany')).rows.map(({ videoId }) => videoId)).toEqual([two, one]);
		expect((await run('getMany', { filters: { titleContains: 'STEAM' } })).rows.map(({ videoId }) => videoId)).toEqual([
			one,
		]);
	});

	it('reads, deletes through the account, and reads again', async () => {
		const id = putVideo(bench.emulator.world);
		const { rows } = await run('delete', { video: byId(id) });
		expect(lines(sent())).toEqual([`GET ${id}`, `DELETE ${edge}`, `GET ${id}`]);
		expect(rows).toEqual([{ videoId: id, title: 'Steam', deleted: true, changed: true, accountId: ACCOUNTS.usd }]);
	});

	it('does not delete a video of another account', async () => {
		const id = putVideo(bench.emulator.world);
		const { error } = await run('delete', { video: byId(id), adAccount: byId(ACCOUNTS.eur) });
		expect(error).toBeDefined();
		expect(library()).toHaveLength(1);
	});
});
