import { parameterError, ruleError } from '../graph/language/graphError.mts';
import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import { MESSENGER_BUTTONS, MESSENGER_FEED } from '../world/messengers.mts';
import { checkCallToAction, checkImage, checkLink, checkVideo, type CreativePlace } from './creativeRules.mts';

const NAME = 'asset_feed_spec';

/** Meta: marketing-api/ad-creative/asset-feed-spec/options, "Number of Assets" and "Ad Formats". */
const MOST: Record<string, number> = {
	images: 10,
	videos: 10,
	bodies: 5,
	titles: 5,
	descriptions: 5,
	link_urls: 5,
	call_to_action_types: 5,
	ad_formats: 1,
};
const MOST_IN_ALL = 30;
const FORMATS = ['SINGLE_IMAGE', 'CAROUSEL_IMAGE', 'SINGLE_VIDEO', 'AUTOMATIC_FORMAT', 'CAROUSEL'];

function lists(feed: JsonObject): Record<string, unknown[]> {
	return Object.fromEntries(
		Object.keys(MOST).map((key) => {
			const value = feed[key] ?? [];
			if (!Array.isArray(value)) throw parameterError(`Param ${NAME}[${key}] must be an array.`, NAME);
			return [key, value];
		}),
	);
}

const wrong = (title: string, text: string) => ruleError(title, text, NAME); // subcodes UNCONFIRMED 53

/** A feed that only names messengers, next to a story (Meta: ad-creative/messaging-ads/click-to-multidestination). */
function checkMessengers({ call_to_actions: actions }: JsonObject): void {
	const isMessenger = (action: unknown): boolean => {
		if (!isObject(action) || !isObject(action.value)) return false;
		const { app_destination: app, link } = action.value;
		return app !== undefined && MESSENGER_BUTTONS[String(action.type)] === app && typeof link === 'string';
	};
	if (Array.isArray(actions) && actions.length > 0 && actions.every(isMessenger)) return;
	throw wrong('Messengers are missing', 'call_to_actions takes the button, the app and the link of each messenger.');
}

/** An asset feed: what Meta combines into ads. */
export function checkAssetFeed(place: CreativePlace, feed: JsonObject): void {
	if (feed.optimization_type === MESSENGER_FEED) return checkMessengers(feed);
	const assets = lists(feed);
	for (const [key, value] of Object.entries(assets)) {
		if (value.length > (MOST[key] ?? 0)) throw wrong('Too many assets', `At most ${MOST[key]} ${key} are allowed.`);
	}
	const count = Object.values(assets).reduce((sum, { length }) => sum + length, 0);
	if (count > MOST_IN_ALL) throw wrong('Too many assets', `At most ${MOST_IN_ALL} assets are allowed in all.`);
	const { images = [], videos = [], ad_formats: formats = [], link_urls: links = [] } = assets;
	if (formats.length !== 1 || !FORMATS.includes(String(formats[0])))
		throw wrong('Format', `ad_formats takes one of ${FORMATS.join(', ')}.`);
	if (links.length === 0) throw wrong('Link is missing', 'An asset feed needs a link_url.');
	if (formats[0] === 'SINGLE_VIDEO' ? videos.length === 0 : images.length + videos.length === 0) {
		throw wrong('Media is missing', 'An asset feed needs the media of its format.');
	}
	for (const image of images) if (isObject(image) && image.url === undefined) checkImage(place, image.hash, NAME);
	for (const video of videos) checkVideo(place, isObject(video) ? video.video_id : undefined, NAME);
	for (const link of links) checkLink(isObject(link) ? link.website_url : undefined, NAME);
	for (const type of assets.call_to_action_types ?? []) checkCallToAction({ type }, NAME);
}
