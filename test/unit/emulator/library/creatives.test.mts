import { ACCOUNTS, CREATIVES, INSTAGRAM, PAGES } from '../../../../emulator/world/seedIds.mts';
import { png } from '../../../pictures.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator();
const edge = `${ACCOUNTS.usd}/adcreatives`;
const create = (params: Record<string, unknown>) => used.graph.post(edge, params);
const count = () => used.emulator.world.all('AdCreative').length;

interface Media {
	image: string;
	foreign: string;
	video: string;
	unready: string;
}

async function put(): Promise<Media> {
	const image = async (account: string) => {
		const { body } = await used.graph.post(`${account}/adimages`, { bytes: png(8, 8).toString('base64') });
		return (body.images as Record<string, { hash: string }>).bytes?.hash ?? '';
	};
	const video = async () =>
		String((await used.graph.post(`${ACCOUNTS.usd}/advideos`, { file_url: 'https://example.com/a.mp4' })).body.id);
	const ready = await video();
	used.emulator.control.advanceClock(60);
	const hash = await image(ACCOUNTS.usd);
	const { body } = await used.graph.post(`${ACCOUNTS.eur}/adimages`, { bytes: png(9, 9).toString('base64') });
	const foreign = (body.images as Record<string, { hash: string }>).bytes?.hash ?? '';
	return { image: hash, foreign, video: ready, unready: await video() };
}

const link = 'https://harbor-coffee.example/';
const linkStory = (data: Record<string, unknown>) => ({
	object_story_spec: { page_id: PAGES.usd, link_data: { link, message: 'Warm.', ...data } },
});
const videoStory = (data: Record<string, unknown>) => ({ object_story_spec: { page_id: PAGES.usd, video_data: data } });
const cards = (number: number, hash: string) =>
	linkStory({ child_attachments: Array.from({ length: number }, () => ({ link, image_hash: hash })) });
const feed = (more: Record<string, unknown>) => ({
	object_story_spec: { page_id: PAGES.usd },
	asset_feed_spec: { ad_formats: ['SINGLE_IMAGE'], link_urls: [{ website_url: link }], ...more },
});
const messengers = (app: string) => ({
	optimization_type: 'DOF_MESSAGING_DESTINATION',
	call_to_actions: [{ type: 'INSTAGRAM_MESSAGE', value: { app_destination: app, link: 'https://www.instagram.com' } }],
});
const times = <T,>(number: number, value: T): T[] => Array.from({ length: number }, () => value);

const accepted: Record<string, (media: Media) => Record<string, unknown>> = {
	'a link with an image': ({ image }) =>
		linkStory({ image_hash: image, name: 'Cup', call_to_action: { type: 'SHOP_NOW', value: { link } } }),
	'with an Instagram account': ({ image }) => ({
		object_story_spec: { page_id: PAGES.usd, instagram_user_id: INSTAGRAM.usd, link_data: { link, image_hash: image } },
	}),
	'a video with a thumbnail from the library': ({ image, video }) => videoStory({ video_id: video, image_hash: image }),
	'a video with the address of a thumbnail': ({ video }) =>
		videoStory({ video_id: video, image_url: 'https://example.com/t.jpg' }),
	'two cards': ({ image }) => cards(2, image),
	'ten cards': ({ image }) => cards(10, image),
	'a post of the page': () => ({ object_story_id: `${PAGES.usd}_3010000000000003` }),
	'an Instagram post': () => ({
		object_id: PAGES.usd,
		instagram_user_id: INSTAGRAM.usd,
		source_instagram_media_id: '17900000000000001',
	}),
	'an asset feed': ({ image }) =>
		feed({ images: [{ hash: image }], bodies: times(5, { text: 'a' }), titles: [{ text: 'b' }] }),
	'a story with its messengers': ({ image }) => ({
		...linkStory({ image_hash: image }),
		asset_feed_spec: messengers('INSTAGRAM_DIRECT'),
	}),
	'features on and off': ({ image }) => ({
		...linkStory({ image_hash: image }),
		degrees_of_freedom_spec: {
			creative_features_spec: {
				image_touchups: { enroll_status: 'OPT_IN' },
				enhance_cta: { enroll_status: 'OPT_OUT' },
			},
		},
	}),
};

it.each(Object.entries(accepted))('takes %s and shows it', async (_title, params) => {
	const sent = params(await put());
	const { body } = await create({ name: 'New', url_tags: 'utm_source=meta', ...sent });
	expect(body).toEqual({ id: expect.stringMatching(/^120213\d{12}$/) as string });
	const { body: shown } = await used.graph.get(String(body.id), {
		fields: `name,status,account_id,url_tags,${Object.keys(sent).join()}`,
	});
	const name = expect.stringMatching(
		JSON.stringify(sent).includes('child_attachments') ? /^New-01$/ : /^New \d{4}-\d{2}-\d{2}-[\da-f]{32}$/,
	) as string;
	expect(shown).toMatchObject({ name, status: 'ACTIVE', account_id: ACCOUNTS.usd.slice(4), ...sent });
	expect((await used.graph.get(edge, { limit: 1 })).body.data).toEqual([{ id: body.id }]);
});

const refused: Record<string, [params: (media: Media) => Record<string, unknown>, code: string]> = {
	'nothing to show': [() => ({ name: 'New' }), '100/-'],
	'a page nobody may use': [() => ({ object_story_spec: { page_id: PAGES.foreign, link_data: { link } } }), '100/-'],
	'a page of another account': [() => ({ object_story_spec: { page_id: PAGES.eur, link_data: { link } } }), '100/-'],
	'an Instagram account of another account': [
		() => ({ object_story_spec: { page_id: PAGES.usd, instagram_user_id: INSTAGRAM.eur, link_data: { link } } }),
		'100/-',
	],
	'the old name of the Instagram account': [
		() => ({ object_story_spec: { page_id: PAGES.usd, instagram_actor_id: INSTAGRAM.usd, link_data: { link } } }),
		'100/-',
	],
	'no content': [() => ({ object_story_spec: { page_id: PAGES.usd } }), '100/1443048'],
	'no link': [({ image }) => linkStory({ link: undefined, image_hash: image }), '100/-'],
	'an image of another account': [({ foreign }) => linkStory({ image_hash: foreign }), '100/1487212'],
	'an unknown call to action': [() => linkStory({ call_to_action: { type: 'BUY_IT' } }), '100/-'],
	'a video without thumbnail': [({ video }) => videoStory({ video_id: video }), '100/1443226'],
	'a video that is not ready': [({ unready, image }) => videoStory({ video_id: unready, image_hash: image }), '100/-'],
	'an unknown video': [({ image }) => videoStory({ video_id: '1', image_hash: image }), '100/-'],
	'one card': [({ image }) => cards(1, image), '100/-'],
	'eleven cards': [({ image }) => cards(11, image), '100/-'],
	'cards without image': [() => linkStory({ child_attachments: times(2, { link }) }), '100/1487212'],
	'a post of a page nobody may use': [() => ({ object_story_id: `${PAGES.foreign}_1` }), '100/-'],
	'a post id without page': [() => ({ object_story_id: '123' }), '100/-'],
	'six texts in an asset feed': [
		({ image }) => feed({ images: [{ hash: image }], bodies: times(6, { text: 'a' }) }),
		'100/-',
	],
	'31 assets': [
		({ image }) =>
			feed({
				images: times(10, { hash: image }),
				bodies: times(5, { text: 'a' }),
				titles: times(5, { text: 'a' }),
				descriptions: times(5, { text: 'a' }),
				call_to_action_types: times(5, 'SHOP_NOW'),
			}),
		'100/-',
	],
	'an asset feed without media': [() => feed({}), '100/-'],
	'a messenger with the button of another': [
		({ image }) => ({ ...linkStory({ image_hash: image }), asset_feed_spec: messengers('WHATSAPP') }),
		'100/-',
	],
	'messengers without a story': [
		() => ({ object_story_spec: { page_id: PAGES.usd }, asset_feed_spec: messengers('INSTAGRAM_DIRECT') }),
		'100/1443048',
	],
	'an unknown feature': [
		({ image }) => ({
			...linkStory({ image_hash: image }),
			degrees_of_freedom_spec: { creative_features_spec: { shine: { enroll_status: 'OPT_IN' } } },
		}),
		'100/-',
	],
};

it.each(Object.entries(refused))('refuses %s', async (_title, [params, code]) => {
	const sent = params(await put());
	const before = count();
	expect(codes(await create({ name: 'New', ...sent }))).toBe(code);
	expect(count()).toBe(before);
});

it('only checks when asked to', async () => {
	const before = count();
	expect(
		(await create({ object_story_id: `${PAGES.usd}_3010000000000003`, execution_options: ['validate_only'] })).body,
	).toEqual({
		success: true,
	});
	expect(count()).toBe(before);
});

it('changes the name and the labels, nothing that is shown', async () => {
	const id = CREATIVES.usdCup;
	expect((await used.graph.post(id, { name: 'Renamed', adlabels: [{ name: 'spring' }] })).body).toEqual({
		success: true,
	});
	expect(codes(await used.graph.post(id, linkStory({ message: 'New text' })))).toBe('100/1815573');
	expect((await used.graph.get(id, { fields: 'name,adlabels,body' })).body).toMatchObject({
		name: 'Renamed',
		adlabels: [{ name: 'spring' }],
		body: 'Steaming cup: see for yourself.',
	});
});

it('deletes', async () => {
	expect((await used.graph.delete(CREATIVES.usdCup)).body).toEqual({ success: true });
	expect((await used.graph.get(CREATIVES.usdCup, { fields: 'status' })).body.status).toBe('DELETED');
	expect((await used.graph.get(edge)).body.data?.map(({ id }) => id)).not.toContain(CREATIVES.usdCup);
});

it('a shop that appears becomes a destination of new creatives with a website, unless they say otherwise', async () => {
	const { image } = await put();
	const destinationOf = async (more: Record<string, unknown> = {}) => {
		const { body } = await create({ name: 'New', ...linkStory({ image_hash: image }), ...more });
		return (await used.graph.get(String(body.id), { fields: 'destination_spec' })).body.destination_spec;
	};
	expect(await destinationOf()).toBeUndefined();
	used.emulator.world.get('AdAccount', ACCOUNTS.usd).hasShop = true;
	expect(await destinationOf()).toEqual({ destination_type: 'WEBSITE_AND_SHOP' });
	const websiteOnly = { destination_type: 'WEBSITE_AND_SHOP_OPT_OUT' };
	expect(await destinationOf({ destination_spec: websiteOnly })).toEqual(websiteOnly);
});
