import { compact, once } from 'lodash';

import { textCell } from '../../shared/reading/cells';
import { GraphFailure } from '../../shared/graph/error';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { searchOf, type Search } from '../../shared/node/pickers/listSearch';
import { withRemarks } from '../../shared/words';
import { entriesOf } from '../../shared/reading/json';
import {
	behaviors,
	cities,
	interests,
	optionKeyOf,
	locales,
	matches,
	regions,
	zips,
	type TargetingType,
} from './choices';

/** People, rounded the way Ads Manager does: "400K", "12M", "1.2B". Making one takes as long as reading thirty files. */
const people = once(() => new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 }));

/** What tells two options of the same name apart, and how many people they are. */
function remark(row: GraphObject): string {
	const path = entriesOf(row.path).map(String);
	const [low, high] = [row.audience_size_lower_bound, row.audience_size_upper_bound];
	const above = row.type === 'country' ? [] : [textCell(row.region), textCell(row.country_name)];
	const where = above.filter((part) => part !== null && part !== row.name);
	const isKnown = typeof low === 'number' && typeof high === 'number' && high > 0;
	const size = isKnown ? `${people().format(low)}–${people().format(high)} people` : undefined;
	return compact([textCell(row.topic) ?? path.at(-2), ...where, size]).join(', ');
}

const searchTargeting = ({ name, params, needsQuery, searchedHere }: TargetingType): Search =>
	searchOf({
		request: (_context, filter) => {
			if (needsQuery && filter === undefined) {
				throw new GraphFailure({
					kind: 'invalidParameter',
					message: `Type a few letters to search ${name}`,
					advice: 'Meta only lists what matches a search.',
				});
			}
			const query = searchedHere ? undefined : (filter ?? '');
			return { method: 'GET', path: 'search', params: { ...params, q: query }, effect: 'read' };
		},
		item: (row) => ({ name: withRemarks(titleOf(row), remark(row)), value: optionKeyOf(row) }),
		searchedHere: searchedHere ? matches : undefined,
	});

export const searchBehaviors = searchTargeting(behaviors);
export const searchCities = searchTargeting(cities);
export const searchInterests = searchTargeting(interests);
export const searchLocales = searchTargeting(locales);
export const searchRegions = searchTargeting(regions);
export const searchZips = searchTargeting(zips);
