import { AdCreative, AdCreativeFeaturesSpec } from 'facebook-nodejs-business-sdk';
import { GraphError, parameterError, ruleError } from '../graph/language/graphError.mts';
import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import { findImage } from '../media/images.mts';
import { videoStateOf } from '../media/videos.mts';
import type { Account } from '../world/basics.mts';
import type { World } from '../world/world.mts';

/** Newer ones: SDK 26.0.0's public source; the last: Meta, messaging-ads/click-to-multidestination. */
const CALLS_TO_ACTION: string[] = [
	...Object.values(AdCreative.CallToActionType),
	...['ASK_A_QUESTION', 'ASK_US', 'CHAT_NOW', 'JOIN_LIVE_VIDEO', 'START_A_CHAT', 'INSTAGRAM_MESSAGE'],
];

const FEATURES: string[] = [
	...Object.values(AdCreativeFeaturesSpec.Fields),
	...['dynamic_cta_text', 'hyperlink_formatting', 'image_banner', 'image_end_card', 'multi_creative_post_carousel'],
	...['pac_genai_recomposition', 'pac_recomposition', 'product_browsing', 'video_uncrop_9x16_to_9x18'],
];

export interface CreativePlace {
	world: World;
	account: Account;
}

const isAddress = (value: unknown): boolean =>
	typeof value === 'string' && /^(https?|fb|tel|mailto|itms-apps|market):/i.test(value);

const spec = 'object_story_spec';

/** Subcodes of what is wrong with pages and Instagram accounts: UNCONFIRMED 53. */
export function checkPage({ world, account }: CreativePlace, id: unknown, blame = spec): void {
	const page = world.find(String(id));
	if (page?.kind === 'Page' && page.visible && page.usableIn.includes(account.id)) return;
	throw ruleError('Page cannot be used', 'You do not have permission to advertise for this page.', blame);
}

export function checkInstagram({ world, account }: CreativePlace, id: unknown, blame = spec): void {
	const user = world.find(String(id));
	if (user?.kind === 'IGUser' && user.visible && user.usableIn.includes(account.id)) return;
	throw ruleError(
		'Instagram account cannot be used',
		'The Instagram account is not connected to this ad account.',
		blame,
	);
}

/** Images of other accounts are not found. Title, text and subcode as in facebook-nodejs-business-sdk issue 134. */
export function checkImage({ world, account }: CreativePlace, hash: unknown, blame = spec): void {
	if (typeof hash === 'string' && findImage(world, account, hash)) return;
	throw ruleError('Missing Image', 'Please specify an image to run with this ad.', blame, 1487212);
}

/** "wait till the video status is ready" (Meta: marketing-api/advideo); subcodes UNCONFIRMED 53. */
export function checkVideo({ world, account }: CreativePlace, id: unknown, blame = spec): void {
	const video = world.find(String(id));
	if (video?.kind !== 'AdVideo' || video.account.id !== account.id) {
		throw ruleError('Video not found', 'The video does not exist in this ad account.', blame);
	}
	if (videoStateOf(video, world) === 'ready') return;
	throw ruleError('Video not ready', 'The video is still being processed, or its processing failed.', blame);
}

export function checkCallToAction(value: unknown, blame = spec): void {
	if (value === undefined) return;
	if (isObject(value) && typeof value.type === 'string' && CALLS_TO_ACTION.includes(value.type)) return;
	throw parameterError(`Param ${blame}[call_to_action][type] must be one of the known types`, blame);
}

export function checkLink(value: unknown, blame = spec): void {
	if (isAddress(value)) return;
	throw ruleError('Link is not valid', 'Please enter a valid link.', blame); // subcode UNCONFIRMED 53
}

/** Carousels have 2 to 10 cards (Meta: marketing-api/reference/ad-creative-link-data, child_attachments). */
function checkCards(place: CreativePlace, cards: unknown): void {
	if (!Array.isArray(cards) || !cards.every(isObject))
		throw parameterError('Param child_attachments must be an array.', spec);
	if (cards.length < 2 || cards.length > 10) {
		throw ruleError('Number of cards', 'A carousel must have between 2 and 10 cards.', spec); // subcode UNCONFIRMED 53
	}
	for (const card of cards) {
		checkLink(card.link);
		if (card.image_hash !== undefined) checkImage(place, card.image_hash);
		if (card.video_id !== undefined) checkVideo(place, card.video_id);
		if (card.image_hash === undefined && card.picture === undefined) checkImage(place, undefined);
		checkCallToAction(card.call_to_action);
	}
}

function checkLinkData(place: CreativePlace, data: JsonObject): void {
	checkLink(data.link);
	checkCallToAction(data.call_to_action);
	if (data.child_attachments !== undefined) checkCards(place, data.child_attachments);
	else if (data.image_hash !== undefined) checkImage(place, data.image_hash);
}

/** Subcode and text as in pipeboard-co/meta-ads-mcp pull request 88 and facebook-php-business-sdk issue 151. */
function checkVideoData(place: CreativePlace, data: JsonObject): void {
	checkVideo(place, data.video_id);
	checkCallToAction(data.call_to_action);
	if (data.image_hash === undefined && data.image_url === undefined) {
		throw ruleError(
			'Your ad needs a video thumbnail',
			'Please specify one of image_hash or image_url in the video_data field of object_story_spec.',
			spec,
			1443226,
		);
	}
	if (data.image_hash !== undefined) checkImage(place, data.image_hash);
	else checkLink(data.image_url);
}

const CONTENTS = ['link_data', 'video_data', 'photo_data', 'text_data', 'template_data'];

/** Spec object AdCreativeObjectStorySpec: one page, one kind of content. */
export function checkStory(place: CreativePlace, story: JsonObject, isAssetFeed: boolean): void {
	// Removed from every version on 2025-09-09 (Meta: marketing-api changelog v22.0); wording UNCONFIRMED 53.
	if ('instagram_actor_id' in story) throw parameterError('instagram_actor_id is no longer supported', spec);
	checkPage(place, story.page_id);
	if (story.instagram_user_id !== undefined) checkInstagram(place, story.instagram_user_id);
	const contents = CONTENTS.filter((name) => isObject(story[name]));
	// 1443048: pipeboard-co/meta-ads-mcp pull request 85 names it for an object_story_spec that is not well formed.
	if (contents.length !== 1 && !isAssetFeed) {
		throw ruleError('object_story_spec ill formed', `One of ${CONTENTS.join(', ')} is required.`, spec, 1443048);
	}
	if (isObject(story.link_data)) checkLinkData(place, story.link_data);
	if (isObject(story.video_data)) checkVideoData(place, story.video_data);
	if (isObject(story.photo_data) && story.photo_data.image_hash !== undefined)
		checkImage(place, story.photo_data.image_hash);
}

/** Spec object AdCreativeFeatureDetails: enroll_status OPT_IN or OPT_OUT (values: Meta, Advantage+ creative). */
export function checkFeatures(freedom: JsonObject): void {
	const name = 'degrees_of_freedom_spec';
	const features = freedom.creative_features_spec;
	if (features === undefined) return;
	if (!isObject(features)) throw parameterError(`Param ${name}[creative_features_spec] must be a JSON object`, name);
	for (const [feature, details] of Object.entries(features)) {
		if (!FEATURES.includes(feature)) throw parameterError(`Unknown creative feature ${feature}`, name);
		if (isObject(details) && ['OPT_IN', 'OPT_OUT'].includes(String(details.enroll_status))) continue;
		throw parameterError(`Param ${name}[${feature}][enroll_status] must be one of {OPT_IN, OPT_OUT}`, name);
	}
}

/** "Creatives cannot be edited": subcode and cause as third-party clients document them (1815573). */
export const immutable = (): GraphError =>
	ruleError(
		'Creative cannot be edited',
		'Only the name, the status and the labels of a creative can be changed.',
		'name',
		1815573,
	);
