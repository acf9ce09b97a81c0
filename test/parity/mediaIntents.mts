import { AdAccount, AdCreative, AdPreview, AdVideo } from 'facebook-nodejs-business-sdk';

import { imageFields } from '../../nodes/MetaAds/image/imageRow.ts';
import type { Intent } from './intents.mts';
import { creativeFields } from '../../nodes/MetaAds/content/kind.ts';
import { thumbnailFields } from '../../nodes/MetaAds/video/getThumbnails.ts';
import { videoFields } from '../../nodes/MetaAds/video/kind.ts';
import { ACCOUNT, HASH, IDS, PICTURE } from './ours.mts';

/** Images, videos and creatives, in our form and in the SDK's words. */

const account = () => new AdAccount(ACCOUNT);
const limit = 50;

const images: Intent[] = [
	{
		operation: 'image.upload',
		title: 'of a file',
		form: { source: 'binary' },
		sdk: async () => await account().createAdImage([], { bytes: PICTURE.toString('base64') }),
	},
	{
		operation: 'image.upload',
		title: 'from another account',
		form: { source: 'account', sourceAccount: '1002', imageHash: HASH },
		sdk: async () => await account().createAdImage([], { copy_from: { source_account_id: '1002', hash: HASH } }),
	},
	{
		operation: 'image.getMany',
		title: 'with filters',
		form: { limit, filters: { hashes: HASH, minWidth: 600 } },
		sdk: async () => await account().getAdImages(imageFields, { hashes: [HASH], minwidth: 600, limit }),
	},
	{
		operation: 'image.delete',
		title: 'of one',
		form: { imageHash: HASH },
		sdk: async () => {
			await account().getAdImages(imageFields, { hashes: [HASH] });
			await account().deleteAdImages({ hash: HASH });
		},
	},
];

const accountFacts = () => account().get(['id', 'name', 'currency', 'timezone_name']);
const readCreative = (id: string) => new AdCreative(id).get(creativeFields);
const newId = '120210000000000000';
const link = 'https://example.com/offer';
const action = { type: AdCreative.CallToActionType.shop_now, value: { link } };

const messenger = {
	type: AdCreative.CallToActionType.message_page,
	value: { link: 'https://fb.com/messenger_doc/', app_destination: 'MESSENGER' },
};

const created = (
	title: string,
	form: Record<string, unknown>,
	params: Record<string, unknown>,
	before?: () => Promise<unknown>,
): Intent => ({
	operation: 'creative.create',
	title,
	form: { name: 'Autumn & more', ...form },
	sdk: async () => {
		await accountFacts();
		await before?.();
		await account().createAdCreative([], { name: 'Autumn & more', ...params });
		await readCreative(newId);
	},
});

const creatives: Intent[] = [
	created(
		'of an image, with tags, labels and features',
		{
			...{
				format: 'singleImage',
				page: IDS.page,
				image: HASH,
				primaryText: 'Text “”',
				headline: 'Head',
				link,
				callToAction: 'SHOP_NOW',
			},
			additionalFields: {
				urlTags: 'utm_source=meta',
				labels: 'a',
				featuresOn: ['image_touchups'],
				featuresOff: ['enhance_cta'],
			},
		},
		{
			object_story_spec: {
				page_id: IDS.page,
				link_data: { link, message: 'Text “”', name: 'Head', image_hash: HASH, call_to_action: action },
			},
			degrees_of_freedom_spec: {
				creative_features_spec: {
					image_touchups: { enroll_status: 'OPT_IN' },
					enhance_cta: { enroll_status: 'OPT_OUT' },
				},
			},
			url_tags: 'utm_source=meta',
			adlabels: [{ name: 'a' }],
		},
	),
	created(
		'of several messengers',
		{
			...{ format: 'singleImage', page: IDS.page, image: HASH, primaryText: 'Text', headline: 'Head' },
			callToAction: 'MESSAGING_MESSENGER_WHATSAPP',
		},
		{
			object_story_spec: {
				page_id: IDS.page,
				link_data: {
					...{ link: messenger.value.link, message: 'Text', name: 'Head', image_hash: HASH },
					call_to_action: messenger,
				},
			},
			asset_feed_spec: {
				optimization_type: 'DOF_MESSAGING_DESTINATION',
				call_to_actions: [
					{
						type: AdCreative.CallToActionType.message_page,
						value: { app_destination: 'MESSENGER', link: 'https://fb.com/messenger_doc/' },
					},
					{
						type: AdCreative.CallToActionType.whatsapp_message,
						value: { app_destination: 'WHATSAPP', link: 'https://api.whatsapp.com/send' },
					},
				],
			},
		},
	),
	created(
		'of a video',
		{ format: 'singleVideo', page: IDS.page, video: IDS.video, link, callToAction: 'SHOP_NOW' },
		{
			object_story_spec: {
				page_id: IDS.page,
				video_data: { video_id: IDS.video, image_url: 'https://example.com/picture.jpg', call_to_action: action },
			},
		},
		() => new AdVideo(IDS.video).read(videoFields),
	),
	created(
		'of a post',
		{ format: 'existingPost', postId: `${IDS.page}_12345` },
		{ object_story_id: `${IDS.page}_12345` },
	),
	{
		operation: 'creative.get',
		title: 'its usual fields',
		form: { creative: IDS.creative },
		sdk: async () => (await accountFacts(), await readCreative(IDS.creative)),
	},
	{
		operation: 'creative.getMany',
		title: 'the first ones',
		form: { limit },
		sdk: async () => (await accountFacts(), await account().getAdCreatives(creativeFields, { limit })),
	},
	{
		operation: 'creative.preview',
		title: 'in one format',
		form: { creative: IDS.creative, formats: ['INSTAGRAM_STORY'] },
		sdk: async () => {
			await readCreative(IDS.creative);
			await new AdCreative(IDS.creative).getPreviews([], { ad_format: AdPreview.AdFormat.instagram_story });
		},
	},
	{
		operation: 'creative.update',
		title: 'of the name',
		form: { creative: IDS.creative, updateType: 'details', updateFields: { name: 'New' } },
		sdk: async () => {
			await accountFacts();
			await readCreative(IDS.creative);
			await new AdCreative(IDS.creative).update([], { name: 'New' });
		},
	},
	{
		operation: 'creative.update',
		title: 'of the copy makes another and gives it to an ad',
		form: { creative: IDS.creative, updateType: 'copy', copyFields: { primaryText: 'New text', urlTags: 'a=b' } },
		sdk: async () => {
			await accountFacts();
			await readCreative(IDS.creative);
			const link_data = { link: 'https://example.com/', message: 'New text' };
			await account().createAdCreative([], {
				name: 'Old',
				object_story_spec: { page_id: IDS.page, link_data },
				url_tags: 'a=b',
			});
			await readCreative(newId);
		},
	},
	{
		operation: 'creative.delete',
		title: 'of one',
		form: { creative: IDS.creative },
		sdk: async () => {
			await accountFacts();
			await readCreative(IDS.creative);
			await new AdCreative(IDS.creative).delete([]);
		},
	},
];

const readVideo = (id: string) => new AdVideo(id).read(videoFields);

const videos: Intent[] = [
	{
		operation: 'video.upload',
		title: 'from an address',
		form: { source: 'url', url: 'https://example.com/a%20b.mp4', title: 'A & b' },
		sdk: async () => {
			await accountFacts();
			await account().createAdVideo([], { file_url: 'https://example.com/a%20b.mp4', title: 'A & b' });
			await new AdVideo(newId).read(['id', 'title', 'created_time']);
			await readVideo(newId);
		},
	},
	{ operation: 'video.get', title: 'of one', form: { video: IDS.video }, sdk: async () => await readVideo(IDS.video) },
	{
		operation: 'video.getMany',
		title: 'the first ones',
		form: { limit },
		sdk: async () => await account().getAdVideos(videoFields, { limit }),
	},
	{
		operation: 'video.getThumbnails',
		title: 'of one',
		form: { video: IDS.video },
		sdk: async () => await new AdVideo(IDS.video).getThumbnails(thumbnailFields, { limit: 100 }),
	},
	{
		operation: 'video.delete',
		title: 'of one',
		form: { video: IDS.video },
		sdk: async () => {
			await readVideo(IDS.video);
			await account().deleteAdVideos({ video_id: IDS.video });
		},
	},
];

export const media: readonly Intent[] = [...images, ...videos, ...creatives];
