import { createHash } from 'crypto';

import { idOf, textCell } from '../../../shared/reading/cells';
import type { GraphObject } from '../../../shared/graph/object';
import { isRecord } from '../../../shared/record';
import { onlyOf } from '../../facts/some';

/** What an ad shows, as far as that can be the same in two ads. */
export interface ShownCreative {
	readonly by: 'Ad' | 'Creative' | 'Image' | 'Text' | 'Video';
	/** A video's or creative's id, an image's hash, or a hash of the text. */
	readonly id: string;
}

/** What has to be asked of a creative to know what it shows (Marketing API, reference of AdCreative). */
export const SHOWN_FIELDS = [
	...['video_id', 'image_hash', 'image_url', 'title', 'body', 'object_story_id', 'source_instagram_media_id'],
	...['product_set_id', 'object_story_spec', 'asset_feed_spec'],
];

const inside = (value: unknown, name: string): GraphObject => {
	const part = isRecord(value) ? value[name] : undefined;
	return isRecord(part) ? part : {};
};

const entries = (value: unknown): GraphObject[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** The videos and images that a creative chooses among, each once. */
function choices({ asset_feed_spec: feed }: GraphObject): ShownCreative[] {
	const { videos, images } = isRecord(feed) ? feed : {};
	const all = [
		...entries(videos).map(({ video_id: id }) => ({ by: 'Video' as const, id: idOf(id) })),
		...entries(images).map(({ hash }) => ({ by: 'Image' as const, id: textCell(hash) })),
	];
	const knownChoices = all.map(({ by, id }): ShownCreative => ({ by, id: id ?? '' }));
	return [...new Map(knownChoices.map((one) => [`${one.by} ${one.id}`, one])).values()];
}

/** Cards and products differ where everything else of two creatives is alike. */
function isOfParts({ object_story_spec: story, product_set_id: products }: GraphObject): boolean {
	const parts = ['link_data', 'template_data'].flatMap((name) => entries(inside(story, name).child_attachments));
	return parts.length > 0 || textCell(products) !== null || (isRecord(story) && story.template_data !== undefined);
}

function mediumOf(creative: GraphObject): ShownCreative | null {
	const { object_story_spec: story } = creative;
	const video = idOf(creative.video_id) ?? idOf(inside(story, 'video_data').video_id);
	if (video !== null) return { by: 'Video', id: video };
	const image =
		textCell(creative.image_hash) ??
		textCell(inside(story, 'link_data').image_hash) ??
		textCell(inside(story, 'photo_data').image_hash);
	return image === null ? null : { by: 'Image', id: image };
}

/** Whether a story has a link, a photo, a video or products: those come with a picture of their own, also where none is named. */
const isMoreThanText = ({ object_story_spec: story }: GraphObject): boolean =>
	isRecord(story) && Object.keys(story).some((part) => part.endsWith('_data') && part !== 'text_data');

/** Text that stands alone: beside a picture that is not named, the same words are not the same creative. */
function textOf(creative: GraphObject): ShownCreative | null {
	const { title, body, object_story_id: post, source_instagram_media_id: media, image_url: picture } = creative;
	const hasPicture = [post, media, picture].some((one) => textCell(one) !== null) || isMoreThanText(creative);
	const words = [title, body].map((one) => (textCell(one) ?? '').trim());
	if (hasPicture || isRecord(creative.asset_feed_spec) || words.join('') === '') return null;
	return { by: 'Text', id: createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32) };
}

/**
 * What an ad shows: its video, else its image, else its text, else the creative as such. An ad whose creative cannot be
 * read stands for itself.
 *
 * @param creative as Meta answers for `SHOWN_FIELDS` and `id`; nothing where it cannot be read
 */
export function shownIn(creative: GraphObject, ad: string): ShownCreative {
	const id = idOf(creative.id);
	if (id === null) return { by: 'Ad', id: ad };
	const itself: ShownCreative = { by: 'Creative', id };
	const among = choices(creative);
	const only = onlyOf(among);
	if (among.length > 1 || only?.id === '' || isOfParts(creative)) return itself;
	return only ?? mediumOf(creative) ?? textOf(creative) ?? itself;
}
