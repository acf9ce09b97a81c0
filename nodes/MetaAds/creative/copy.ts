import type { GraphObject } from '../../shared/graph/object';
import type { GraphParam, GraphParams } from '../../shared/graph/request';
import { InputProblem } from '../../shared/form/problem';
import { formatOf, jsonOf } from './kind';

/** What may be said anew; what is left out stays. */
export interface Copy {
	readonly name?: string;
	readonly primaryText?: string;
	readonly headline?: string;
	readonly description?: string;
	readonly link?: string;
	readonly callToAction?: string;
	readonly urlTags?: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Only what is given, under Graph's name for it. */
const given = (values: Json): Json => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** The present button, with another type or link. */
function button(present: unknown, { callToAction: type, link }: Copy): Json | undefined {
	if (type === undefined && link === undefined) return undefined;
	const action = jsonOf(present);
	if (type === undefined && action.type === undefined) return undefined;
	return { ...action, ...given({ type }), ...(link === undefined ? {} : { value: { ...jsonOf(action.value), link } }) };
}

/** A picture is named by its hash; Meta shows its address beside it, and takes only one of the two. */
function withoutAddress(data: Json): Json {
	const { picture, image_url: address, ...rest } = data;
	return data.image_hash === undefined ? given({ ...rest, picture, image_url: address }) : rest;
}

function linkData(data: Json, copy: Copy): Json {
	const cards = Array.isArray(data.child_attachments) ? { child_attachments: data.child_attachments.map((card) => withoutAddress(jsonOf(card))) } : {};
	return {
		...withoutAddress(data),
		...cards,
		...given({ message: copy.primaryText, name: copy.headline, description: copy.description, link: copy.link, call_to_action: button(data.call_to_action, copy) }),
	};
}

const videoData = (data: Json, copy: Copy): Json => ({
	...withoutAddress(data),
	...given({ message: copy.primaryText, title: copy.headline, link_description: copy.description, call_to_action: button(data.call_to_action, copy) }),
});

const cannot = (message: string, advice: string): InputProblem => new InputProblem(['creative'], message, advice);

/**
 * The parameters of a new creative that shows what the present one shows, with other words.
 *
 * @throws InputProblem for a creative whose words are not its own
 */
export function withCopy(creative: GraphObject, copy: Copy): GraphParams {
	const format = formatOf(creative);
	if (!['singleImage', 'singleVideo', 'carousel'].includes(format)) {
		throw cannot('has no copy that could be replaced', format === 'dynamic' ? 'A dynamic creative has several texts: make a new one with Create.' : 'It shows a post: the text is the post’s. Make a new creative with Create.');
	}
	if (format === 'carousel' && (copy.headline !== undefined || copy.description !== undefined)) {
		throw cannot('is a carousel: headline and description belong to its cards', 'Leave both out, or make a new carousel with Create.');
	}
	const { link_data: link, video_data: video, ...story } = jsonOf(creative.object_story_spec);
	const content = video === undefined ? { link_data: linkData(jsonOf(link), copy) } : { video_data: videoData(jsonOf(video), copy) };
	const kept = given({ degrees_of_freedom_spec: creative.degrees_of_freedom_spec, url_tags: copy.urlTags ?? creative.url_tags }) as Record<string, GraphParam>;
	const labels = Array.isArray(creative.adlabels) ? { adlabels: creative.adlabels.map((label) => ({ id: jsonOf(label).id })) } : {};
	return { name: copy.name ?? String(creative.name ?? 'Creative'), object_story_spec: { ...story, ...content }, ...kept, ...labels };
}
