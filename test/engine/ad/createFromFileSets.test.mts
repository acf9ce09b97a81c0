import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { AD_SETS, AUDIENCES, PAGES } from '../../../emulator/world/seedIds.mts';
import { jpeg, mp4, png } from '../../pictures.mts';
import { decoded, useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';
import { file } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const { writes } = bench;
const world = () => bench.emulator.world;
const created = (edge: string): number => writes().filter(({ path }) => path.endsWith(`/${edge}`)).length;

const form = (more: IDataObject = {}): IDataObject => ({
	resource: 'ad',
	adSet: byId(AD_SETS.usdNoBudgetA),
	page: byId(PAGES.usd),
	primaryText: 'Freshly roasted',
	link: 'harbor-coffee.example/autumn',
	callToAction: 'SHOP_NOW',
	...more,
});
const launch = async (
	parameters: IDataObject,
	files: Array<IBinaryKeyData | undefined>,
	items: IDataObject[] = files.map(() => ({})),
	more: Partial<NodeRun> = {},
) => await bench.run('createFromFile', form(parameters), { files: files as IBinaryKeyData[], items, ...more });

const three = () => [file(png(600, 600), 'a.png'), file(jpeg(700, 700), 'b.jpg'), file(mp4(2048), 'c.mp4')];
const perCountry = { into: 'perCountry', countries: ['US', 'CA'] };

describe('ad: create from file, in several ad sets', () => {
	it('makes an ad set for each country, and an ad of each file in each: 2 × 3 with three uploads', async () => {
		const { rows, error } = await launch(perCountry, three());
		expect(error).toBeUndefined();
		expect(rows).toHaveLength(6);
		const model = world().get('AdSet', AD_SETS.usdNoBudgetA);
		const fresh = world().all('AdSet').slice(-2);
		expect(fresh.map(({ name, status }) => [name, status])).toEqual([
			[`${model.name} – US`, 'PAUSED'],
			[`${model.name} – CA`, 'PAUSED'],
		]);
		expect(fresh.map(({ targeting }) => (targeting as IDataObject).geo_locations)).toEqual([
			expect.objectContaining({ countries: ['US'] }),
			expect.objectContaining({ countries: ['CA'] }),
		]);
		for (const adSet of fresh)
			expect(
				world()
					.adsOf(adSet)
					.map(({ name }) => name),
			).toEqual(['a', 'b', 'c']);
		expect([created('adsets'), created('adimages'), created('adcreatives'), created('ads')]).toEqual([2, 2, 3, 6]);
		const { creativeId } = world().all('Ad').at(-1)!;
		expect(JSON.stringify(world().get('AdCreative', creativeId).fields)).toContain(
			'https://harbor-coffee.example/autumn',
		);
	});

	it('says in each row that its ad set is new, and what of the original it has not', async () => {
		const model = world().get('AdSet', AD_SETS.usdNoBudgetA);
		const start = world().clock.now() - 40 * 86_400_000;
		Object.assign(model, { startTime: start, endTime: start + 86_400_000 });
		const { rows, error } = await launch({ into: 'perCountry', countries: ['CA'] }, [three()[0]]);
		expect(error).toBeUndefined();
		const fresh = world().all('AdSet').at(-1)!;
		expect(rows[0].note).toMatch(
			/^The ad set “.+ – CA” is new and paused: .+ Left behind from the original: the end time/,
		);
		expect(fresh.startTime ?? Infinity).toBeGreaterThan(start);
		expect(fresh.endTime).toBeUndefined();
		const sent = decoded(writes().find(({ path }) => path.endsWith('/adsets'))!);
		expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(['start_time']));
	});

	it('two runs at once make each new ad set once', async () => {
		const before = world().all('AdSet').length;
		const both = await Promise.all([1, 2].map(async () => await launch(perCountry, [three()[0]])));
		expect(both.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(world().all('AdSet').length - before).toBe(2);
		expect(created('ads')).toBe(2);
	});

	it('makes nothing twice when it runs again', async () => {
		await launch(perCountry, three());
		bench.emulator.log.length = 0;
		const { rows, error } = await launch(perCountry, three());
		expect(error).toBeUndefined();
		expect(rows.map(({ created: isNew }) => isNew)).toEqual(Array(6).fill(false));
		expect(writes()).toEqual([]);
	});

	it('makes an ad set for each audience', async () => {
		const audiences = { rows: [AUDIENCES.usdNewsletter, AUDIENCES.usdVisitors].map((id) => ({ audience: byId(id) })) };
		const { rows, error } = await launch({ into: 'perAudience', audiences }, [three()[0]]);
		expect(error).toBeUndefined();
		expect(rows).toHaveLength(2);
		expect(
			world()
				.all('AdSet')
				.slice(-2)
				.map(({ targeting }) => ((targeting as IDataObject).custom_audiences as IDataObject[])[0].id),
		).toEqual([AUDIENCES.usdNewsletter, AUDIENCES.usdVisitors]);
	});

	it('takes several that are there', async () => {
		const moreAdSets = { rows: [{ adSet: byId(AD_SETS.usdNoBudgetB) }, { adSet: byId(AD_SETS.usdNoBudgetA) }] };
		const { rows } = await launch({ into: 'several', moreAdSets }, [three()[0]]);
		expect(rows.map(({ adSetId }) => adSetId)).toEqual([AD_SETS.usdNoBudgetA, AD_SETS.usdNoBudgetB]);
		expect([created('adimages'), created('adcreatives'), created('ads')]).toEqual([1, 1, 2]);
	});

	it('only looks with Validate Only: no ad set is made', async () => {
		const { rows } = await launch({ ...perCountry, options: { validateOnly: true } }, [three()[0]]);
		expect(rows.map(({ validated }) => validated)).toEqual([true, true]);
		expect(writes()).toEqual([]);
	});

	it.each([
		['countries', { into: 'perCountry', countries: [] }],
		['audiences', { into: 'perAudience', audiences: {} }],
	])('asks for the %s', async (_what, parameters) => {
		const { error } = await launch(parameters as IDataObject, [three()[0]]);
		expect(error?.message).toMatch(/empty/);
		expect(writes()).toEqual([]);
	});

	it('a folder of 300 files becomes 300 ads or an ending each', async () => {
		const files = Array.from({ length: 300 }, (_, at) => file(png(600, 600 + at), `shot ${at}.png`));
		const { rows, error } = await launch({ ifItExists: 'another' }, files, undefined, {
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(rows).toHaveLength(300);
		const made = rows.filter(({ created: isNew }) => isNew === true).length;
		// Meta takes fifty ads an ad set: the others say so.
		expect(rows.filter(({ error: problem }) => String(problem ?? '').length > 0)).toHaveLength(300 - made);
		expect(made).toBeGreaterThan(40);
	}, 120_000);
});

describe('ad: create from file, with texts of a sheet', () => {
	const rows = { options: { textsFrom: 'rows' } };
	const sheet = [
		{ File: 'A.PNG', 'Primary Text': 'Text of a', headline: 'Head of a', link: 'example.com/a', 'Ad Name': 'Autumn a' },
		{ file: 'b', primary_text: 'Text of b' },
	];

	it('finds each file’s row by its name, in any spelling; the form fills what a row leaves empty', async () => {
		const { rows: out, error } = await launch(rows, [...three().slice(0, 2), undefined, undefined], [{}, {}, ...sheet]);
		expect(error).toBeUndefined();
		expect(out.map(({ name }) => name)).toEqual(['Autumn a', 'b']);
		const stories = out.map(({ creativeId }) => world().get('AdCreative', String(creativeId)).fields.object_story_spec);
		expect(stories).toEqual([
			expect.objectContaining({
				link_data: expect.objectContaining({ message: 'Text of a', name: 'Head of a', link: 'https://example.com/a' }),
			}),
			expect.objectContaining({
				link_data: expect.objectContaining({ message: 'Text of b', link: 'https://harbor-coffee.example/autumn' }),
			}),
		]);
	});

	it.each<[what: string, files: string[], sheet: IDataObject[]]>([
		[
			'names with points, without their endings',
			['ad_1.91x1.png', 'ad_24.12.png'],
			[{ file: 'ad_1.91x1' }, { file: 'ad_24.12' }],
		],
		['an image and a video of one name', ['sale.png', 'sale.mp4'], [{ file: 'sale.png' }, { file: 'sale.mp4' }]],
		['names that only differ behind a point', ['v.10.png', 'v.11.png'], [{ file: 'v.10' }, { file: 'v.11' }]],
		[
			'umlauts as a Mac writes them',
			['Gru\u0308n.png', 'Café.png'],
			[{ file: 'Gr\u00fcn' }, { file: 'Cafe\u0301.png' }],
		],
		['another ending than the file has', ['a.jpeg', 'b.png'], [{ file: 'a.jpg' }, { file: 'b.psd' }]],
	])('finds rows by %s', async (_what, names, sheet) => {
		const files = names.map((name) => file(name.endsWith('.mp4') ? mp4(2048) : png(600, 600), name));
		const texts = sheet.map((row, at) => ({ ...row, text: `Text ${at}`, adName: `Ad ${at}` }));
		const { rows: out, error } = await launch(rows, [...files, ...texts.map(() => undefined)], [{}, {}, ...texts]);
		expect(error).toBeUndefined();
		const stories = out.map(({ creativeId }) => world().get('AdCreative', String(creativeId)).fields.object_story_spec);
		expect(stories.map((story) => /Text \d/.exec(JSON.stringify(story))?.[0])).toEqual(['Text 0', 'Text 1']);
	});

	it('takes the first of several texts in a sheet', async () => {
		const texts = { file: 'a', 'Headline 1': 'First', 'Headline 2': 'Second', 'Headline 3': '' };
		const { rows: out, error } = await launch(rows, [three()[0], undefined], [{}, texts]);
		expect(error).toBeUndefined();
		const { fields } = world().get('AdCreative', String(out[0].creativeId));
		expect(fields.object_story_spec).toMatchObject({ link_data: { name: 'First' } });
	});

	it.each<[string, IDataObject[], RegExp]>([
		['a row without its file', [...sheet, { file: 'gone.png' }], /row for gone\.png has no file/],
		['two rows of one file', [...sheet, { file: 'a' }], /two rows are for a/],
		['a row that names none', [...sheet, { text: 'x' }], /names no file/],
		['a file without its row', [sheet[0]], /no row for b\.jpg/],
		['a row with a link that isn’t one', [{ file: 'a', link: 'not a link' }, sheet[1]], /is not an address/],
	])('refuses %s, and makes nothing', async (_what, these, words) => {
		const { error } = await launch(rows, [...three().slice(0, 2), ...these.map(() => undefined)], [{}, {}, ...these]);
		expect(error?.message).toMatch(words);
		expect(writes()).toEqual([]);
	});
});
