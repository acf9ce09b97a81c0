import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import { EU_COUNTRIES, findPlace, GROUPS_WITH_EU, type TargetingPlace } from './places.mts';

export type Geo = JsonObject;

export function geoOf(targeting: JsonObject, key: 'geo_locations' | 'excluded_geo_locations' = 'geo_locations'): Geo {
	const geo = targeting[key];
	return isObject(geo) ? geo : {};
}

export function entries(geo: Geo, key: string): unknown[] {
	const list = geo[key];
	return Array.isArray(list) ? list : [];
}

export const LISTS: Record<string, TargetingPlace['type']> = { regions: 'region', cities: 'city', zips: 'zip' };

/** The known places a spec names. */
export function placesOf(geo: Geo): TargetingPlace[] {
	const byKey = Object.entries(LISTS).flatMap(([list, type]) =>
		entries(geo, list).map((entry) => (isObject(entry) ? findPlace(type, String(entry.key)) : undefined)),
	);
	const countries = entries(geo, 'countries').map((code) => findPlace('country', String(code)));
	const groups = entries(geo, 'country_groups').map((key) => findPlace('country_group', String(key)));
	return [...countries, ...groups, ...byKey].filter((place) => place !== undefined);
}

/** Custom locations name a country only when they say so (spec object TargetingGeoLocationCustomLocation). */
export function reachesEu(geo: Geo): boolean {
	const custom = entries(geo, 'custom_locations').map((entry) => (isObject(entry) ? String(entry.country) : ''));
	return (
		placesOf(geo).some(({ type, key, countryCode = '' }) =>
			type === 'country_group' ? GROUPS_WITH_EU.includes(key) : EU_COUNTRIES.includes(countryCode),
		) || custom.some((country) => EU_COUNTRIES.includes(country))
	);
}

/** What Meta adds to a place that was given by its key (spec objects TargetingGeoLocationCity, -Region and -Zip). */
const placeFacts: Record<string, (place: TargetingPlace) => JsonObject> = {
	regions: ({ name, countryCode }) => ({ name, country: countryCode }),
	cities: ({ name, countryCode, region, regionId }) => ({ name, country: countryCode, region, region_id: regionId }),
	zips: ({ name, countryCode, regionId }) => ({ name, country: countryCode, region_id: Number(regionId) }),
};

/** Places as Meta shows them. */
export function shownPlaces(geo: Geo): Geo {
	const shownLists = Object.entries(LISTS).flatMap(([list, type]) => {
		if (!Array.isArray(geo[list])) return [];
		const shownEntries = entries(geo, list).map((entry) => {
			const place = isObject(entry) ? findPlace(type, String(entry.key)) : undefined;
			return isObject(entry) && place !== undefined ? { ...entry, ...placeFacts[list]?.(place) } : entry;
		});
		return [[list, shownEntries] as const];
	});
	return { ...geo, ...Object.fromEntries(shownLists) };
}
