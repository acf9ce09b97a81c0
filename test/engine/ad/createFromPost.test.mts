import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, INSTAGRAM, PAGES, POSTS } from '../../../emulator/world/seedIds.mts';
import { pageTokens } from '../../../nodes/meta/leads/pageAccess.ts';
import { lines, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, searchList, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
beforeEach(() => pageTokens.clear());
const { sent, writes } = bench;
const world = () => bench.emulator.world;

const fromItem = { __rl: true, mode: 'list', value: 'item' };
const facebook = (more: IDataObject = {}): IDataObject => ({
	resource: 'ad',
	adSet: byId(AD_SETS.usdCboA),
	postOn: 'facebook',
	post: fromItem,
	...more,
});
const instagram = (more: IDataObject = {}): IDataObject =>
	facebook({
		postOn: 'instagram',
		page: byId(PAGES.usd),
		instagramAccount: byId(INSTAGRAM.usd),
		callToAction: 'LEARN_MORE',
		...more,
	});
const promote = async (parameters: IDataObject, items: IDataObject[] = [{}], more: Partial<NodeRun> = {}) =>
	await bench.run('createFromPost', parameters, { items, ...more });
const creativeOf = (id: unknown) => world().get('AdCreative', String(id)).fields;

describe('ad: create from post', () => {
	it('makes a paused ad of what Facebook Graph API has just published', async () => {
		const { rows, error } = await promote(facebook(), [{ id: POSTS.usdBeans }]);
		expect(error).toBeUndefined();
		const ad = world().all('Ad').at(-1)!;
		expect([ad.status, ad.adSet.id]).toEqual(['PAUSED', AD_SETS.usdCboA]);
		expect(creativeOf(ad.creativeId)).toMatchObject({ object_story_id: POSTS.usdBeans });
		expect(rows).toEqual([
			{
				id: ad.id,
				name: 'The first beans of the autumn harvest are here. (3010000000000003)',
				created: true,
				status: 'PAUSED',
				postId: POSTS.usdBeans,
				postUrl: expect.stringContaining('3010000000000003'),
				creativeId: ad.creativeId,
				adSetId: AD_SETS.usdCboA,
				accountId: ACCOUNTS.usd,
				adsManagerUrl: expect.stringContaining(ad.id),
				note: null,
			},
		]);
		expect(lines(writes())).toEqual(['adcreatives', 'ads'].map((edge) => `POST ${ACCOUNTS.usd}/${edge}`));
	});

	it.each([
		['a photo, whose post stands next to it', { id: '3011000000000009', post_id: POSTS.usdBeans }, POSTS.usdBeans],
		['a video, by its number and the chosen page', { id: '3010000000000003' }, POSTS.usdBeans],
		['a post without words', { id: POSTS.usdAlbum }, POSTS.usdAlbum],
	])('takes %s', async (_title, item, post) => {
		const { rows, error } = await promote(facebook({ page: byId(PAGES.usd) }), [item]);
		expect(error).toBeUndefined();
		expect(creativeOf(rows[0].creativeId).object_story_id).toBe(post);
	});

	it('makes an ad of a post on Instagram, with its button', async () => {
		const { rows, error } = await promote(
			instagram({ link: 'https://harbor-coffee.example/', additionalFields: { urlTags: 'utm_source=meta' } }),
			[{ id: POSTS.instagramCup }],
		);
		expect(error).toBeUndefined();
		expect(creativeOf(rows[0].creativeId)).toMatchObject({
			object_id: PAGES.usd,
			instagram_user_id: INSTAGRAM.usd,
			source_instagram_media_id: POSTS.instagramCup,
			url_tags: 'utm_source=meta',
		});
		expect(rows[0].name).toBe('A cup for every morning (17900000000000001)');
	});

	it('makes nothing of a post that has its ad there', async () => {
		await promote(facebook(), [{ id: POSTS.usdBeans }]);
		bench.emulator.log.length = 0;
		const { rows } = await promote(facebook(), [{ id: POSTS.usdBeans }]);
		expect(rows[0]).toMatchObject({ created: false, status: 'PAUSED' });
		expect(writes()).toEqual([]);
	});

	it('only looks with Validate Only', async () => {
		const { rows } = await promote(facebook({ options: { validateOnly: true } }), [{ id: POSTS.usdBeans }]);
		expect(rows[0]).toMatchObject({ validated: true, created: false, postId: POSTS.usdBeans });
		expect(writes()).toEqual([]);
	});

	it.each<[string, IDataObject, IDataObject, RegExp]>([
		['a post Meta does not let become an ad', facebook(), { id: POSTS.usdPoll }, /cannot become an ad/],
		['a deleted post', facebook(), { id: `${PAGES.usd}_3010000000000777` }, /is not shown by Meta/],
		[
			'a post of another page than the chosen one',
			facebook({ page: byId(PAGES.usdSecond) }),
			{ id: POSTS.usdBeans },
			/is of another page/,
		],
		['a post of a page nobody has assigned', facebook(), { id: POSTS.foreign }, /cannot be used/],
		['an item that names no post', facebook(), { success: true }, /names no post/],
		['a number without its page', facebook(), { id: '3010000000000003' }, /is needed/],
		['a Facebook post on Instagram', instagram(), { id: POSTS.usdBeans }, /is a Facebook post/],
		['music that may not be promoted', instagram(), { id: POSTS.instagramMusic }, /copyrighted music/],
		['another Instagram account’s post', instagram(), { id: POSTS.instagramLamp }, /another Instagram account/],
		['a post with words for an ID', facebook(), { id: 'my post' }, /is not the ID of a post/],
		['an Instagram post without its page', instagram({ page: byId('') }), { id: POSTS.instagramCup }, /is empty/],
		['a deleted ad set', facebook({ adSet: byId('120211000000000099') }), { id: POSTS.usdBeans }, /No such object/],
	])('refuses %s, and makes nothing', async (_title, parameters, item, words) => {
		const { error } = await promote(parameters, [item]);
		expect(error?.message).toMatch(words);
		expect(writes()).toEqual([]);
	});

	it.each<[string, unknown]>([
		['the address of a post', 'https://www.facebook.com/1234/posts/3010000000000003'],
		['an address without digits', 'https://www.facebook.com/harbor/posts/pfbid02abcDEF'],
		['an emoji', '☕️'],
		['spaces inside', '3001 000000000003_3010000000000003'],
		['a path out of Graph', '../me/accounts'],
		['parameters', '3010000000000003_3010000000000003?fields=access_token'],
		['two underscores', '3001000000000001_3010000000000003_1'],
		['digits of another script', '٣٠١٠٠٠٠٠٠٠٠٠٠٠٠٣'],
		['five thousand characters', '9'.repeat(5000)],
		['a number that JavaScript has rounded', Number('17900000000000001')],
		['a list', ['3010000000000003']],
		['an object', { id: '3010000000000003' }],
		['null', null],
		['nothing', ''],
	])('refuses %s as the ID of an item, in its own words, and asks Meta nothing of it', async (_title, id) => {
		const { error } = await promote(facebook({ page: byId(PAGES.usd) }), [{ id } as IDataObject]);
		expect(error?.message).toMatch(/^Post /);
		expect(error?.message.length).toBeLessThan(400);
		expect(lines(sent()).filter((line) => !line.endsWith(PAGES.usd))).toEqual([]);
	});

	it('takes spaces around an ID', async () => {
		const { rows, error } = await promote(facebook(), [{ id: ` ${POSTS.usdBeans}\n` }]);
		expect(error).toBeUndefined();
		expect(rows[0].postId).toBe(POSTS.usdBeans);
	});

	it('says which tags of the credential its links get', async () => {
		const credential = { ...emulatorCredential(bench.emulator.url), urlTags: 'utm_source=meta' };
		const { rows } = await promote(facebook(), [{ id: POSTS.usdBeans }], { credential });
		expect(rows[0].note).toBe('Its links get the URL Parameters of the credential: utm_source=meta.');
	});

	it('each item has its own ending where the run goes on', async () => {
		const items = [{ id: POSTS.usdPoll }, { id: POSTS.usdBeans }];
		const { rows, error } = await promote(facebook(), items, { onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		expect(rows.map(({ created, error: problem }) => created ?? String(problem).includes('cannot become'))).toEqual([
			true,
			true,
		]);
	});

	it('goes on where the token may not read posts, and Meta judges', async () => {
		const full = world().tokens.get('EMULATOR')!;
		const scopes = full.scopes.filter((scope) => scope !== 'pages_read_engagement');
		world().tokens.set('EMULATOR-NO-POSTS', { ...full, value: 'EMULATOR-NO-POSTS', scopes });
		const { rows, error } = await promote(facebook(), [{ id: POSTS.usdBeans }], {
			bearer: 'EMULATOR-NO-POSTS',
		});
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ created: true, name: 'Post 3010000000000003', postUrl: null });
	});
});

describe('the list of posts', () => {
	const list = async (parameters: IDataObject, filter?: string) =>
		await searchList('searchPosts', { credential: emulatorCredential(bench.emulator.url), parameters }, filter);

	it('says so where the page is an expression without a value yet', async () => {
		const page = byId('={{ $json.page }}');
		await expect(list({ resource: 'ad', operation: 'createFromPost', ...facebook({ page }) })).rejects.toThrow(
			/^The expression for the Page has no value yet/,
		);
		expect(sent()).toEqual([]);
	});

	it('begins with the post of the step before, and marks what cannot be promoted', async () => {
		const { results } = await list({
			resource: 'ad',
			operation: 'createFromPost',
			...facebook({ page: byId(PAGES.usd) }),
		});
		expect(results.map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/, 'day'))).toEqual([
			'From Input Item',
			'The first beans of the autumn harvest are here. Come and tas… (day)',
			'Espresso or filter? Tell us below (day, cannot be promoted)',
			'without text (day)',
		]);
		expect(lines(sent())).toEqual([`GET ${PAGES.usd}`, `GET ${PAGES.usd}/published_posts`]);
	});
});
