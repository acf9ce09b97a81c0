import type { IDataObject } from 'n8n-workflow';

import { givenName, matchCreativeName } from '../../meta/creativeNames';
import { labelNames } from '../../shared/adObject/change/wanted';
import { idOf, textCell } from '../../shared/reading/cells';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { accountUrl } from '../../shared/adsManager';
import type { GraphObject } from '../../shared/graph/object';
import { picker } from '../../shared/node/pickers/locators';
import type { AccountFacts } from '../../shared/node/session/session';
import { adCreativeSpec } from '../../shared/spec';
import { entriesOf, recordOf } from '../../shared/reading/json';
import { unaskedOfCreative } from './destination';
import { isMessengerFeed, messengersShown } from './messengers';

/** `object_story_spec` is a field only creatives have. */
export const creativeFields = [
	'id',
	'account_id',
	'name',
	'status',
	'object_story_spec',
	'asset_feed_spec',
	'degrees_of_freedom_spec',
	'destination_spec',
	'object_story_id',
	'effective_object_story_id',
	'source_instagram_media_id',
	'effective_instagram_media_id',
	'instagram_user_id',
	'url_tags',
	'object_type',
	'title',
	'body',
	'image_hash',
	'image_url',
	'video_id',
	'call_to_action_type',
	'thumbnail_url',
	'adlabels',
];

const rowsOf = (value: unknown): GraphObject[] => entriesOf(value).map(recordOf);

/** Several texts of a dynamic creative, one a line. */
const joinTexts = (rows: unknown, name: string): string | null =>
	textCell(
		rowsOf(rows)
			.flatMap((row) => textCell(row[name]) ?? [])
			.join('\n'),
	);

/** What kind of creative it is, in the words of the form. */
export function formatOf(creative: GraphObject): string {
	const { link_data: link, video_data: video } = recordOf(creative.object_story_spec);
	if (rowsOf(recordOf(link).child_attachments).length > 0) return 'carousel';
	const feed = recordOf(creative.asset_feed_spec);
	if (Object.keys(feed).length > 0 && !isMessengerFeed(feed)) return 'dynamic';
	if (textCell(creative.source_instagram_media_id) !== null) return 'instagramMedia';
	if (video !== undefined) return 'singleVideo';
	if (link !== undefined) return 'singleImage';
	return textCell(creative.object_story_id) === null ? 'other' : 'existingPost';
}

/** A post's ID begins with its page's: `<page>_<post>`. */
export const pageOfPost = (post: string): string => post.replace(/_.*$/s, '');

/** A creative as one flat row. Every row has the same columns; several texts of a dynamic creative stand one a line. */
function row(creative: GraphObject, account: AccountFacts): IDataObject {
	const spec = recordOf(creative.object_story_spec);
	const link = recordOf(spec.link_data);
	const data = spec.video_data === undefined ? link : recordOf(spec.video_data);
	const feed = recordOf(creative.asset_feed_spec);
	const action = recordOf(data.call_to_action);
	return {
		id: idOf(creative.id),
		name: givenName(creative.name),
		format: formatOf(creative),
		status: textCell(creative.status),
		primaryText: textCell(data.message) ?? joinTexts(feed.bodies, 'text') ?? textCell(creative.body),
		headline: textCell(data.name) ?? textCell(data.title) ?? joinTexts(feed.titles, 'text') ?? textCell(creative.title),
		description: textCell(data.description) ?? textCell(data.link_description) ?? joinTexts(feed.descriptions, 'text'),
		link: textCell(link.link) ?? textCell(recordOf(action.value).link) ?? joinTexts(feed.link_urls, 'website_url'),
		callToAction: messengersShown(creative) ?? textCell(action.type) ?? textCell(creative.call_to_action_type),
		imageHash: textCell(data.image_hash) ?? joinTexts(feed.images, 'hash') ?? textCell(creative.image_hash),
		videoId: idOf(data.video_id) ?? joinTexts(feed.videos, 'video_id') ?? idOf(creative.video_id),
		cards: rowsOf(link.child_attachments).length,
		urlTags: textCell(creative.url_tags),
		pageId: idOf(spec.page_id) ?? textCell(pageOfPost(textCell(creative.effective_object_story_id) ?? '')),
		instagramAccountId: idOf(spec.instagram_user_id) ?? idOf(creative.instagram_user_id),
		postId: textCell(creative.effective_object_story_id),
		thumbnailUrl: textCell(creative.thumbnail_url),
		labels: labelNames(creative.adlabels).join(', '),
		accountId: account.id,
	};
}

export const creativeLocator = picker({
	label: 'Creative',
	parameter: 'creative',
	description: 'The list shows the creatives of the chosen ad account, the newest first',
	search: 'searchCreatives',
	idExample: '120210000000000',
});

export const creativeKind: AdObjectKind = {
	noun: 'creative',
	plural: 'creatives',
	locator: creativeLocator,
	edge: 'adcreatives',
	matchName: matchCreativeName,
	// Filters are not documented for this edge.
	listedById: false,
	// `POST /<creative>` takes account_id, adlabels, name and status only (spec object AdCreative): sent with
	// `execution_options` it would be a real write. `POST /act_<account>/adcreatives` takes them.
	changesCheckedHere: true,
	fields: creativeFields,
	allFields: adCreativeSpec.Fields,
	comparable: [],
	row,
	unasked: unaskedOfCreative,
	mainColumns: [
		'name',
		'format',
		'status',
		'primaryText',
		'headline',
		'link',
		'callToAction',
		'thumbnailUrl',
		'imageHash',
		'videoId',
		'postId',
		'id',
	],
	// Creatives have no page of their own in Ads Manager.
	url: accountUrl,
	whereIsTheId: 'Enter the ID of a creative: Creative → Get Many lists them, and an ad’s row has it in creativeId.',
};
