import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CREATIVES, INSTAGRAM, LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import { png } from '../../pictures.mts';
import { decoded, lines, pairs, useBench } from '../support/campaigns.mts';
import { waits } from '../support/lives/fakeTime.mts';
import { byId, emulatorCredential, loadMenu, searchList, type NodeRun } from '../support/harness.mts';
import { file, putImage, putVideo } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const { sent, writes } = bench;
const run = async (operation: string, parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run(operation, { resource: 'creative', ...parameters }, more);
const world = () => bench.emulator.world;
const newest = () => world().all('AdCreative').at(-1)!;
const count = () => world().all('AdCreative').length;
const link = 'https://harbor-coffee.example/autumn';

let image: string;
let video: string;
beforeEach(() => {
	waits.length = 0;
	image = putImage(world());
	video = putVideo(world());
});

const single = (more: IDataObject = {}): IDataObject => ({
	name: 'Autumn, warm light',
	page: byId(PAGES.usd),
	image: byId('a'.repeat(32)),
	primaryText: 'Coffee as autumn should taste.',
	headline: 'Now in the shop',
	link,
	callToAction: 'SHOP_NOW',
	...more,
});
const action = { type: 'SHOP_NOW', value: { link } };
const withoutButton = {
	link,
	message: 'Coffee as autumn should taste.',
	name: 'Now in the shop',
	image_hash: 'a'.repeat(32),
};
const linkData = { ...withoutButton, call_to_action: action };
const card = (more: IDataObject = {}): IDataObject => ({ image: byId('a'.repeat(32)), headline: 'Card', ...more });
const cards = (number: number): IDataObject => ({ rows: Array.from({ length: number }, () => card()) });
const thumbnail = (id: string) => `https://example.com/advideos/${id}/thumbnail-1.jpg`;

describe('creative: create', () => {
	const cases: Record<string, () => { form: IDataObject; params: IDataObject; row: IDataObject; before?: string[] }> = {
		'a single image': () => ({
			form: single(),
			params: { object_story_spec: { page_id: PAGES.usd, link_data: linkData } },
			row: {
				format: 'singleImage',
				primaryText: linkData.message,
				headline: linkData.name,
				link,
				callToAction: 'SHOP_NOW',
				imageHash: image,
				pageId: PAGES.usd,
			},
		}),
		'a single image with everything beside it': () => ({
			form: single({
				additionalFields: {
					description: 'Only this week',
					displayLink: 'harbor-coffee.example',
					featuresOff: ['enhance_cta'],
					featuresOn: ['image_touchups'],
					instagramAccount: byId(INSTAGRAM.usd),
					labels: 'autumn, shop',
					urlTags: '?utm_source=meta&utm_campaign={{campaign.name}}',
				},
			}),
			params: {
				object_story_spec: {
					page_id: PAGES.usd,
					instagram_user_id: INSTAGRAM.usd,
					link_data: { ...linkData, description: 'Only this week', caption: 'harbor-coffee.example' },
				},
				degrees_of_freedom_spec: {
					creative_features_spec: {
						image_touchups: { enroll_status: 'OPT_IN' },
						enhance_cta: { enroll_status: 'OPT_OUT' },
					},
				},
				url_tags: 'utm_source=meta&utm_campaign={{campaign.name}}',
				adlabels: [{ name: 'autumn' }, { name: 'shop' }],
			},
			row: {
				description: 'Only this week',
				urlTags: 'utm_source=meta&utm_campaign={{campaign.name}}',
				labels: 'autumn, shop',
				instagramAccountId: INSTAGRAM.usd,
			},
		}),
		'no button': () => {
			return {
				form: single({ callToAction: 'NO_BUTTON' }),
				params: { object_story_spec: { page_id: PAGES.usd, link_data: withoutButton } },
				row: { callToAction: null, link },
			};
		},
		'a lead form': () => ({
			form: single({ callToAction: 'SIGN_UP', additionalFields: { leadForm: LEAD_FORMS.usdNewsletter } }),
			params: {
				object_story_spec: {
					page_id: PAGES.usd,
					link_data: {
						...linkData,
						call_to_action: { type: 'SIGN_UP', value: { link, lead_gen_form_id: LEAD_FORMS.usdNewsletter } },
					},
				},
			},
			row: { callToAction: 'SIGN_UP' },
		}),
		'a conversation': () => ({
			form: single({ callToAction: 'MESSAGE_PAGE' }),
			params: {
				object_story_spec: {
					page_id: PAGES.usd,
					link_data: {
						...linkData,
						call_to_action: { type: 'MESSAGE_PAGE', value: { link, app_destination: 'MESSENGER' } },
					},
				},
			},
			row: {},
		}),
		'a single video with the thumbnail Meta made': () => ({
			form: { ...single({ format: 'singleVideo' }), video: byId(video) },
			before: [`GET ${video}`],
			params: {
				object_story_spec: {
					page_id: PAGES.usd,
					video_data: {
						video_id: video,
						image_url: thumbnail(video),
						message: linkData.message,
						title: linkData.name,
						call_to_action: action,
					},
				},
			},
			row: { format: 'singleVideo', videoId: video, link, headline: linkData.name },
		}),
		'a single video with a picture of its own': () => ({
			form: {
				...single({ format: 'singleVideo', additionalFields: { thumbnail: byId(image), description: 'Hot' } }),
				video: byId(video),
			},
			params: {
				object_story_spec: {
					page_id: PAGES.usd,
					video_data: {
						video_id: video,
						image_hash: image,
						message: linkData.message,
						title: linkData.name,
						link_description: 'Hot',
						call_to_action: action,
					},
				},
			},
			row: { imageHash: image, description: 'Hot' },
		}),
		'a carousel of images and a video': () => ({
			form: {
				...single({ format: 'carousel', additionalFields: { endCard: false } }),
				cards: {
					rows: [
						card({ link: `${link}/1`, description: 'One' }),
						card({ image: byId(''), video: byId(video), headline: '' }),
						card({ video: byId(video) }),
					],
				},
			},
			before: [`GET ${video}`],
			params: {
				object_story_spec: {
					page_id: PAGES.usd,
					link_data: {
						link,
						message: linkData.message,
						child_attachments: [
							{
								link: `${link}/1`,
								name: 'Card',
								description: 'One',
								image_hash: image,
								call_to_action: { type: 'SHOP_NOW', value: { link: `${link}/1` } },
							},
							{ link, video_id: video, picture: thumbnail(video), call_to_action: action },
							{ link, name: 'Card', video_id: video, image_hash: image, call_to_action: action },
						],
						multi_share_end_card: false,
						multi_share_optimized: true,
						call_to_action: action,
					},
				},
			},
			row: { format: 'carousel', cards: 3 },
		}),
		'a dynamic creative': () => ({
			form: {
				format: 'dynamic',
				name: 'Dynamic',
				page: byId(PAGES.usd),
				images: `${image}\n`,
				videos: video,
				primaryTexts: 'One\n\n Two ',
				headlines: 'Head',
				link,
				callToAction: 'SHOP_NOW',
				additionalFields: { descriptions: 'Line' },
			},
			before: [`GET ${video}`],
			params: {
				name: 'Dynamic',
				object_story_spec: { page_id: PAGES.usd },
				asset_feed_spec: {
					ad_formats: ['AUTOMATIC_FORMAT'],
					images: [{ hash: image }],
					videos: [{ video_id: video, thumbnail_url: thumbnail(video) }],
					bodies: [{ text: 'One' }, { text: 'Two' }],
					titles: [{ text: 'Head' }],
					descriptions: [{ text: 'Line' }],
					link_urls: [{ website_url: link }],
					call_to_action_types: ['SHOP_NOW'],
				},
			},
			row: { format: 'dynamic', primaryText: 'One\nTwo', headline: 'Head', link, imageHash: image, videoId: video },
		}),
		'an existing post': () => ({
			form: { format: 'existingPost', name: 'Post', postId: `${PAGES.usd}_3010000000000003` },
			params: { name: 'Post', object_story_id: `${PAGES.usd}_3010000000000003` },
			row: { format: 'existingPost', postId: `${PAGES.usd}_3010000000000003`, pageId: PAGES.usd },
		}),
		'an Instagram post': () => ({
			form: {
				format: 'instagramMedia',
				name: 'Reel',
				page: byId(PAGES.usd),
				instagramAccount: byId(INSTAGRAM.usd),
				instagramMediaId: '17900000000000001',
				link,
			},
			params: {
				name: 'Reel',
				object_id: PAGES.usd,
				instagram_user_id: INSTAGRAM.usd,
				source_instagram_media_id: '17900000000000001',
				call_to_action: { type: 'LEARN_MORE', value: { link } },
			},
			row: { format: 'instagramMedia', instagramAccountId: INSTAGRAM.usd },
		}),
		'anything else as JSON, with more beside it': () => ({
			form: {
				format: 'json',
				name: 'Json',
				creativeJson: JSON.stringify({ object_story_spec: { page_id: PAGES.usd, link_data: { link } } }),
				additionalFields: { otherParameters: '{"authorization_category": "NONE"}' },
			},
			params: {
				name: 'Json',
				object_story_spec: { page_id: PAGES.usd, link_data: { link } },
				authorization_category: 'NONE',
			},
			row: { link },
		}),
	};

	it.each(Object.entries(cases))('sends %s and reads it back', async (_title, make) => {
		const { form, params, row, before = [] } = make();
		const { rows, error } = await run('create', form);
		expect(error).toBeUndefined();
		expect(lines(sent())).toEqual([
			`GET ${ACCOUNTS.usd}`,
			...before,
			`POST ${ACCOUNTS.usd}/adcreatives`,
			`GET ${newest().id}`,
		]);
		expect(decoded(writes()[0])).toEqual({ name: 'Autumn, warm light', ...params });
		expect(rows).toEqual([
			expect.objectContaining({ id: newest().id, created: true, status: 'ACTIVE', accountId: ACCOUNTS.usd, ...row }),
		]);
	});

	it('a file becomes an ad in three more nodes', async () => {
		const [{ imageHash }] = (await run('upload', { resource: 'image' }, { files: [file(png(1200, 628))] })).rows;
		const [made] = (await run('create', single({ image: byId(imageHash as string) }))).rows;
		const { rows } = await run('create', {
			resource: 'ad',
			name: 'Ad',
			adSet: byId(AD_SETS.usdCboA),
			creative: byId(made.id as string),
		});
		expect(rows).toEqual([expect.objectContaining({ created: true, status: 'PAUSED', creativeId: made.id })]);
	});

	it('creates many in one batch and pairs each row', async () => {
		const items = ['One', 'Two', 'Three'].map((name) => ({ name }));
		const result = await run('create', single({ name: '={{ $json.name }}' }), { items });
		expect(result.rows.map(({ name }) => name)).toEqual(['One', 'Two', 'Three']);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(new Set(writes().map(({ batch }) => batch)).size).toBe(1);
	});

	it('only has the values checked when Validate Only is on', async () => {
		const before = count();
		const { rows } = await run('create', single({ options: { validateOnly: true } }));
		expect(rows).toEqual([
			expect.objectContaining({
				validated: true,
				created: false,
				note: 'Meta would accept this creative. Nothing was created.',
			}),
		]);
		expect([writes(), count()]).toEqual([[], before]);
	});

	const atMeta: Record<string, [form: () => IDataObject, message: string, advice: RegExp]> = {
		'an image of another account': [
			() => single({ image: byId(putImage(world(), 'b'.repeat(32), ACCOUNTS.eur)) }),
			'The image is missing, or not in this ad account',
			/Image → Upload/,
		],
		'a page nobody may use': [
			() => single({ page: byId(PAGES.foreign) }),
			`Page cannot be used: ${PAGES.foreign} is not among the pages of this ad account or of the credential’s user`,
			/business settings/,
		],
		'such a page in JSON': [
			() => ({
				format: 'json',
				name: 'Json',
				creativeJson: JSON.stringify({ object_story_spec: { page_id: PAGES.foreign, link_data: { link } } }),
			}),
			`Creative (JSON) cannot be used: ${PAGES.foreign} is not among the pages of this ad account or of the credential’s user`,
			/business settings/,
		],
		'a post of such a page': [
			() => ({ format: 'existingPost', name: 'Post', postId: `${PAGES.foreign}_3010000000000003` }),
			`Post ID cannot be used: ${PAGES.foreign} is not among the pages of this ad account or of the credential’s user`,
			/business settings/,
		],
		'an app in development mode': [
			() => {
				bench.emulator.control.addFault({
					match: { method: 'POST', path: `${ACCOUNTS.usd}/adcreatives` },
					fault: { kind: 'graph', code: 100, subcode: 1885183 },
				});
				return single();
			},
			'The Meta app is still in development mode',
			/Live in the App Dashboard/,
		],
	};

	it.each(Object.entries(atMeta))(
		'%s is told in words, and nothing is left behind',
		async (_title, [form, message, advice]) => {
			const before = count();
			const { error } = await run('create', form());
			expect(error?.message).toBe(message);
			expect(error?.description).toMatch(advice);
			expect(count()).toBe(before);
		},
	);

	const bad: Record<string, [form: () => IDataObject, message: string]> = {
		'no name': [() => single({ name: ' ' }), 'Name is empty'],
		'no page': [() => single({ page: byId('={{ "" }}') }), 'Page is empty'],
		'no image': [() => single({ image: byId('={{ "" }}') }), 'Image is empty'],
		'a file name for an image': [() => single({ image: byId('cup.png') }), 'Image is not an image hash'],
		'no link': [() => single({ link: '' }), 'Link is empty'],
		'a link of one word': [() => single({ link: 'harbor-coffee' }), 'Link is not an address'],
		'an unknown button': [() => single({ callToAction: '={{ "BUY_IT" }}' }), 'Call to Action cannot be “BUY_IT”'],
		'tags with a space': [
			() => single({ additionalFields: { urlTags: 'utm_source=my meta' } }),
			'Additional Fields → URL Parameters cannot be read',
		],
		'a feature on and off': [
			() => single({ additionalFields: { featuresOn: ['enhance_cta'], featuresOff: ['enhance_cta'] } }),
			'Additional Fields → Advantage+ Features Off switches enhance_cta off, and Advantage+ Features On switches it on',
		],
		'an unknown feature': [
			() => single({ additionalFields: { featuresOn: ['shine'] } }),
			'Additional Fields → Advantage+ Features On has a feature Meta does not know: shine',
		],
		'other parameters that are no JSON': [
			() => single({ additionalFields: { otherParameters: '={{ "{" }}' } }),
			'Additional Fields → Other Parameters (JSON) is not a JSON object',
		],
		'one card': [() => single({ format: 'carousel', cards: cards(1) }), 'Cards has 1 card'],
		'eleven cards': [() => single({ format: 'carousel', cards: cards(11) }), 'Cards has 11 cards'],
		'no cards': [() => single({ format: 'carousel' }), 'Cards has 0 cards'],
		'a card without media': [
			() => single({ format: 'carousel', cards: { rows: [card(), card({ image: byId('') })] } }),
			'Cards → Card → row 2 → Image is empty',
		],
		'a video without a button': [
			() => ({ ...single({ format: 'singleVideo', callToAction: 'NO_BUTTON' }), video: byId(video) }),
			'Call to Action is needed for a video',
		],
		'a post without its page': [
			() => ({ format: 'existingPost', name: 'Post', postId: '123456789' }),
			'Post ID is not the ID of a post',
		],
		'a dynamic creative without media': [
			() => ({ format: 'dynamic', name: 'D', page: byId(PAGES.usd), link }),
			'Images is empty',
		],
		'six headlines': [
			() => ({
				format: 'dynamic',
				name: 'D',
				page: byId(PAGES.usd),
				link,
				images: 'a'.repeat(32),
				headlines: 'a\nb\nc\nd\ne\nf',
			}),
			'Headlines has 6 entries',
		],
		'no JSON': [
			() => ({ format: 'json', name: 'J', creativeJson: '={{ "[]" }}' }),
			'Creative (JSON) is not a JSON object',
		],
		'an unknown format': [() => single({ format: '={{ "collage" }}' }), 'Format cannot be “collage”'],
		'a text that an expression does not give': [
			() => single({ primaryText: '={{ $json.typo }}' }),
			'Primary Text is empty',
		],
		'a button that an expression does not give': [
			() => single({ callToAction: '={{ $json.typo }}' }),
			'Call to Action is empty',
		],
		'a switch that an expression does not give': [
			() => single({ format: 'carousel', cards: cards(2), additionalFields: { endCard: '={{ $json.typo }}' } }),
			'Additional Fields → End Card is empty',
		],
		'features that an expression does not give': [
			() => single({ additionalFields: { featuresOff: '={{ $json.typo }}' } }),
			'Additional Fields → Advantage+ Features Off is empty',
		],
		'no link of a dynamic creative': [
			() => ({ format: 'dynamic', name: 'D', page: byId(PAGES.usd), images: 'a'.repeat(32) }),
			'Link is empty',
		],
	};

	it.each(Object.entries(bad))(
		'%s is one error at the field, and nothing is created',
		async (_title, [form, message]) => {
			const before = count();
			const { error } = await run('create', form());
			expect(error?.message).toBe(message);
			expect([writes(), count()]).toEqual([[], before]);
		},
	);

	it('a format that an expression chooses takes its own additional fields, and none of the others', async () => {
		const format = '={{ $json.format }}';
		const items = [{ format: 'carousel' }, { format: 'existingPost' }];
		const additionalFields = {
			endCard: false,
			leadForm: '={{ $json.format === "carousel" ? "1234567890123456" : "no ID" }}',
			urlTags: 'a=b',
		};
		const { error } = await run(
			'create',
			{
				...single({ format, cards: cards(2), additionalFields, postId: `${PAGES.usd}_3010000000000003` }),
				options: { validateOnly: true },
			},
			{ items },
		);
		expect(error).toBeUndefined();
		const [carousel, post] = sent()
			.filter(({ method }) => method === 'POST')
			.map(decoded);
		expect(carousel).toMatchObject({
			object_story_spec: {
				link_data: {
					multi_share_end_card: false,
					multi_share_optimized: true,
					call_to_action: { value: { lead_gen_form_id: '1234567890123456' } },
				},
			},
		});
		expect(post).toMatchObject({ object_story_id: `${PAGES.usd}_3010000000000003`, url_tags: 'a=b' });
		expect(post).not.toHaveProperty('object_story_spec');
	});

	it.each([
		['is still being processed', () => putVideo(world(), 300), 'Video is still being processed by Meta'],
		[
			'could not be processed',
			() => putVideo(world(), 0, { state: 'error', message: 'Too short.' }),
			'Video could not be processed by Meta',
		],
		['is not there', () => '301999999999999', 'No such object, or this token has no access to it'],
		['has no picture', () => putVideo(world(), 0, { thumbnails: false }), 'Video has no thumbnail'],
	])('a video that %s is told before anything is created', async (_title, make, message) => {
		const { error } = await run('create', { ...single({ format: 'singleVideo' }), video: byId(make()) });
		expect(error?.message).toBe(message);
		expect(writes()).toEqual([]);
	});

	it('a video without a picture is told at its card, and one chosen for it mends that', async () => {
		const bare = byId(putVideo(world(), 0, { thumbnails: false }));
		const rows = (image: string): IDataObject => ({
			...single({ format: 'carousel' }),
			cards: { rows: [card(), card({ image: byId(image), video: bare })] },
		});
		const { error } = await run('create', rows(''));
		expect([error?.message, error?.description]).toEqual([
			'Cards → Card → row 2 → Video has no thumbnail',
			expect.stringContaining('Choose an Image in the same card'),
		]);
		expect(writes()).toEqual([]);
		expect((await run('create', rows(image))).error).toBeUndefined();
		expect(
			(
				await run('create', {
					...single({ format: 'singleVideo', additionalFields: { thumbnail: byId(image) } }),
					video: bare,
				})
			).error,
		).toBeUndefined();
	});
});

describe('creative: a create whose answer is lost', () => {
	const lose = (applied: boolean) =>
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/adcreatives`, times: 1 },
			fault: { kind: 'reset', applied },
		});

	it('is found by what it shows, and never sent twice', async () => {
		const before = count();
		lose(true);
		const { rows } = await run('create', single());
		expect(rows).toEqual([
			expect.objectContaining({
				id: newest().id,
				created: true,
				note: expect.stringContaining('same name and content'),
			}),
		]);
		expect([count() - before, writes().length]).toEqual([1, 1]);
	});

	it('is not mistaken for one of the same name that shows something else', async () => {
		await run('create', single({ headline: 'Another' }));
		lose(false);
		const { error } = await run('create', single());
		expect(error?.message).toBe('It is unknown whether Meta created the creative “Autumn, warm light”');
		expect(writes().filter(({ params }) => params.object_story_spec.includes('Now in the shop'))).toHaveLength(1);
	});

	it('is not looked for where what was sent cannot be compared', async () => {
		lose(true);
		const { error } = await run(
			'create',
			single({ additionalFields: { otherParameters: '{"applink_treatment": "web_only"}' } }),
		);
		expect(error?.message).toContain('It is unknown');
	});

	it('two alike do not become one', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: '', times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const { rows } = await run('create', single(), { items: [{}, {}] });
		expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
	});
});

describe('creative: read', () => {
	it('one, flat or as Meta has it', async () => {
		const [flat] = (await run('get', { creative: byId(CREATIVES.usdCup), options: { allColumns: true } })).rows;
		expect(flat).toMatchObject({
			id: CREATIVES.usdCup,
			name: 'Steaming cup',
			format: 'singleImage',
			primaryText: 'Steaming cup: see for yourself.',
			callToAction: 'SHOP_NOW',
			cards: 0,
			accountId: ACCOUNTS.usd,
		});
		const [raw] = (
			await run('get', {
				creative: byId(CREATIVES.usdCup),
				simplify: false,
				options: { fields: ['name', 'object_story_spec'] },
			})
		).rows;
		expect(raw).toMatchObject({ name: 'Steaming cup', object_story_spec: { page_id: PAGES.usd } });
	});

	it.each([
		['an ad', '120212000000000001', 'Creative is not a creative: the ID belongs to an ad'],
		['one of another account', CREATIVES.eurLamp, 'Creative belongs to another ad account than the chosen one'],
	])('%s in its place is told', async (_title, id, message) => {
		expect((await run('get', { creative: byId(id) })).error?.message).toBe(message);
	});

	it('many, narrowed by name, with the same columns for every format', async () => {
		await run('create', { format: 'existingPost', name: 'Post of a CUP', postId: `${PAGES.usd}_3010000000000003` });
		const { rows } = await run('getMany', { filters: { nameContains: 'cup' } });
		expect(rows.map(({ name }) => name)).toEqual(['Post of a CUP', 'Steaming cup']);
		expect(Object.keys(rows[0])).toEqual(Object.keys(rows[1]));
	});
});

describe('creative: delete', () => {
	it('reads, deletes and reads again', async () => {
		const { rows } = await run('delete', { creative: byId(CREATIVES.usdCup) });
		expect(lines(sent()).slice(1)).toEqual([
			`GET ${CREATIVES.usdCup}`,
			`DELETE ${CREATIVES.usdCup}`,
			`GET ${CREATIVES.usdCup}`,
		]);
		expect(rows).toEqual([expect.objectContaining({ id: CREATIVES.usdCup, deleted: true, changed: true })]);
	});

	it('several, without asking the edge for what it cannot filter', async () => {
		const items = [1, 2, 3].map((number) => ({
			id: [CREATIVES.usdCup, CREATIVES.usdBeans, CREATIVES.usdCup][number - 1],
		}));
		const { rows } = await run('delete', { creative: byId('={{ $json.id }}') }, { items });
		expect(rows.map(({ deleted }) => deleted)).toEqual([true, true, true]);
		expect(sent().filter(({ path }) => path.endsWith('/adcreatives'))).toEqual([]);
	});
});

describe('creative: pickers and menus', () => {
	const asked = () => ({
		credential: emulatorCredential(bench.emulator.url),
		parameters: { resource: 'creative', operation: 'create', adAccount: byId(ACCOUNTS.usd) },
	});

	it('list images, videos and Instagram accounts', async () => {
		putVideo(world(), 100);
		expect((await searchList('searchImages', asked(), 'CUP')).results).toEqual([
			{ name: 'cup.png (1200 × 628)', value: image, url: expect.any(String) },
		]);
		expect((await searchList('searchVideos', asked())).results.map(({ name }) => name)).toEqual([
			'Steam (processing)',
			'Steam',
		]);
		expect((await searchList('searchInstagramAccounts', asked())).results).toEqual([
			expect.objectContaining({ name: 'harborcoffee', value: INSTAGRAM.usd }),
		]);
	});

	it('list the features by name', async () => {
		expect(await loadMenu('getCreativeFeatures', asked())).toEqual(
			expect.arrayContaining([
				{ name: 'Image touchups', value: 'image_touchups' },
				{ name: 'Product showcase (product extensions)', value: 'product_extensions' },
			]),
		);
	});
});
