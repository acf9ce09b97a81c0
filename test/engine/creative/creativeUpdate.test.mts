import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, ADS, CREATIVES, PAGES } from '../../../emulator/world/seedIds.mts';
import { decoded, lines, useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';
import { putImage, putVideo } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const { sent, writes } = bench;
const run = async (operation: string, parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run(operation, { resource: 'creative', ...parameters }, more);
const world = () => bench.emulator.world;
const newest = () => world().all('AdCreative').at(-1)!;
const count = () => world().all('AdCreative').length;
const creativeOf = (ad: string) => world().get('Ad', ad).creativeId;
const cup = byId(CREATIVES.usdCup);

describe('creative: update of name and labels', () => {
	it('sends what differs and reads it back', async () => {
		const { rows, error } = await run('update', { creative: cup, updateFields: { name: 'Renamed', labels: 'spring' } });
		expect(error).toBeUndefined();
		expect(lines(sent()).slice(1)).toEqual([
			`GET ${CREATIVES.usdCup}`,
			`POST ${CREATIVES.usdCup}`,
			`GET ${CREATIVES.usdCup}`,
		]);
		expect(rows).toEqual([
			expect.objectContaining({
				name: 'Renamed',
				labels: 'spring',
				changed: true,
				changes: 'Name: Steaming cup → Renamed; Labels: none → spring',
			}),
		]);
	});

	it('only compares when Validate Only is on: Meta has no check for it', async () => {
		const { rows, error } = await run('update', {
			creative: cup,
			updateFields: { name: 'Renamed' },
			options: { validateOnly: true },
		});
		expect(error).toBeUndefined();
		expect(lines(sent()).filter((line) => !line.startsWith('GET'))).toEqual([]);
		expect(world().get('AdCreative', CREATIVES.usdCup).fields.name).toBe('Steaming cup');
		const note = 'Meta has no check for changes of creatives: this one was compared here only. Nothing was changed.';
		expect(rows).toEqual([
			expect.objectContaining({ validated: true, changed: false, changes: 'Name: Steaming cup → Renamed', note }),
		]);
	});

	it('sends nothing where it is there already, or where nothing is asked for', async () => {
		const { rows } = await run('update', { creative: cup, updateFields: { name: 'Steaming cup' } });
		expect(rows).toEqual([expect.objectContaining({ changed: false })]);
		expect((await run('update', { creative: cup })).error?.message).toBe('Update Fields has nothing to change');
		expect((await run('update', { creative: cup, updateType: 'copy' })).error?.message).toBe(
			'New Text has nothing to change',
		);
		expect(writes()).toEqual([]);
	});
});

it.each([
	[{ updateType: '={{ $json.typo }}', updateFields: { name: 'New' } }, 'Update is empty'],
	[{ updateFields: { name: '={{ $json.typo }}' } }, 'Update Fields → Name is empty'],
	[{ updateType: 'copy', copyFields: { headline: '={{ "" }}' } }, 'New Text → Headline is empty'],
	[{ updateType: 'copy', copyFields: { headline: 'New' }, ads: '={{ $json.typo }}' }, 'Ad IDs is empty'],
])('creative: update refuses %j before anything is sent', async (parameters, message) => {
	const { error } = await run('update', { creative: cup, ...parameters });
	expect(error?.message).toBe(message);
	expect(sent()).toEqual([]);
});

describe('creative: replace copy', () => {
	const replace = async (copyFields: IDataObject, more: IDataObject = {}, settings: Partial<NodeRun> = {}) =>
		await run('update', { updateType: 'copy', creative: cup, copyFields, ...more }, settings);
	const both = `${ADS.usdCboA1}, ${ADS.usdCboB1}`;
	const link = 'https://harbor-coffee.example/';

	it('makes a new creative with the rest as it was, and gives it to the ads', async () => {
		const before = count();
		const { rows, error } = await replace(
			{ primaryText: 'New words', callToAction: 'LEARN_MORE', urlTags: 'a=b' },
			{ ads: both },
		);
		expect(error).toBeUndefined();
		expect(decoded(writes()[0])).toEqual({
			name: 'Steaming cup',
			object_story_spec: {
				page_id: PAGES.usd,
				link_data: { link, message: 'New words', call_to_action: { type: 'LEARN_MORE', value: { link } } },
			},
			url_tags: 'a=b',
		});
		expect([creativeOf(ADS.usdCboA1), creativeOf(ADS.usdCboB1), count()]).toEqual([
			newest().id,
			newest().id,
			before + 1,
		]);
		expect(rows).toEqual([
			expect.objectContaining({
				id: newest().id,
				created: true,
				replacedCreativeId: CREATIVES.usdCup,
				changedAds: both,
				primaryText: 'New words',
				callToAction: 'LEARN_MORE',
			}),
		]);
		// The old one is as it was.
		expect(world().get('AdCreative', CREATIVES.usdCup).fields.body).toBe('Steaming cup: see for yourself.');
	});

	it('keeps the media of images, videos and carousels, each named once', async () => {
		const [image, video] = [putImage(world()), putVideo(world())];
		const basics = { name: 'Old', page: byId(PAGES.usd), link, primaryText: 'Old', callToAction: 'SHOP_NOW' };
		const made = async (form: IDataObject) => (await run('create', { ...basics, ...form })).rows[0].id as string;
		const ids = [
			await made({ format: 'singleImage', image: byId(image) }),
			await made({ format: 'singleVideo', video: byId(video) }),
			await made({ format: 'carousel', cards: { rows: [{ image: byId(image) }, { video: byId(video) }] } }),
		];
		for (const id of ids) {
			const { rows, error } = await replace({ primaryText: 'New' }, { creative: byId(id) });
			expect(error).toBeUndefined();
			const [one, other] = [id, rows[0].id as string].map(
				(creative) => world().get('AdCreative', creative).fields.object_story_spec,
			);
			expect(other).toEqual(JSON.parse(JSON.stringify(one).replace('"message":"Old"', '"message":"New"')));
		}
	});

	it('only has it checked when Validate Only is on', async () => {
		const before = count();
		const { rows } = await replace({ primaryText: 'New' }, { ads: both, options: { validateOnly: true } });
		expect(rows).toEqual([expect.objectContaining({ validated: true, created: false })]);
		expect([writes(), count()]).toEqual([[], before]);
	});

	const refused: Record<string, [form: () => IDataObject, message: string]> = {
		'an ad that shows another creative': [
			() => ({ ads: ADS.usdCboA2 }),
			`Ad IDs has the ad ${ADS.usdCboA2}, which shows another creative`,
		],
		'an ad of another account': [
			() => ({ ads: ADS.eurNoBudget1 }),
			'Ad IDs belongs to another ad account than the chosen one',
		],
		'an ad set instead of an ad': [
			() => ({ ads: AD_SETS.usdCboA }),
			'Ad IDs is not an ad: the ID belongs to an ad set',
		],
		'a name instead of an ID': [() => ({ ads: 'Cup' }), 'Ad IDs → row 1 is not an ID'],
	};

	it.each(Object.entries(refused))('%s is told before anything is made', async (_title, [form, message]) => {
		const before = count();
		const { error } = await replace({ primaryText: 'New' }, form());
		expect(error?.message).toBe(message);
		expect([writes(), count()]).toEqual([[], before]);
	});

	it('a post has no copy of its own', async () => {
		const { rows } = await run('create', {
			format: 'existingPost',
			name: 'Post',
			postId: `${PAGES.usd}_3010000000000003`,
		});
		const { error } = await replace({ primaryText: 'New' }, { creative: byId(rows[0].id as string) });
		expect(error?.message).toBe('Creative has no copy that could be replaced');
	});

	it('when an ad refuses, it says which show the new one, and a retry makes no other', async () => {
		const before = count();
		bench.emulator.control.addFault({
			match: { method: 'POST', path: ADS.usdCboB1 },
			fault: { kind: 'graph', code: 200 },
		});
		const { error } = await replace({ primaryText: 'New' }, { ads: both }, { retryOnFail: true });
		expect(error?.message).toBe(`The new creative ${newest().id} was made, but not all ads show it`);
		expect(error?.description).toContain(`The ads ${ADS.usdCboA1} show it; ${ADS.usdCboB1} may still show the old one`);
		expect([creativeOf(ADS.usdCboA1), creativeOf(ADS.usdCboB1), count() - before]).toEqual([
			newest().id,
			CREATIVES.usdCup,
			1,
		]);
	});

	it('a lost answer makes no second creative', async () => {
		const before = count();
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/adcreatives`, times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const { rows } = await replace({ primaryText: 'New' }, { ads: both });
		expect(rows).toEqual([expect.objectContaining({ id: newest().id })]);
		expect([count() - before, creativeOf(ADS.usdCboA1)]).toEqual([1, newest().id]);
	});

	it('each item says what it wants', async () => {
		const items = [{ type: 'details' }, { type: 'copy' }];
		const fields = { updateFields: { name: 'Renamed' } };
		const { rows } = await replace({ primaryText: 'New' }, { ...fields, updateType: '={{ $json.type }}' }, { items });
		expect(rows).toEqual([
			expect.objectContaining({ changed: true, name: 'Renamed' }),
			expect.objectContaining({ created: true, primaryText: 'New' }),
		]);
	});
});
