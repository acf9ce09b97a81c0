import { createHash } from 'node:crypto';

import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { imageHashOf } from '../../../emulator/media/images.mts';
import { ACCOUNTS, AD_SETS, ADS, PAGES } from '../../../emulator/world/seedIds.mts';
import { jpeg, mp4, png } from '../../pictures.mts';
import { lines, pairs, useBench } from '../support/campaigns.mts';
import { passTime, waits } from '../support/lives/fakeTime.mts';
import { byId, type NodeRun } from '../support/harness.mts';
import { file } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const { writes } = bench;
const world = () => bench.emulator.world;
const stock = () => (['AdImage', 'AdVideo', 'AdCreative', 'Ad'] as const).map((kind) => world().all(kind).length);
const md5 = (content: Buffer): string => createHash('md5').update(content).digest('hex');

const CUP = png(1200, 628);
const POT = jpeg(1080, 1080);
const STEAM = mp4(6 * 1024 * 1024);
/** What is at the start, and what has come since. */
let before: number[];
const added = () => stock().map((count, at) => count - before[at]);

const form = (more: IDataObject = {}): IDataObject => ({
	resource: 'ad',
	adSet: byId(AD_SETS.usdCboA),
	page: byId(PAGES.usd),
	primaryText: 'Freshly roasted',
	headline: 'Taste it first',
	link: 'https://harbor-coffee.example/',
	callToAction: 'SHOP_NOW',
	...more,
});

const launch = async (files: IBinaryKeyData[], parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run('createFromFile', form(parameters), { files, items: files.map(() => ({})), ...more });

const fault = (path: string, nth: number, kind: IDataObject): void =>
	bench.emulator.control.addFault({ match: { method: 'POST', path, nth }, fault: kind as never });

/** The newest ad with its creative's story. */
const storyOf = (name: string): Record<string, Record<string, unknown>> => {
	const ad = world()
		.all('Ad')
		.find((one) => one.name === name)!;
	return world().get('AdCreative', ad.creativeId).fields.object_story_spec as Record<string, Record<string, unknown>>;
};

beforeEach(() => {
	waits.length = 0;
	bench.emulator.control.setVideos({ state: 'ready', seconds: 20 });
	before = stock();
	bench.emulator.log.length = 0;
});

describe('ad: create from file', () => {
	it('makes a paused ad of an image, with the texts of the form and the name of the file', async () => {
		const { rows, error } = await launch([file(CUP, 'cup.png')]);
		expect(error).toBeUndefined();
		const ad = world().all('Ad').at(-1)!;
		expect([ad.name, ad.status, ad.adSet.id]).toEqual(['cup', 'PAUSED', AD_SETS.usdCboA]);
		expect(storyOf('cup')).toEqual({
			page_id: PAGES.usd,
			link_data: expect.objectContaining({
				image_hash: imageHashOf(CUP),
				message: 'Freshly roasted',
				name: 'Taste it first',
				link: 'https://harbor-coffee.example/',
				call_to_action: { type: 'SHOP_NOW', value: { link: 'https://harbor-coffee.example/' } },
			}),
		});
		expect(rows).toEqual([
			{
				id: ad.id,
				name: 'cup',
				created: true,
				status: 'PAUSED',
				file: 'cup.png',
				imageHash: imageHashOf(CUP),
				videoId: null,
				creativeId: ad.creativeId,
				adSetId: AD_SETS.usdCboA,
				accountId: ACCOUNTS.usd,
				adsManagerUrl: expect.stringContaining(ad.id),
				note: null,
			},
		]);
		expect(lines(writes())).toEqual(['adimages', 'adcreatives', 'ads'].map((edge) => `POST ${ACCOUNTS.usd}/${edge}`));
	});

	it('makes an ad of a video once Meta has processed it, with Meta’s thumbnail', async () => {
		const { rows, error } = await launch([file(STEAM, 'steam.mp4')], {
			name: 'Steam',
			additionalFields: { description: 'In two days', urlTags: 'utm_source=meta' },
		});
		expect(error).toBeUndefined();
		expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(15_000);
		const [video] = world().all('AdVideo');
		expect(storyOf('Steam').video_data).toMatchObject({
			video_id: video.id,
			image_url: expect.stringContaining('thumbnail-1'),
			link_description: 'In two days',
		});
		expect(video.contentHash).toBe(md5(STEAM));
		expect(rows).toEqual([expect.objectContaining({ videoId: video.id, imageHash: null, file: 'steam.mp4' })]);
	});

	it('makes one ad of each file, of several items and of several files in one', async () => {
		const two = { ...file(CUP, 'cup.png', 'front'), ...file(POT, 'pot.jpg', 'back') };
		const result = await launch([two, file(STEAM, 'steam.mp4')]);
		expect(result.error).toBeUndefined();
		expect(result.rows.map(({ name, created }) => [name, created])).toEqual([
			['cup', true],
			['pot', true],
			['steam', true],
		]);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }]);
		expect(added()).toEqual([2, 1, 3, 3]);
	});

	it('takes the named fields alone, in their order, and numbers the ads of one name', async () => {
		const three = {
			...file(CUP, 'cup.png', 'a'),
			...file(POT, 'pot.jpg', 'b'),
			...file(Buffer.from('%PDF'), 'c.pdf', 'c'),
		};
		const { rows } = await launch([three], { binaryField: 'b, a', name: 'Autumn' });
		expect(rows.map(({ name, file: of }) => [name, of])).toEqual([
			['Autumn 1', 'pot.jpg'],
			['Autumn 2', 'cup.png'],
		]);
	});

	describe('files of one name, from several folders', () => {
		const small = png(640, 640);
		const two = { ...file(CUP, 'cup.png', 'front'), ...file(POT, 'cup.png', 'back') };
		const files = [two, file(STEAM, 'cup.mp4'), file(small, 'cup.png')];

		it('are refused where ads are found by name: nothing is uploaded', async () => {
			const { error } = await launch(files);
			expect(error?.message).toBe('Ad Name is the same for two ads of this run: cup');
			expect(error?.description).toContain('set If It Exists to Create Another');
			expect(writes()).toEqual([]);
		});

		it('give each its own ad with Create Another, in one item and in several', async () => {
			const result = await launch(files, { ifItExists: 'another' });
			expect(result.error).toBeUndefined();
			const hashes = result.rows.map(({ imageHash, name }) => [name, imageHash]);
			expect(hashes).toEqual([CUP, POT, null, small].map((image) => ['cup', image && imageHashOf(image)]));
			expect(new Set(result.rows.map(({ id }) => id)).size).toBe(4);
			expect(pairs(result)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }, { item: 2 }]);
			expect(added()).toEqual([3, 1, 4, 4]);
		});
	});

	it('gives a video among images an ad with a video, and the images theirs', async () => {
		const result = await launch([file(CUP, 'cup.png'), file(STEAM, 'steam.mp4'), file(POT, 'pot.jpg')]);
		expect(result.error).toBeUndefined();
		const kinds = result.rows.map(({ name }) => [name, Object.keys(storyOf(String(name)))[1]]);
		expect(kinds).toEqual([
			['cup', 'link_data'],
			['steam', 'video_data'],
			['pot', 'link_data'],
		]);
		expect(result.rows.map(({ imageHash, videoId }) => [imageHash, videoId === null])).toEqual([
			[imageHashOf(CUP), true],
			[null, false],
			[imageHashOf(POT), true],
		]);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('waits for all videos at once', async () => {
		const videos = Array.from({ length: 8 }, (_, at) => file(mp4(1024 * 1024 + at), `steam ${at}.mp4`));
		const { rows, error } = await launch(videos);
		expect([error, rows.length, added()]).toEqual([undefined, 8, [0, 8, 8, 8]]);
		expect(Math.max(...waits)).toBeLessThanOrEqual(15_000);
	});
});

describe('ad: create from file, as a carousel', () => {
	const carousel = { make: 'carousel' };

	it.each([2, 10])('makes one ad of %i files, each card with its item’s words', async (count) => {
		const files = Array.from({ length: count }, (_, at) => file(png(600 + at, 600), `card ${at}.png`));
		const result = await launch(
			files,
			{
				...carousel,
				name: 'Range',
				headline: '={{ $json.title }}',
				link: '={{ "https://shop.example/" + $json.title }}',
			},
			{ items: files.map((_, at) => ({ title: `cup-${at}` })) },
		);
		expect(result.error).toBeUndefined();
		expect([added(), result.rows.length, pairs(result)]).toEqual([[count, 0, 1, 1], 1, [{ item: 0 }]]);
		const cards = storyOf('Range').link_data.child_attachments as IDataObject[];
		expect(cards.map(({ name, link, image_hash: hash }) => [name, link, hash])).toEqual(
			files.map((one, at) => [
				`cup-${at}`,
				`https://shop.example/cup-${at}`,
				imageHashOf(Buffer.from(one.data.data, 'base64')),
			]),
		);
		expect(result.rows[0]).toMatchObject({ name: 'Range', created: true, file: expect.stringContaining('card 1.png') });
	});

	it('takes videos as cards, too, and several files of one item', async () => {
		const two = { ...file(CUP, 'cup.png', 'front'), ...file(STEAM, 'steam.mp4', 'back') };
		const { rows, error } = await launch([two], carousel);
		expect([error, rows[0].name, added()]).toEqual([undefined, 'cup', [1, 1, 1, 1]]);
		const cards = storyOf('cup').link_data.child_attachments as IDataObject[];
		expect(cards[1]).toMatchObject({ video_id: world().all('AdVideo')[0].id });
	});

	it.each([
		[1, {}, 'Create gets 1 file'],
		[11, {}, 'Create gets 11 files'],
		[2, { primaryText: '=Text {{ $itemIndex }}' }, 'Primary Text is not the same for item 2 as for the first'],
		[2, { make: '={{ $itemIndex ? "carousel" : "adPerFile" }}' }, 'Create applies to the whole run'],
	])('refuses %i files with %j before anything is sent', async (count, more, message) => {
		const files = Array.from({ length: count }, () => file(CUP));
		const { error } = await launch(files, { ...carousel, ...more });
		expect(error?.message).toContain(message);
		expect(bench.emulator.log).toEqual([]);
	});

	it.each([
		['options', { options: { validateOnly: '={{ $itemIndex === 1 }}' } }, 'Options → Validate Only'],
		[
			'fields',
			{ additionalFields: { urlTags: '=utm_content={{ $itemIndex }}' } },
			'Additional Fields → URL Parameters',
		],
	])('refuses items that differ in its %s: none is left to the first', async (_what, more, field) => {
		const { error } = await launch([file(CUP), file(POT, 'pot.jpg')], { ...carousel, ...more });
		expect(error?.message).toBe(`${field} is not the same for item 2 as for the first`);
		expect(bench.emulator.log).toEqual([]);
	});

	it('gives each card its own description', async () => {
		const additionalFields = { description: '=Cup {{ $itemIndex }}' };
		const { error } = await launch([file(CUP), file(POT, 'pot.jpg')], { ...carousel, additionalFields });
		expect([error, added()]).toEqual([undefined, [2, 0, 1, 1]]);
	});

	it('is not made of what is left where one item cannot be used', async () => {
		const files = [file(CUP), file(POT, 'pot.jpg'), file(STEAM, 'steam.mp4')];
		const { rows } = await launch(
			files,
			{ ...carousel, link: '={{ $itemIndex === 1 ? "nowhere" : "https://shop.example/" }}' },
			{ onError: 'continueRegularOutput' },
		);
		expect(rows.map(({ error }) => error)).toEqual([
			'Create takes all items together, and one of them cannot be used',
			'Link is not an address',
			'Create takes all items together, and one of them cannot be used',
		]);
		expect(writes()).toEqual([]);
	});
});

describe('ad: create from file, before anything is sent', () => {
	const noFile = {} as IBinaryKeyData;
	const refused: ReadonlyArray<readonly [string, IBinaryKeyData, IDataObject, string]> = [
		['no file', noFile, {}, 'Input Binary Field points to nothing: this item has no file'],
		['no such file', file(CUP), { binaryField: 'photo' }, 'Input Binary Field cannot be “photo”: the item has no file'],
		['a PDF', file(Buffer.from('%PDF-1.7'), 'a.pdf'), {}, 'Input Binary Field leads to a PDF file'],
		[
			'a PDF called video',
			file(Buffer.from('%PDF-1.7'), 'a.mp4'),
			{},
			'Input Binary Field leads to a PDF, not to a video',
		],
		['an image too large', file(Buffer.concat([CUP, Buffer.alloc(31 * 1024 * 1024)])), {}, 'leads to a file of 32 MB'],
		['an empty file', file(Buffer.alloc(0)), {}, 'leads to an empty file'],
		[
			'a video without a button',
			file(STEAM, 'a.mp4'),
			{ callToAction: 'NO_BUTTON' },
			'Call to Action is needed for a video',
		],
		['no link', file(CUP), { link: '' }, 'Link is empty'],
		[
			'a link next to several messengers',
			file(CUP),
			{ callToAction: 'MESSAGING_MESSENGER_WHATSAPP' },
			'Link has no use, because the ad opens a messenger',
		],
		['an ad instead of the ad set', file(CUP), { adSet: byId(ADS.usdCboA1) }, 'Ad Set is not an ad set'],
		['another account’s ad set', file(CUP), { adSet: byId(AD_SETS.eurNoBudget) }, 'belongs to another ad account'],
		['a page of others', file(CUP), { page: byId(PAGES.foreign) }, 'Page cannot be used'],
	];

	it('takes several messengers in an ad set that leads to them, and in no other', async () => {
		const messengers = { link: '', callToAction: 'MESSAGING_MESSENGER_WHATSAPP' };
		expect((await launch([file(CUP)], messengers)).error?.message).toBe(
			'Call to Action opens other messengers than the ad set leads to',
		);
		expect(writes()).toEqual([]);
		world().get('AdSet', AD_SETS.usdCboA).destinationType = messengers.callToAction;
		const { rows } = await launch([file(CUP)], messengers);
		expect(rows).toEqual([expect.objectContaining({ created: true })]);
	});

	it.each(refused)('refuses %s: nothing is uploaded, of the other item neither', async (_what, one, more, message) => {
		const { error } = await launch([file(POT, 'pot.jpg'), one], more);
		expect(error?.message).toContain(message);
		expect([writes(), added()]).toEqual([[], [0, 0, 0, 0]]);
	});

	it('an ad set made for dynamic creative, or archived', async () => {
		world().get('AdSet', AD_SETS.usdCboA).isDynamicCreative = true;
		const { error } = await launch([file(CUP)]);
		expect(error?.message).toContain('Ad Set is made for dynamic creative');
		bench.emulator.control.reset();
		world().get('AdSet', AD_SETS.usdCboA).status = 'ARCHIVED';
		const second = await launch([file(CUP)]);
		expect(second.error?.message).toContain('Ad Set is archived');
		expect(writes()).toEqual([]);
	});

	it('goes on with the others where the workflow goes on', async () => {
		const { rows } = await launch(
			[
				file(CUP, 'cup.png'),
				file(Buffer.from('%PDF'), 'a.pdf'),
				{ ...file(POT, 'p.jpg'), ...file(Buffer.from('%PDF'), 'b.pdf', 'b') },
			],
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(rows.map(({ name, error }) => name ?? error)).toEqual([
			'cup',
			'Input Binary Field leads to a PDF file',
			'Input Binary Field leads to a PDF file',
		]);
		// The files of an item stand together.
		expect(added()).toEqual([1, 0, 1, 1]);
	});

	it.each([
		['Validate Only', { options: { validateOnly: true } }, {}],
		['an agent without Allow Changes', {}, { node: 'metaAdsTool' }],
	])('with %s uploads nothing', async (_what, more, as) => {
		const { rows, outputs, error } = await launch([file(CUP, 'cup.png'), file(STEAM, 'steam.mp4')], more, as);
		expect([error, writes(), added()]).toEqual([undefined, [], [0, 0, 0, 0]]);
		if (!('node' in as)) {
			expect(rows).toEqual([
				expect.objectContaining({ validated: true, created: false, name: 'cup', id: null }),
				expect.objectContaining({ validated: true, created: false, name: 'steam', id: null }),
			]);
		} else expect(JSON.stringify(outputs)).not.toContain('"created":true');
	});
});

describe('ad: create from file, started again', () => {
	it('makes nothing twice: what is there by name is returned', async () => {
		const files = [file(CUP, 'cup.png'), file(STEAM, 'steam.mp4')];
		const first = await launch(files);
		const once = stock();
		bench.emulator.log.length = 0;
		const { rows } = await launch([...files, file(POT, 'pot.jpg')]);
		expect(rows.map(({ id, created }) => [id, created])).toEqual([
			[first.rows[0].id, false],
			[first.rows[1].id, false],
			[expect.any(String), true],
		]);
		expect(rows[0].creativeId).toBe(first.rows[0].creativeId);
		expect(stock()).toEqual([once[0] + 1, once[1], once[2] + 1, once[3] + 1]);
	});

	it.each<[string, IDataObject[]]>([
		['does not show it yet', []],
		['names it without its ID', [{ name: 'cup', account_id: ACCOUNTS.usd.replace('act_', ''), status: 'PAUSED' }]],
	])('makes nothing twice while the list of the ad set %s', async (_how, data) => {
		await launch([file(CUP, 'cup.png')]);
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${AD_SETS.usdCboA}/ads` },
			fault: { kind: 'http', status: 200, body: JSON.stringify({ data }), contentType: 'application/json' },
		});
		const { rows, error } = await launch([file(CUP, 'cup.png')]);
		expect(rows[0]?.created ?? error?.message).toBe(
			data.length === 0 ? false : 'Meta listed the ad “cup” without its ID',
		);
		expect(added()).toEqual([1, 0, 1, 1]);
	});

	it('two files of one name, one of them to be made anyway, are not guessed between', async () => {
		const { error } = await launch([file(CUP, 'a.png'), file(POT, 'a.png')], {
			ifItExists: '={{ $itemIndex ? "use" : "another" }}',
		});
		expect(error?.message).toBe('Ad Name is the same for two ads of this run: a');
		expect(writes()).toEqual([]);
	});

	it('an ad that was there is none that was carried out', async () => {
		await launch([file(CUP, 'cup.png')]);
		fault(`${ACCOUNTS.usd}/adimages`, 1, { kind: 'graph', code: 368 });
		const { error } = await launch([file(CUP, 'cup.png'), file(POT, 'pot.jpg')]);
		expect(error?.description).toContain('Nothing was changed.');
		expect(error?.description).not.toContain('carried out');
	});

	it('makes the ad whose first try was refused, and no other', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/ads`, times: 1 },
			fault: { kind: 'graph', code: 368 },
		});
		const files = [file(CUP, 'cup.png'), file(POT, 'Café.JPG'), file(STEAM, 'steam.mp4')];
		const first = await launch(files, {}, { onError: 'continueRegularOutput' });
		expect(first.rows.filter(({ error }) => error !== undefined)).toHaveLength(1);
		const { rows } = await launch(files, {}, { onError: 'continueRegularOutput' });
		expect(rows.map(({ created }) => created).toSorted()).toEqual([false, false, true]);
		expect(added()[3]).toBe(3);
	});

	it('as chosen makes another or stops; two of one name are not guessed between', async () => {
		await launch([file(CUP, 'cup.png')]);
		const stopped = await launch([file(CUP, 'cup.png')], { ifItExists: 'stop' });
		expect(stopped.error?.message).toMatch(/^Ad Name is taken: the ad set has the ad \d+$/);
		expect(added()).toEqual([1, 0, 1, 1]);
		await launch([file(CUP, 'cup.png')], { ifItExists: 'another' });
		expect(added()[3]).toBe(2);
		const several = await launch([file(CUP, 'cup.png')]);
		expect(several.error?.message).toContain('matches several ads');
		const twice = await launch([file(POT, 'pot.jpg'), file(CUP, 'pot.jpg')]);
		expect(twice.error?.message).toContain('is the same for two ads of this run: pot');
		expect(added()[3]).toBe(2);
	});
});

describe('ad: create from file, when a step fails', () => {
	const edges = ['adimages', 'adcreatives', 'ads'];
	const lost = { kind: 'reset', applied: true };

	it.each(edges)('finds what a lost answer of %s has made, and makes nothing twice', async (edge) => {
		passTime(3_600_000);
		fault(`${ACCOUNTS.usd}/${edge}`, 1, lost);
		const { rows, error } = await launch([file(CUP, 'cup.png')]);
		expect([error, rows[0]?.created, added()]).toEqual([undefined, true, [1, 0, 1, 1]]);
	});

	it.each([1, 2, 3, 4])('a lost answer at piece %i of a video is made up for', async (nth) => {
		fault(`${ACCOUNTS.usd}/advideos`, nth, lost);
		const { rows, error } = await launch([file(STEAM, 'steam.mp4')]);
		expect([error, rows[0]?.created]).toEqual([undefined, true]);
		expect(
			world()
				.all('AdVideo')
				.filter(({ processing }) => processing !== undefined),
		).toHaveLength(1);
		expect(added().slice(2)).toEqual([1, 1]);
	});

	it.each([
		['adcreatives', [1, 1, 1, 0]],
		['ads', [1, 1, 2, 1]],
	])('a refusal at %s names what was made, in a run that stops', async (edge, made) => {
		fault(`${ACCOUNTS.usd}/${edge}`, 1, { kind: 'graph', code: 368 });
		const { error } = await launch([file(CUP, 'cup.png'), file(STEAM, 'steam.mp4')]);
		expect(added()).toEqual(made);
		expect(error?.description).toContain(`Made so far: cup.png (image ${imageHashOf(CUP)}`);
		expect(error?.description).toContain(`steam.mp4 (video ${world().all('AdVideo')[0].id}`);
		for (const { id } of world().all('AdCreative').slice(before[2]))
			expect(error?.description).toContain(`creative ${id}`);
		for (const { id } of world().all('Ad').slice(before[3])) expect(error?.description).toContain(`ad ${id}`);
	});

	it('a refusal in a workflow that goes on names what its own item has made', async () => {
		fault(`${ACCOUNTS.usd}/ads`, 1, { kind: 'graph', code: 368 });
		const { rows } = await launch(
			[file(CUP, 'cup.png'), file(POT, 'pot.jpg')],
			{},
			{ onError: 'continueRegularOutput' },
		);
		const failing = rows.find(({ error }) => error !== undefined)!;
		const { advice } = failing.details as IDataObject;
		expect(advice).toMatch(
			/None of these parts runs or costs anything\. Made so far: (cup\.png|pot\.jpg) \(image [0-9a-f]{32}, creative \d+\)\./,
		);
		expect(rows.filter(({ created }) => created === true)).toHaveLength(1);
	});

	it.each([
		['adcreatives', 1],
		['ads', 1],
	])('Retry On Fail goes on where %s failed: no upload and no creative twice', async (edge, nth) => {
		// Beyond what the client itself tries again: a refusal, then the way is free.
		fault(`${ACCOUNTS.usd}/${edge}`, nth, { kind: 'graph', code: 368 });
		const { rows, error } = await launch([file(STEAM, 'steam.mp4')], {}, { retryOnFail: true, maxTries: 2 });
		expect([error, rows[0]?.created, added()]).toEqual([undefined, true, [0, 1, 1, 1]]);
		const finishes = writes().filter(({ params }) => params.upload_phase === 'finish');
		expect(finishes).toHaveLength(1);
	});

	it.each(['another', 'stop', 'use'])(
		'what a retry finds of its own first try is no ad of others: %s',
		async (ifItExists) => {
			fault(`${ACCOUNTS.usd}/ads`, 2, { kind: 'graph', code: 368 });
			const two = { ...file(CUP, 'cup.png', 'front'), ...file(POT, 'pot.jpg', 'back') };
			const { rows, error } = await launch([two], { ifItExists }, { retryOnFail: true, maxTries: 2 });
			expect(error).toBeUndefined();
			expect(rows.map(({ name, created, imageHash }) => [name, created, imageHash])).toEqual([
				['cup', true, imageHashOf(CUP)],
				['pot', true, imageHashOf(POT)],
			]);
			expect(added()).toEqual([2, 0, 2, 2]);
		},
	);

	it('a video that is not ready in time fails with its ID, and a retry only goes on waiting', async () => {
		bench.emulator.control.setVideos({ state: 'ready', seconds: 40 });
		const options = { waitUpTo: 30 };
		const { error } = await launch([file(STEAM, 'a.mp4')], { options });
		expect(error?.message).toBe('Meta is still processing the video “a.mp4”');
		expect(error?.description).toContain(world().all('AdVideo')[0].id);
		const retried = await launch([file(STEAM, 'b.mp4')], { options }, { retryOnFail: true, maxTries: 3 });
		expect([retried.error, retried.rows[0]?.created, added()]).toEqual([undefined, true, [0, 2, 1, 1]]);
	});

	it('a video Meta cannot process makes no ad', async () => {
		bench.emulator.control.setVideos({ state: 'error', seconds: 1 });
		const { error } = await launch([file(STEAM, 'steam.mp4')]);
		expect(error?.message).toBe('Input Binary Field leads to a video that Meta could not process');
		expect(added().slice(2)).toEqual([0, 0]);
	});

	it.each([
		['continueRegularOutput', 1],
		[undefined, 2],
	] as const)(
		'of two files of one item, the ad of which nobody knows is told and not sent again: %s',
		async (onError, maxTries) => {
			fault(`${ACCOUNTS.usd}/ads`, 1, { kind: 'graph', code: 368 });
			fault(`${ACCOUNTS.usd}/ads`, 2, { kind: 'nullSlot', applied: false });
			const two = { ...file(CUP, 'cup.png', 'front'), ...file(POT, 'pot.jpg', 'back') };
			const { rows, error } = await launch([two], {}, { onError, retryOnFail: maxTries > 1, maxTries });
			expect(error?.message ?? rows[0].error).toContain('It is unknown whether Meta created the ad “pot”');
			expect(writes().filter(({ path }) => path.endsWith('/ads'))).toHaveLength(2);
		},
	);

	it('two tries that end unknown send no second ad', async () => {
		fault(`${ACCOUNTS.usd}/ads`, 1, { kind: 'reset', applied: false });
		const { error } = await launch([file(CUP, 'cup.png')], {}, { retryOnFail: true, maxTries: 3 });
		expect(error?.message).toContain('It is unknown whether Meta created the ad');
		expect(error?.description).toContain(`image ${imageHashOf(CUP)}`);
		expect(writes().filter(({ path }) => path.endsWith('/ads'))).toHaveLength(1);
	});
});
