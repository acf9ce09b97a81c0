import { isUndefined, omitBy } from 'lodash';

import { givenName } from '../../meta/creativeNames';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import type { Json } from '../../shared/record';
import { recordOf } from '../../shared/reading/json';
import { keptDestination } from './destination';
import { formatOf } from './kind';
import { isMessengerFeed } from './messengers';

/** What may be replaced; what is left out stays. */
export interface Copy {
	readonly name?: string;
	readonly primaryText?: string;
	readonly headline?: string;
	readonly description?: string;
	readonly link?: string;
	readonly callToAction?: string;
	readonly urlTags?: string;
}

/** Only what is given, under Graph's name for it. */
const withoutUndefined = (values: Json): Json => omitBy(values, isUndefined);

/** The present button, with another type or link. */
function button(present: unknown, { callToAction: type, link }: Copy): Json | undefined {
	if (type === undefined && link === undefined) return undefined;
	const action = recordOf(present);
	if (type === undefined && action.type === undefined) return undefined;
	return {
		...action,
		...withoutUndefined({ type }),
		...(link === undefined ? {} : { value: { ...recordOf(action.value), link } }),
	};
}

/** A picture is named by its hash; Meta shows its address beside it, and takes only one of the two. */
function withoutAddress(data: Json): Json {
	const { picture, image_url: address, ...rest } = data;
	return data.image_hash === undefined ? withoutUndefined({ ...rest, picture, image_url: address }) : rest;
}

function linkData(data: Json, copy: Copy): Json {
	const { child_attachments: cards } = data;
	return {
		...withoutAddress(data),
		...(Array.isArray(cards) ? { child_attachments: cards.map((card) => withoutAddress(recordOf(card))) } : {}),
		...withoutUndefined({
			message: copy.primaryText,
			name: copy.headline,
			description: copy.description,
			link: copy.link,
			call_to_action: button(data.call_to_action, copy),
		}),
	};
}

const videoData = (data: Json, copy: Copy): Json => ({
	...withoutAddress(data),
	...withoutUndefined({
		message: copy.primaryText,
		title: copy.headline,
		link_description: copy.description,
		call_to_action: button(data.call_to_action, copy),
	}),
});

const replaceable = ['singleImage', 'singleVideo', 'carousel'];

/** Why a creative's words cannot be replaced, because they are not its own, or not all of them. */
export function copyProblem(creative: GraphObject, copy: Copy): InputProblem | null {
	const format = formatOf(creative);
	if (!replaceable.includes(format)) {
		const advice =
			format === 'dynamic'
				? 'A dynamic creative has several texts: make a new one with Create.'
				: 'It shows a post: the text is the post’s. Make a new creative with Create.';
		return new InputProblem(['creative'], 'has no copy that could be replaced', advice);
	}
	if (isMessengerFeed(creative.asset_feed_spec) && (copy.link !== undefined || copy.callToAction !== undefined)) {
		const advice = 'Leave Link and Call to Action out, or make a new creative with Create.';
		return new InputProblem(['creative'], 'opens several messengers, so link and button stay', advice);
	}
	if (format !== 'carousel' || (copy.headline === undefined && copy.description === undefined)) return null;
	const advice = 'Leave both out, or make a new carousel with Create.';
	return new InputProblem(['creative'], 'is a carousel: headline and description belong to its cards', advice);
}

/** The parameters of a new creative that shows what the present one shows, with other words. */
export function withCopy(creative: GraphObject, copy: Copy): GraphParams {
	const { link_data: link, video_data: video, ...story } = recordOf(creative.object_story_spec);
	const content =
		video === undefined
			? { link_data: linkData(recordOf(link), copy) }
			: { video_data: videoData(recordOf(video), copy) };
	const keptFields = withoutUndefined({
		asset_feed_spec: isMessengerFeed(creative.asset_feed_spec) ? creative.asset_feed_spec : undefined,
		degrees_of_freedom_spec: creative.degrees_of_freedom_spec,
		url_tags: copy.urlTags ?? creative.url_tags,
	}) as GraphParams;
	const { adlabels: labels } = creative;
	return {
		name: copy.name ?? givenName(creative.name) ?? 'Creative',
		object_story_spec: { ...story, ...content },
		...keptFields,
		...keptDestination(creative),
		...(Array.isArray(labels) ? { adlabels: labels.map((label) => ({ id: recordOf(label).id })) } : {}),
	};
}
