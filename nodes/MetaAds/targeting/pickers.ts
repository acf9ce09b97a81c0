import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { searchOf, type Search } from '../../shared/node/listSearch';
import { text } from '../../shared/adObject/columns';
import { behaviors, cities, interests, keyOf, locales, matches, regions, zips, type TargetingType } from './choices';

/** People, rounded the way Ads Manager does: "400K", "12M", "1.2B". */
const people = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 });

/** What tells two options of the same name apart, and how many people they are. */
function remark(row: GraphObject): string {
	const path = Array.isArray(row.path) ? row.path.map(String) : [];
	const [low, high] = [row.audience_size_lower_bound, row.audience_size_upper_bound];
	const where = row.type === 'country' ? [] : [text(row.region), text(row.country_name)].filter((part) => part !== null && part !== row.name);
	const topic = text(row.topic) ?? (path.length > 1 ? path[path.length - 2] : undefined);
	const size = typeof low === 'number' && typeof high === 'number' && high > 0 ? `${people.format(low)}–${people.format(high)} people` : undefined;
	return [topic, ...where, size].filter(Boolean).join(', ');
}

const searchTargeting = ({ name, params, needsQuery, searchedHere }: TargetingType): Search =>
	searchOf({
		request: (_context, filter) => {
			if (needsQuery && filter === undefined) {
				throw new GraphFailure({ kind: 'invalidParameter', message: `Type a few letters to search ${name}`, advice: 'Meta only lists what matches a search.' });
			}
			return { method: 'GET', path: 'search', params: { ...params, q: searchedHere ? undefined : (filter ?? '') }, effect: 'read' };
		},
		item: (row) => {
			const extra = remark(row);
			return { name: extra ? `${String(row.name)} (${extra})` : String(row.name), value: keyOf(row) };
		},
		searchedHere: searchedHere ? matches : undefined,
	});

export const searchBehaviors = searchTargeting(behaviors);
export const searchCities = searchTargeting(cities);
export const searchInterests = searchTargeting(interests);
export const searchLocales = searchTargeting(locales);
export const searchRegions = searchTargeting(regions);
export const searchZips = searchTargeting(zips);
