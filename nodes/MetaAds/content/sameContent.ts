import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';

/** What makes a creative what it is; Meta keeps it as it was created. */
const contents = [
	'object_story_spec',
	'asset_feed_spec',
	'degrees_of_freedom_spec',
	'url_tags',
	'object_story_id',
	'source_instagram_media_id',
	'instagram_user_id',
	'call_to_action',
	'product_set_id',
	'template_url',
];

/** Whether all that was sent is there. Meta fills in more of its own; ids can come back as numbers. */
function holds(shown: unknown, sent: unknown): boolean {
	if (sent === undefined || sent === null) return true;
	if (Array.isArray(sent))
		return (
			Array.isArray(shown) && shown.length === sent.length && sent.every((part, index) => holds(shown[index], part))
		);
	if (typeof sent === 'object')
		return (
			typeof shown === 'object' &&
			shown !== null &&
			Object.entries(sent).every(([name, part]) => holds((shown as GraphObject)[name], part))
		);
	return String(shown) === String(sent);
}

/**
 * How a creative is known again by what it shows: creatives have no time of creation. Nothing is taken for the same
 * when what was sent has parts that cannot be compared.
 */
export function sameContent(params: GraphParams): {
	readonly fields: readonly string[];
	readonly matches: (candidate: GraphObject) => boolean;
} {
	const compared = contents.filter((name) => params[name] !== undefined);
	const foreign = Object.keys(params).some(
		(name) => params[name] !== undefined && !['name', 'adlabels', 'object_id', ...contents].includes(name),
	);
	return {
		fields: compared,
		matches: (candidate) =>
			!foreign && compared.length > 0 && compared.every((name) => holds(candidate[name], params[name])),
	};
}
