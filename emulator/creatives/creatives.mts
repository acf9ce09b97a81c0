import { createHash } from 'node:crypto';

import { AdCreative } from 'facebook-nodejs-business-sdk';
import { readLabels, resolveLabels } from '../accounts/labels.mts';
import type { AssetOf } from '../assets/assetModel.mts';
import type { Domain } from '../graph/handlers/domain.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { type GraphError, parameterError, ruleError } from '../graph/language/graphError.mts';
import { isObject, type JsonObject, readObject } from '../graph/language/jsonObjects.mts';
import type { Params } from '../graph/language/params.mts';
import { imageUrl, findImage } from '../media/images.mts';
import type { Account } from '../world/basics.mts';
import { MESSENGER_FEED } from '../world/messengers.mts';
import type { World } from '../world/world.mts';
import { checkAssetFeed } from './assetFeedRules.mts';
import {
	checkFeatures,
	checkInstagram,
	checkPage,
	checkStory,
	immutable,
	type CreativePlace,
} from './creativeRules.mts';

type Creative = AssetOf<'AdCreative'>;

const SUCCESS = { success: true };

/** Parameters that are objects or lists (spec object AdAccount, POST adcreatives); kept and shown as they were sent. */
const OBJECTS = [
	'object_story_spec',
	'asset_feed_spec',
	'degrees_of_freedom_spec',
	'call_to_action',
	'contextual_multi_ads',
	'destination_spec',
];
const TEXTS = [
	...[
		'name',
		'url_tags',
		'object_story_id',
		'source_instagram_media_id',
		'source_facebook_post_id',
		'instagram_user_id',
	],
	...[
		'object_id',
		'product_set_id',
		'authorization_category',
		'applink_treatment',
		'link_url',
		'template_url',
		'existing_post_title',
	],
];

function read(params: Params): JsonObject {
	const fields = Object.fromEntries([
		...OBJECTS.map((name) => [name, readObject(params, name)] as const),
		...TEXTS.map((name) => [name, params.text(name)] as const),
	]);
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** What the creative shows: a story of its own, a post, an Instagram post, or an asset feed. */
function check(place: CreativePlace, fields: JsonObject): void {
	const { object_story_spec: story, asset_feed_spec: feed, degrees_of_freedom_spec: freedom } = fields;
	if (isObject(feed)) checkAssetFeed(place, feed);
	const isWhole = isObject(feed) && feed.optimization_type !== MESSENGER_FEED;
	if (isObject(story)) checkStory(place, story, isWhole);
	if (isObject(freedom)) checkFeatures(freedom);
	if (typeof fields.object_story_id === 'string') checkPost(place, fields.object_story_id);
	if (typeof fields.source_instagram_media_id === 'string') {
		checkInstagramPost(place, fields.source_instagram_media_id, fields.instagram_user_id);
		checkInstagram(place, fields.instagram_user_id, 'instagram_user_id');
		if (fields.object_id !== undefined) checkPage(place, fields.object_id, 'object_id');
	}
	const contents = [story, feed, fields.object_story_id, fields.source_instagram_media_id, fields.product_set_id];
	if (contents.every((content) => content === undefined)) {
		throw parameterError('A creative needs an object_story_spec, an asset_feed_spec or a post', 'object_story_spec'); // UNCONFIRMED 53
	}
}

/** `<page>_<post>` of a page that can be used. */
function checkPost(place: CreativePlace, id: string): void {
	const [, page] = /^(\d+)_(\d+)$/.exec(id) ?? [];
	if (page === undefined)
		throw parameterError('Param object_story_id must be of the form <page>_<post>', 'object_story_id');
	checkPage(place, page, 'object_story_id');
	const post = place.world.find(id);
	if (post?.kind !== 'PagePost') throw unavailablePost('object_story_id');
	if (!post.isEligible) throw unsuitablePost('object_story_id');
}

function checkInstagramPost({ world }: CreativePlace, id: string, owner: unknown): void {
	const post = world.find(id);
	if (post?.kind !== 'IGMedia' || (owner !== undefined && post.ownerId !== String(owner)))
		throw unavailablePost('source_instagram_media_id');
	if (post.ineligibleReason !== undefined) throw unsuitablePost('source_instagram_media_id');
}

/** Deleted, of somebody else, or not to be seen: one answer for all (airbytehq/airbyte issue 65944). */
const unavailablePost = (blame: string): GraphError =>
	ruleError(
		'Ad Creative Is Incomplete',
		'The post you selected for your ad is not available. It could be deleted or you might not have permissions to see it. Please check your ad creative and try again.',
		blame,
		2446289,
	);

/** What Meta says of a post that is there and may not be promoted is not documented: UNCONFIRMED 53. */
const unsuitablePost = (blame: string): GraphError =>
	ruleError('Post can’t be promoted', 'This post can’t be used in an ad.', blame);

type Data = JsonObject | undefined;

/** What Meta reads out of a story and shows beside it (spec object AdCreative). */
function deriveFields({ world, account }: CreativePlace, id: string, fields: JsonObject): JsonObject {
	const story = fields.object_story_spec as Data;
	const link = story?.link_data as Data;
	const video = story?.video_data as Data;
	const data = link ?? video;
	const hash = data?.image_hash;
	const image = typeof hash === 'string' ? findImage(world, account, hash) : undefined;
	const action = data?.call_to_action as Data;
	const derivedFields: Record<string, unknown> = {
		object_type: video ? 'VIDEO' : 'SHARE',
		title: link?.name ?? video?.title,
		body: data?.message,
		link_url: undefined,
		image_hash: hash,
		image_url: image && imageUrl(image),
		video_id: video?.video_id,
		call_to_action_type: action?.type,
		thumbnail_url: `https://example.com/creatives/${id}.jpg`,
		effective_object_story_id:
			fields.object_story_id ?? (story ? `${String(story.page_id)}_${id.slice(-9)}` : undefined),
		effective_instagram_media_id: fields.source_instagram_media_id,
	};
	return Object.fromEntries(Object.entries(derivedFields).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** Stories come back with what Meta fills in: `attachment_style` as clients show it (UNCONFIRMED 54 for all). */
function completeFields(fields: JsonObject): JsonObject {
	const story = fields.object_story_spec;
	if (!isObject(story) || !isObject(story.link_data)) return fields;
	return { ...fields, object_story_spec: { ...story, link_data: { ...story.link_data, attachment_style: 'link' } } };
}

/** The first version in which a shop becomes a destination by itself. */
const SHOP_FROM = 26;

/**
 * "Starting in API v26.0, eligible ad creatives" of an advertiser with a shop default to website and shop (Meta: changelog
 * v26.0). Which are eligible is not said; here those of one link or video that lead to a website.
 */
function withShop({ version = '' }: WriteCall, { hasShop }: Account, fields: JsonObject): JsonObject {
	const story = fields.object_story_spec as Data;
	const data = (story?.link_data ?? story?.video_data) as Data;
	const action = (data?.call_to_action as Data)?.value as Data;
	const link = data?.link ?? action?.link;
	const isEligible = typeof link === 'string' && /^https?:/i.test(link) && action?.lead_gen_form_id === undefined;
	const isSince = Number(/^v(\d+)/.exec(version)?.[1] ?? SHOP_FROM) >= SHOP_FROM;
	if (!hasShop || !isEligible || !isSince || fields.destination_spec !== undefined) return fields;
	return { ...fields, destination_spec: { destination_type: 'WEBSITE_AND_SHOP' } };
}

function setLabels(world: World, account: Account, creative: Creative, params: Params): void {
	const labels = readLabels(params);
	if (labels) creative.fields.adlabels = resolveLabels(world, account, labels).map(({ id, name }) => ({ id, name }));
}

/**
 * Meta shows a new creative under more than the name that was sent. Recorded are a day with 32 hex digits, in v25.0 (July 2026),
 * and `-01` on a carousel, in v2.10 (tophatter/facebook-ruby-ads-sdk: `creates_carousel_ad_creative.yml`). A later rename
 * stays as it was sent here: UNCONFIRMED 54.
 */
function shownName({ world }: CreativePlace, id: string, { name, object_story_spec: story }: JsonObject): string {
	if (typeof name !== 'string') return `Creative ${id}`;
	const link = isObject(story) ? (story.link_data as Data) : undefined;
	if (Array.isArray(link?.child_attachments)) return `${name}-01`;
	const day = new Date(world.clock.now()).toISOString().slice(0, 10);
	return `${name} ${day}-${createHash('md5').update(id).digest('hex')}`;
}

/** `POST /act_X/adcreatives`. An app in development mode is refused with 100/1885183: script it as a fault. */
function createCreative(call: WriteCall, account: Account): Record<string, unknown> {
	const { world, params } = call;
	const place = { world, account };
	const fields = withShop(call, account, read(params));
	check(place, fields);
	readLabels(params);
	if (params.isValidateOnly()) return SUCCESS;
	const id = world.newId('AdCreative');
	const common = { status: 'ACTIVE', account_id: account.accountId };
	const creative: Creative = {
		kind: 'AdCreative',
		id,
		account,
		usableIn: [account.id],
		visible: true,
		fields: {
			...common,
			...deriveFields(place, id, fields),
			...completeFields(fields),
			name: shownName(place, id, fields),
		},
	};
	setLabels(world, account, creative, params);
	world.add(creative);
	return { id };
}

const STATUSES = Object.values(AdCreative.Status) as string[];

/** `POST /{creative}`: spec object AdCreative takes account_id, adlabels, name and status; what it shows cannot change. */
function updateCreative({ world, params }: WriteCall, creative: Creative): Record<string, unknown> {
	const { name, ...content } = read(params);
	if (Object.keys(content).length > 0) throw immutable();
	const status = params.oneOf('status', STATUSES);
	if (name === '') throw parameterError('Param name must be a non-empty string', 'name'); // UNCONFIRMED 25
	if (creative.account) setLabels(world, creative.account, creative, params);
	if (name !== undefined) creative.fields.name = name;
	if (status !== undefined) creative.fields.status = status;
	return SUCCESS;
}

/** `DELETE /{creative}`. Whether Meta refuses one that ads use is not documented; here it is deleted, and the ads keep showing it. */
function deleteCreative(_call: WriteCall, creative: Creative): Record<string, unknown> {
	creative.fields.status = 'DELETED';
	return SUCCESS;
}

export const creativeDomain = {
	writes: {
		AdAccount: { 'POST adcreatives': createCreative },
		AdCreative: { 'POST ': updateCreative, 'DELETE ': deleteCreative },
	},
	firstIds: { AdCreative: 120213000000001001n },
} satisfies Domain;
