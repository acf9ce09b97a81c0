import { matchCreativeName } from '../../meta/creativeNames';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import type { LookUp } from '../../shared/graph/writes/lookUp';
import { showsWanted } from '../../shared/reading/shown';
import { formatOf } from './kind';

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

/** Meta numbers the names of these alone. */
export const isCarousel = (creative: GraphObject | GraphParams): boolean =>
	formatOf(creative as GraphObject) === 'carousel';

/**
 * How a creative is known again by what it shows: creatives have no time of creation. Nothing is taken for the same
 * when what was sent has parts that cannot be compared.
 */
export function sameContent(
	params: GraphParams,
): Pick<LookUp, 'fields' | 'interchangeable' | 'isWrittenOn' | 'matches' | 'matchName'> {
	const comparedNames = contents.filter((name) => params[name] !== undefined);
	const foreign = Object.keys(params).some(
		(name) => params[name] !== undefined && !['name', 'adlabels', 'object_id', ...contents].includes(name),
	);
	return {
		interchangeable: true,
		matchName: matchCreativeName,
		isWrittenOn: isCarousel(params),
		fields: comparedNames,
		matches: (candidate) =>
			!foreign && comparedNames.length > 0 && comparedNames.every((name) => showsWanted(candidate[name], params[name])),
	};
}
