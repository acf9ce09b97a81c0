import { isEmpty, isUndefined, omitBy } from 'lodash';

import type { GraphParams } from '../../shared/graph/request';
import { entryOf, type Json } from '../../shared/record';

/** The parts of a creative as Graph takes them (Marketing API, Ad Creative and its object_story_spec). Pure. */

export interface CallToAction {
	readonly type: string;
	readonly link?: string;
	readonly leadForm?: string;
}

/** Buttons that open a conversation name the app instead of a page (Marketing API, ads that click to message). */
const conversations: Readonly<Record<string, string>> = { MESSAGE_PAGE: 'MESSENGER', WHATSAPP_MESSAGE: 'WHATSAPP' };

/** `call_to_action`; nothing for a creative without a button. */
export function callToAction({ type, link, leadForm }: CallToAction): Json | undefined {
	if (type === 'NO_BUTTON') return undefined;
	const app = entryOf(conversations, type);
	const value = omitBy({ link, lead_gen_form_id: leadForm, app_destination: app }, isUndefined);
	return isEmpty(value) ? { type } : { type, value };
}

interface Shown {
	readonly page: string;
	readonly instagramAccount?: string;
	readonly primaryText?: string;
	readonly action: CallToAction & { readonly link: string };
}

const story = (
	{ page, instagramAccount: instagram }: Pick<Shown, 'page' | 'instagramAccount'>,
	content: GraphParams = {},
): GraphParams => ({
	object_story_spec: {
		page_id: page,
		...(instagram === undefined ? {} : { instagram_user_id: instagram }),
		...content,
	},
});

/** Empty texts are left out: Meta would take them for texts. */
const present = (values: Json): Json => omitBy(values, (value) => value === undefined || value === '');

interface ImageStory extends Shown {
	readonly imageHash: string;
	readonly headline?: string;
	readonly description?: string;
	readonly displayLink?: string;
}

export const imageStory = (form: ImageStory): GraphParams => {
	const { action, imageHash, primaryText, headline, description, displayLink, ...otherFields } = form;
	return story(otherFields, {
		link_data: present({
			link: action.link,
			message: primaryText,
			name: headline,
			description,
			caption: displayLink,
			image_hash: imageHash,
			call_to_action: callToAction(action),
		}),
	});
};

/** Meta wants a thumbnail: an image of the library, or an address. */
export type Thumbnail = { readonly image_hash: string } | { readonly image_url: string };

interface VideoStory extends Shown {
	readonly video: string;
	readonly thumbnail: Thumbnail;
	readonly headline?: string;
	readonly description?: string;
}

/** It needs a button: a video has its link there and nowhere else. */
export const videoStory = (form: VideoStory): GraphParams => {
	const { action, video, thumbnail, primaryText, headline, description, ...otherFields } = form;
	return story(otherFields, {
		video_data: present({
			video_id: video,
			...thumbnail,
			message: primaryText,
			title: headline,
			link_description: description,
			call_to_action: callToAction(action),
		}),
	});
};

export interface Card {
	readonly media: { readonly image_hash: string } | ({ readonly video_id: string } & Thumbnail);
	readonly headline?: string;
	readonly description?: string;
	readonly link?: string;
}

export interface Carousel extends Shown {
	readonly cards: readonly Card[];
	readonly endCard?: boolean;
	readonly optimizeOrder?: boolean;
	readonly displayLink?: string;
}

/** A card of a video takes its thumbnail as `picture` or `image_hash` (AdCreativeLinkDataChildAttachment). */
const cardMedia = (media: Card['media']): Json => {
	if (!('image_url' in media)) return media;
	const { image_url: picture, ...rest } = media;
	return { ...rest, picture };
};

export const carouselStory = ({
	action,
	cards,
	endCard,
	optimizeOrder,
	primaryText,
	displayLink,
	...otherFields
}: Carousel): GraphParams =>
	story(otherFields, {
		link_data: present({
			link: action.link,
			message: primaryText,
			caption: displayLink,
			child_attachments: cards.map(({ media, headline, description, link = action.link }) =>
				present({
					link,
					name: headline,
					description,
					...cardMedia(media),
					call_to_action: callToAction({ ...action, link }),
				}),
			),
			multi_share_end_card: endCard,
			multi_share_optimized: optimizeOrder,
			call_to_action: callToAction(action),
		}),
	});

interface AssetFeed extends Pick<Shown, 'page' | 'instagramAccount'> {
	readonly images: readonly string[];
	readonly videos: ReadonlyArray<{ readonly video_id: string; readonly thumbnail_url: string }>;
	readonly primaryTexts: readonly string[];
	readonly headlines: readonly string[];
	readonly descriptions?: readonly string[];
	readonly action: CallToAction & { readonly link: string };
	readonly displayLink?: string;
}

/** One format an asset feed (Marketing API, Asset feed options). */
function formatOf({ images, videos }: AssetFeed): string {
	if (videos.length === 0) return 'SINGLE_IMAGE';
	return images.length === 0 ? 'SINGLE_VIDEO' : 'AUTOMATIC_FORMAT';
}

const texts = (lines: readonly string[] = []): unknown =>
	lines.length === 0 ? undefined : lines.map((text) => ({ text }));

export const assetFeed = (feed: AssetFeed): GraphParams => ({
	...story({ page: feed.page, instagramAccount: feed.instagramAccount }),
	asset_feed_spec: present({
		ad_formats: [formatOf(feed)],
		images: feed.images.length === 0 ? undefined : feed.images.map((hash) => ({ hash })),
		videos: feed.videos.length === 0 ? undefined : feed.videos,
		bodies: texts(feed.primaryTexts),
		titles: texts(feed.headlines),
		descriptions: texts(feed.descriptions),
		link_urls: [present({ website_url: feed.action.link, display_url: feed.displayLink })],
		call_to_action_types: feed.action.type === 'NO_BUTTON' ? undefined : [feed.action.type],
	}),
});

/** Advantage+ creative: features switched on and off one by one; what is not named is left to Meta. */
export function featureSpec(on: readonly string[] = [], off: readonly string[] = []): GraphParams {
	if (on.length + off.length === 0) return {};
	const enrollment = (names: readonly string[], status: string): Json =>
		Object.fromEntries(names.map((name) => [name, { enroll_status: status }]));
	return {
		degrees_of_freedom_spec: { creative_features_spec: { ...enrollment(on, 'OPT_IN'), ...enrollment(off, 'OPT_OUT') } },
	};
}
