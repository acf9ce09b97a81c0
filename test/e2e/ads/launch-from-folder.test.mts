import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { imageHashOf } from '../../../emulator/media/images.mts';
import { ACCOUNTS, AD_SETS, PAGES } from '../../../emulator/world/seedIds.mts';
import { jpeg, mp4, png } from '../../pictures.mts';
import { tell } from '../places/installation.mts';
import { Workbench, type Outcome } from '../browser/workbench.mts';
import { givenName } from '../../../nodes/meta/creativeNames';

jest.setTimeout(300_000);

const FILES: Record<string, Buffer> = {
	'cup wide.png': png(1200, 628),
	'Café.JPG': jpeg(1080, 1080),
	'steam.mp4': mp4(6 * 1024 * 1024 + 5),
	'brochure.pdf': Buffer.from('%PDF-1.7 not a picture'),
};

let bench: Workbench;

beforeAll(async () => {
	bench = await Workbench.open();
	for (const [name, content] of Object.entries(FILES)) await writeFile(join(bench.files, name), content);
});

afterAll(async () => await bench?.close());

beforeEach(() => {
	bench.emulator.control.reset();
	bench.emulator.control.setVideos({ state: 'ready', seconds: 6 });
});

/** The folder and the table of this test. */
const adapted =
	(table: string) =>
	(workflow: Workflow): Workflow => {
		const text = JSON.stringify(workflow)
			.replaceAll('Ads from a folder', table)
			.replace('/home/node/.n8n-files/ads/*', join(bench.files, '*'));
		tell(`    the folder is ${bench.files}, the table is ${table}`);
		return JSON.parse(text) as Workflow;
	};

const launch = async (
	table: string,
): Promise<{ once: () => Promise<Outcome>; log: () => Promise<Record<string, Record<string, unknown>>> }> => {
	const workflow = await bench.bring('launch-from-folder.json', adapted(table));
	return {
		once: async () => await bench.run(workflow, 'Start'),
		log: async () => {
			const rows = await bench.tableRows(table);
			const byFile = Object.fromEntries(rows.map((row) => [String(row.file), row]));
			expect(Object.keys(byFile)).toHaveLength(rows.length); // a row a file
			return byFile;
		},
	};
};

const world = () => bench.emulator.world;
const launched = () =>
	world()
		.all('Ad')
		.filter(({ name }) => fileOf(name) !== undefined);
/** Ads have the names of their files without the endings. */
const fileOf = (ad: string): string | undefined => Object.keys(FILES).find((file) => file.replace(/\.\w+$/, '') === ad);
const md5 = (name: string): string => createHash('md5').update(FILES[name]!).digest('hex');
const hashOf = (name: string): string => imageHashOf(FILES[name]!);
const writes = () => bench.emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '');

/** What is at Meta, in numbers. */
const stock = () => (['AdImage', 'AdVideo', 'AdCreative', 'Ad'] as const).map((kind) => world().all(kind).length);

describe('workflows/launch-from-folder.json in a real n8n', () => {
	test('makes a paused ad of each image and video, and logs it; started again, it makes nothing twice', async () => {
		const { once, log } = await launch('First');
		const first = await once();
		expect([first.status, first.error]).toEqual(['success', undefined]);

		// The files are in the library, byte for byte.
		expect(
			world()
				.all('AdImage')
				.map(({ hash }) => hash)
				.toSorted(),
		).toEqual([hashOf('cup wide.png'), hashOf('Café.JPG')].toSorted());
		expect(
			world()
				.all('AdVideo')
				.map(({ contentHash, title }) => [contentHash, title]),
		).toEqual([[md5('steam.mp4'), 'steam.mp4']]);

		// Each has a creative with the text, and a paused ad of its name with that creative.
		expect(
			launched()
				.map(({ name }) => name)
				.toSorted(),
		).toEqual(['Café', 'cup wide', 'steam']);
		const rows = await log();
		for (const ad of launched()) {
			expect([ad.status, ad.adSet.id]).toEqual(['PAUSED', AD_SETS.usdCboA]);
			const story = world().get('AdCreative', ad.creativeId).fields.object_story_spec as Record<
				string,
				Record<string, unknown>
			>;
			expect(story.page_id).toBe(PAGES.usd);
			const { message, call_to_action: button } = (story.link_data ?? story.video_data)!;
			expect([message, button]).toEqual([
				'Freshly roasted, at your door in two days.',
				{ type: 'SHOP_NOW', value: { link: 'https://harbor-coffee.example/' } },
			]);
			const isVideo = ad.name === 'steam';
			const media = isVideo ? story.video_data!.video_id : story.link_data!.image_hash;
			expect(media).toBe(isVideo ? world().all('AdVideo')[0]!.id : hashOf(fileOf(ad.name)!));
			expect(rows[fileOf(ad.name)!]).toMatchObject({
				status: 'paused ad',
				ad_id: ad.id,
				creative_id: ad.creativeId,
				image_hash: isVideo ? '' : media,
				video_id: isVideo ? media : '',
				ads_manager_url: expect.stringContaining(ad.id),
				note: '',
			});
		}

		// What is no picture is told in words.
		expect(rows['brochure.pdf']).toMatchObject({
			status: 'failed',
			ad_id: '',
			note: 'Input Binary Field leads to a PDF file. Meta accepts JPG, PNG, GIF and BMP. Convert the file first.',
		});
		expect(Object.keys(rows)).toHaveLength(4);

		const before = stock();
		bench.emulator.log.length = 0;
		const second = await once();
		expect([second.status, second.rows('Skip launched files').map(({ fileName }) => fileName)]).toEqual([
			'success',
			['brochure.pdf'],
		]);
		expect([stock(), writes()]).toEqual([before, []]);
		// Only the file that failed was tried again; its row has the same words.
		const told = (all: Record<string, Record<string, unknown>>) =>
			Object.entries(all).map(([file, row]) => [file, row.id, row.status, row.ad_id, row.note]);
		expect(told(await log())).toEqual(told(rows));
	});

	test('without its log it knows by the ads’ names what is there; after a change of names, by its log', async () => {
		await (await launch('Lost')).once();
		const before = stock();
		await (await launch('Other')).once();
		expect(stock()).toEqual(before);
		for (const ad of launched()) ad.name = `${ad.name}, tested`;
		const renamed = await (await launch('Lost')).once();
		expect([renamed.status, stock()]).toEqual(['success', before]);
	});

	test('when Meta refuses an ad, the row names the creative that was made, the others go on, and the next start makes the ad', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/ads`, times: 1 },
			fault: { kind: 'graph', code: 368 },
		});
		const { once, log } = await launch('Refused');
		expect((await once()).status).toBe('success');
		expect(launched()).toHaveLength(2);
		const [failed, ...others] = Object.values(await log()).filter(
			({ ad_id: ad, file }) => ad === '' && file !== 'brochure.pdf',
		);
		expect(others).toEqual([]);
		expect(failed).toMatchObject({ status: 'failed', note: expect.stringMatching(/^Meta .+\. .+ Made so far: /) });
		const file = String(failed!.file);
		const creative = /creative (\d+)/.exec(String(failed!.note))?.[1];
		// Meta writes on to the name of a new creative.
		expect(givenName(world().get('AdCreative', creative!).fields.name)).toBe(file.replace(/\.\w+$/, ''));

		expect((await once()).status).toBe('success');
		expect(
			launched()
				.map(({ name }) => name)
				.toSorted(),
		).toEqual(['Café', 'cup wide', 'steam']);
		expect((await log())[file]).toMatchObject({ status: 'paused ad', note: '' });
		expect(world().all('AdImage')).toHaveLength(2);
	});

	test('a page the token cannot use: nothing is uploaded or made, and each row says so', async () => {
		const foreign = (workflow: Workflow): Workflow =>
			JSON.parse(JSON.stringify(adapted('Page')(workflow)).replace(`"${PAGES.usd}"`, `"${PAGES.foreign}"`)) as Workflow;
		const before = stock();
		const { status } = await bench.run(await bench.bring('launch-from-folder.json', foreign), 'Start');
		expect([status, stock()]).toEqual(['success', before]);
		const rows = await bench.tableRows('Page');
		expect(rows.map((row) => [row.status, String(row.note).split(':')[0]]).toSorted()).toEqual([
			['failed', 'Input Binary Field leads to a PDF file. Meta accepts JPG, PNG, GIF and BMP. Convert the file first.'],
			...Array.from({ length: 3 }, () => ['failed', 'Page cannot be used']),
		]);
	});
});
