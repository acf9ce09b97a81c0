import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import { showsWanted } from '../../shared/reading/shown';

/** What makes a creative what it is; Meta keeps it as it was created. */
const contents = [
	'object_story_spec',
	'asset_feed_spec',
	'degrees_of_freedom_spec',
	'destination_spec',
	'url_tags',
	'object_story_id',
	'source_instagram_media_id',
	'instagram_user_id',
	'call_to_action',
	'product_set_id',
	'template_url',
];

/**
 * How a creative is known again by what it shows: creatives have no time of creation. Nothing is taken for the same
 * when what was sent has parts that cannot be compared.
 */
export function sameContent(params: GraphParams): {
	readonly fields: readonly string[];
	readonly matches: (candidate: GraphObject) => boolean;
} {
	const comparedNames = contents.filter((name) => params[name] !== undefined);
	const foreign = Object.keys(params).some(
		(name) => params[name] !== undefined && !['name', 'adlabels', 'object_id', ...contents].includes(name),
	);
	return {
		fields: comparedNames,
		matches: (candidate) =>
			!foreign && comparedNames.length > 0 && comparedNames.every((name) => showsWanted(candidate[name], params[name])),
	};
}
